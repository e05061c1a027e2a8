#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"

namespace roundel::cli {
namespace {

struct AssessOptions {
  std::string store;
  std::string as_known_at;
  bool json = false;
};

int assess(const AssessOptions& asked, const Common& common) {
  std::optional<Timestamp> at;
  if (!asked.as_known_at.empty()) {
    const auto moment = parse_timestamp(asked.as_known_at);
    if (!moment) return report(moment.error());
    at = *moment;
  }
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  ProgressLine progress(system_clock());
  const auto done = service::assess_all(**desk, console_caller(**desk), at, worker_count(), progress.callback());
  if (!done) return report(done.error());
  progress.finish();
  if (asked.json) {
    fmt::print("{{\"entries\":{},\"children\":{},\"findings\":{},\"changes\":{},\"on\":\"{}\"}}\n", done->entries,
               done->children, done->findings, done->changes, done->on.iso());
    return 0;
  }
  if (at) {
    fmt::print("As known at {}: {} findings for {} children from {} entries. Nothing was written.\n", at->text(),
               done->findings, done->children, done->entries);
    return 0;
  }
  fmt::print("{} findings for {} children from {} entries, as of {}; {} changes to look at.\n", done->findings,
             done->children, done->entries, done->on.text(), done->changes);
  fmt::print("Next:  roundel serve --store {}\n", asked.store);
  return 0;
}

}  // namespace

void add_assess(Takes& program, const Common& common) {
  Takes command = program.command("assess", "Work out every child's findings, by the standards");
  const auto asked = std::make_shared<AssessOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("--as-known-at", asked->as_known_at, "As known at a moment: yyyy-mm-dd or yyyy-mm-ddThh:mm:ssZ");
  command.flag("--json", asked->json, "Print what was done as JSON");
  command.example("roundel assess --store sqlite:place.db --as-known-at 2024-03-05");
  command.does([asked, &common] { return assess(*asked, common); });
}

}  // namespace roundel::cli
