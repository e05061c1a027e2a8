#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"

namespace roundel::cli {
namespace {

struct LinkOptions {
  std::string store;
  bool json = false;
};

int link(const LinkOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  ProgressLine progress(system_clock());
  const auto linked = service::link_records(**desk, console_caller(**desk), worker_count(), progress.callback());
  if (!linked) return report(linked.error());
  progress.finish();
  if (asked.json) {
    fmt::print("{{\"source_records\":{},\"persons\":{},\"decisions\":{}}}\n", linked->source_records, linked->persons,
               linked->decisions);
    return 0;
  }
  fmt::print("{} source records are {} persons; {} decisions added.\n", linked->source_records, linked->persons,
             linked->decisions);
  fmt::print("Next:  roundel assess --store {}   and   roundel linkage --store {}\n", asked.store, asked.store);
  return 0;
}

}  // namespace

void add_link(Takes& program, const Common& common) {
  Takes command = program.command("link", "Decide which source records are one person");
  const auto asked = std::make_shared<LinkOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.flag("--json", asked->json, "Print what was done as JSON");
  command.example("roundel link --store sqlite:place.db");
  command.does([asked, &common] { return link(*asked, common); });
}

}  // namespace roundel::cli
