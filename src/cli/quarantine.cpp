#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "core/document.h"

namespace roundel::cli {
namespace {

struct QuarantineOptions {
  std::string store;
  std::string id;
  std::string with;
  bool json = false;
};

int list(const QuarantineOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  const auto rows = service::see_quarantine(**desk, console_caller(**desk));
  if (!rows) return report(rows.error());
  if (asked.json) {
    std::string out;
    for (const service::QuarantineRow& row : *rows)
      out += fmt::format("{}{{\"id\":{},\"feed\":{},\"file\":{},\"row\":{},\"field\":{},\"what\":{},\"expected\":{}}}",
                         out.empty() ? "" : ",", json_text(row.id), json_text(row.feed),
                         json_text(row.error.place.file), row.error.place.line, json_text(row.error.place.field),
                         json_text(row.error.what), json_text(row.error.expected));
    fmt::print("[{}]\n", out);
    return 0;
  }
  for (const service::QuarantineRow& row : *rows) fmt::print("{}  {}\n", row.id, row.error.text());
  fmt::print(
      "{} rows wait.{}\n", rows->size(),
      rows->empty()
          ? ""
          : " Mend the file and ingest it again, or one row:  roundel quarantine replay ID --with ROW.csv --store …");
  return 0;
}

int show(const QuarantineOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  const auto rows = service::see_quarantine(**desk, console_caller(**desk));
  if (!rows) return report(rows.error());
  for (const service::QuarantineRow& row : *rows)
    if (row.id == asked.id) {
      fmt::print("{}\n", row.raw);
      return 0;
    }
  return report({Fault::not_found, "no such row waits in the quarantine", "an id from `roundel quarantine list`", {}});
}

int replay(const QuarantineOptions& asked, const Common& common) {
  std::string raw;
  if (!asked.with.empty()) {
    const auto content = read_file(asked.with);
    if (!content) return report(content.error());
    raw = *content;
  }
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  const auto taken = service::replay_quarantine(**desk, console_caller(**desk), asked.id, raw);
  if (!taken) return report(taken.error());
  fmt::print("Taken: {} entries added.\nNext:  roundel link --store {}\n", taken->entries, asked.store);
  return 0;
}

}  // namespace

void add_quarantine(Takes& program, const Common& common) {
  Takes command = program.command("quarantine", "Rows that could not be taken: list, show, mend and take again");
  command.needs_command();
  const auto asked = std::make_shared<QuarantineOptions>();
  const auto add = [&](const char* name, const char* about, int (*work)(const QuarantineOptions&, const Common&)) {
    Takes sub = command.command(name, about);
    sub.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
    sub.does([asked, &common, work] { return work(*asked, common); });
    return sub;
  };
  add("list", "Rows that wait, with file, row, field and reason", &list)
      .flag("--json", asked->json, "Print them as JSON");
  add("show", "One row as it stood, to be mended", &show).option("id", asked->id, "Id of the row", Need::required);
  Takes take = add("replay", "Take a row again", &replay);
  take.option("id", asked->id, "Id of the row", Need::required);
  take.option("--with", asked->with, "File with the mended row, as `show` printed it");
  command.example("roundel quarantine list --store sqlite:place.db");
}

}  // namespace roundel::cli
