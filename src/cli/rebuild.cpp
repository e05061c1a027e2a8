#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"

namespace roundel::cli {
namespace {

struct RebuildOptions {
  std::string store;
  bool check = false;
  bool json = false;
};

void print_json(const std::vector<service::TableDifference>& tables, bool equal) {
  std::string out;
  for (const service::TableDifference& table : tables)
    out += fmt::format("{}{{\"table\":{},\"rows\":{},\"differing\":{}}}", out.empty() ? "" : ",",
                       json_text(table.table), table.rows, table.differing);
  fmt::print("{{\"equal\":{},\"tables\":[{}]}}\n", equal, out);
}

int rebuild(const RebuildOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  ProgressLine progress(system_clock());
  const auto tables =
      service::rebuild(**desk, console_caller(**desk), asked.check, worker_count(), progress.callback());
  if (!tables) return report(tables.error());
  progress.finish();
  const bool equal = std::all_of(tables->begin(), tables->end(),
                                 [](const service::TableDifference& table) { return table.differing == 0; });
  if (asked.json) {
    print_json(*tables, equal);
    return equal || !asked.check ? 0 : 1;
  }
  for (const service::TableDifference& table : *tables)
    fmt::print("{:12} {:>9} rows, {} differ\n", table.table, table.rows, table.differing);
  if (asked.check) {
    fmt::print("{}\n", equal ? "Every derived table is what the ledger gives."
                             : "Derived tables differ from the ledger. Mend them with:  roundel rebuild --store " +
                                   asked.store);
    return equal ? 0 : 1;
  }
  fmt::print("Derived tables are written anew from the ledger.\n");
  return 0;
}

}  // namespace

void add_rebuild(Takes& program, const Common& common) {
  Takes command = program.command("rebuild", "Derive every table anew from the ledger");
  const auto asked = std::make_shared<RebuildOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.flag("--check", asked->check, "Only compare; fails where a table differs");
  command.flag("--json", asked->json, "Print the comparison as JSON");
  command.example("roundel rebuild --store sqlite:place.db --check");
  command.does([asked, &common] { return rebuild(*asked, common); });
}

}  // namespace roundel::cli
