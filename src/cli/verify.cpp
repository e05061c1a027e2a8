#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"

namespace roundel::cli {
namespace {

struct VerifyOptions {
  std::string store;
  bool json = false;
};

std::string place_of(const Breach& breach) {
  if (breach.sequence < 0) return fmt::format("area {}", breach.area.str());
  return fmt::format("area {}, entry {}", breach.area.str(), breach.sequence);
}

void print_json(const Verified& verified) {
  std::string breaches;
  for (const Breach& breach : verified.breaches)
    breaches += fmt::format("{}{{\"area\":{},\"sequence\":{},\"what\":{}}}", breaches.empty() ? "" : ",",
                            json_text(breach.area.str()), breach.sequence, json_text(breach.what));
  const std::string root = verified.trees.empty() ? "" : verified.trees.front().root;
  fmt::print("{{\"entries\":{},\"root\":{},\"whole\":{},\"breaches\":[{}]}}\n", verified.entries, json_text(root),
             verified.breaches.empty(), breaches);
}

int verify(const VerifyOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  ProgressLine progress(system_clock());
  const auto show = [&](std::int64_t done, std::int64_t total) { progress.show("verifying", done, total); };
  const auto verified = service::verify(**desk, console_caller(**desk), show);
  if (!verified) return report(verified.error());
  progress.finish();
  if (asked.json) {
    print_json(*verified);
  } else if (verified->breaches.empty()) {
    fmt::print("Whole: {} entries", verified->entries);
    for (const Checkpoint& tree : verified->trees) fmt::print(", area {} with root {}", tree.area.str(), tree.root);
    fmt::print(".\n");
  } else {
    for (const Breach& breach : verified->breaches) fmt::print("Altered: {}: {}\n", place_of(breach), breach.what);
    fmt::print(
        "The ledger is not whole. Keep this store as it is, and compare it with a backup and the partners' "
        "checkpoints.\n");
  }
  return verified->breaches.empty() ? 0 : 1;
}

}  // namespace

void add_verify(Takes& program, const Common& common) {
  Takes command = program.command("verify", "Prove that no entry was altered, added between or taken away");
  const auto asked = std::make_shared<VerifyOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.flag("--json", asked->json, "Print the count, the tree's root and any breaches as JSON");
  command.example("roundel verify --store sqlite:place.db");
  command.does([asked, &common] { return verify(*asked, common); });
}

}  // namespace roundel::cli
