#include <cmath>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "simulation/simulation.h"

namespace roundel::cli {
namespace {

struct Asked {
  std::string area;
  int children = 0;
  std::string from;
  std::string to;
  std::uint64_t seed = 1;
  std::string out;
  bool json = false;
};

void print_rates(const std::vector<simulation::Rate>& rates) {
  fmt::print("{:58} {:>10} {:>10} {:>7}  {}\n", "Rate", "simulated", "published", "off", "source");
  for (const simulation::Rate& rate : rates)
    fmt::print("{:58} {:>10.1f} {:>10.1f} {:>+6.1f}%  {}\n", rate.name, rate.simulated, rate.published, 100 * rate.off(), rate.source);
}

int simulate(const Asked& asked, const Common& common) {
  const auto from = parse_date(asked.from);
  if (!from) return report(from.error());
  const auto to = parse_date(asked.to);
  if (!to) return report(to.error());
  ProgressLine progress(system_clock());
  const auto made = simulation::simulate(
      {.area = AreaCode(asked.area), .children = asked.children, .from = *from, .to = *to, .seed = asked.seed, .out = asked.out, .data = common.data_dir},
      [&](const char* stage, std::size_t done, std::size_t total) {
        progress.show(stage, static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
      });
  if (!made) return report(made.error());
  progress.finish();
  if (asked.json) {
    std::string rates;
    for (const simulation::Rate& rate : made->rates)
      rates += fmt::format("{}{{\"name\":{},\"simulated\":{:.2f},\"published\":{:.2f},\"source\":{}}}", rates.empty() ? "" : ",",
                           json_text(rate.name), rate.simulated, rate.published, json_text(rate.source));
    fmt::print("{{\"children\":{},\"adults\":{},\"rows\":{},\"files\":{},\"rates\":[{}]}}\n", made->children, made->adults,
               made->rows, made->files, rates);
    return 0;
  }
  print_rates(made->rates);
  fmt::print("\nMade {} children and {} adults: {} rows in {} feeds below {}/feeds; the truth is in {}/truth.\n", made->children,
             made->adults, made->rows, made->files, asked.out, asked.out);
  fmt::print("Next:  roundel ingest --store sqlite:place.db {}/feeds\n", asked.out);
  return 0;
}

}  // namespace

void add_simulate(CLI::App& app, const Common& common, int& exit_code) {
  auto* command = app.add_subcommand("simulate", "Make a synthetic place: feeds as its agencies would export them, and the truth");
  const auto asked = std::make_shared<Asked>();
  command->add_option("--area", asked->area, "ONS code of the area")->required();
  command->add_option("--children", asked->children, "Children aged 0 to 17 at the end")->required()->check(CLI::Range(100, 2'000'000));
  command->add_option("--from", asked->from, "First day, yyyy-mm-dd")->required();
  command->add_option("--to", asked->to, "Last day, yyyy-mm-dd")->required();
  command->add_option("--seed", asked->seed, "The same seed makes the same place")->capture_default_str();
  command->add_option("--out", asked->out, "Folder to write to")->required();
  command->add_flag("--json", asked->json, "Print what was made as JSON");
  command->footer("Example:  roundel simulate --area E08000032 --children 15000 --from 2023-01-01 --to 2025-12-31 --seed 1 --out place");
  command->callback([asked, &common, &exit_code] { exit_code = simulate(*asked, common); });
}

}  // namespace roundel::cli
