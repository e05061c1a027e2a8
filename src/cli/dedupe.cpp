#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/cli.h"
#include "identity/dedupe_file.h"

namespace roundel::cli {
namespace {

struct Asked {
  std::string file;
  std::string model;
  std::string out;
  bool json = false;
};

int dedupe(const Asked& asked) {
  ProgressLine progress(system_clock());
  const auto done = identity::dedupe_file(asked.file, asked.model, asked.out, worker_count(),
                                          [&](const char* stage, std::size_t at, std::size_t total) {
                                            progress.show(stage, static_cast<std::int64_t>(at), static_cast<std::int64_t>(total));
                                          });
  if (!done) return report(done.error());
  progress.finish();
  if (asked.json) {
    fmt::print("{{\"records\":{},\"clusters\":{},\"pairs\":{}}}\n", done->records, done->persons, done->pairs_compared);
  } else {
    fmt::print("{} records are {} clusters ({} pairs compared), written to {}.\n", done->records, done->persons, done->pairs_compared, asked.out);
  }
  return 0;
}

}  // namespace

void add_dedupe(CLI::App& app, const Common& common, int& exit_code) {
  (void)common;
  auto* command = app.add_subcommand("dedupe", "Find which records of a person file are one person; no store needed");
  const auto asked = std::make_shared<Asked>();
  command->add_option("file", asked->file, "CSV with a header")->required();
  command->add_option("--model", asked->model, "Linkage model, TOML")->required();
  command->add_option("--out", asked->out, "Where to write record id and cluster id")->required();
  command->add_flag("--json", asked->json, "Print what was done as JSON");
  command->footer("Example:  roundel dedupe people.csv --model bench/linkage/models/uk_family.toml --out clusters.csv");
  command->callback([asked, &exit_code] { exit_code = dedupe(*asked); });
}

}  // namespace roundel::cli
