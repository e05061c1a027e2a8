#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "identity/dedupe_file.h"

namespace roundel::cli {
namespace {

struct DedupeOptions {
  std::string file;
  std::string model;
  std::string out;
  identity::LearnedFiles learned;
  bool json = false;
};

int dedupe(const DedupeOptions& asked) {
  ProgressLine progress(system_clock());
  const auto done =
      identity::dedupe_file(asked.file, asked.model, asked.out, asked.learned, worker_count(),
                            [&](const char* stage, std::size_t at, std::size_t total) {
                              progress.show(stage, static_cast<std::int64_t>(at), static_cast<std::int64_t>(total));
                            });
  if (!done) return report(done.error());
  progress.finish();
  if (!asked.json && !done->difference.empty()) fmt::print("{}", done->difference);
  if (asked.json) {
    fmt::print("{{\"records\":{},\"clusters\":{},\"pairs\":{}}}\n", done->records, done->persons, done->pairs_compared);
  } else {
    fmt::print("{} records are {} clusters ({} pairs compared), written to {}.\n", done->records, done->persons,
               done->pairs_compared, asked.out);
  }
  return 0;
}

}  // namespace

void add_dedupe(Takes& program, const Common& common) {
  (void)common;
  Takes command = program.command("dedupe", "Find which records of a person file are one person; no store needed");
  const auto asked = std::make_shared<DedupeOptions>();
  command.option("file", asked->file, "CSV with a header", Need::required);
  command.option("--model", asked->model, "Linkage model, TOML", Need::required);
  command.option("--out", asked->out, "Where to write record id and cluster id", Need::required);
  command.option("--learned", asked->learned.read, "Judge by parameters learned before (TOML); learn nothing");
  command.option("--write-learned", asked->learned.write, "Where to write the parameters the run judged by");
  command.option("--compare-learned", asked->learned.compare,
                 "Print how far those are from the parameters in this file");
  command.flag("--json", asked->json, "Print what was done as JSON");
  command.example("roundel dedupe people.csv --model bench/linkage/models/uk_family.toml --out clusters.csv");
  command.does([asked] { return dedupe(*asked); });
}

}  // namespace roundel::cli
