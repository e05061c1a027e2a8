#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "simulation/simulation.h"

namespace roundel::cli {
namespace {

struct SimulateOptions {
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
    fmt::print("{:58} {:>10.1f} {:>10.1f} {:>+6.1f}%  {}\n", rate.name, rate.simulated, rate.published,
               100 * rate.off(), rate.source);
}

int simulate(const SimulateOptions& asked, const Common& common) {
  const auto from = parse_date(asked.from);
  if (!from) return report(from.error());
  const auto to = parse_date(asked.to);
  if (!to) return report(to.error());
  ProgressLine progress(system_clock());
  const auto made =
      simulation::simulate({.area = AreaCode(asked.area),
                            .children = asked.children,
                            .from = *from,
                            .to = *to,
                            .seed = asked.seed,
                            .out = asked.out,
                            .data = common.data_dir},
                           [&](const char* stage, std::size_t done, std::size_t total) {
                             progress.show(stage, static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
                           });
  if (!made) return report(made.error());
  progress.finish();
  if (asked.json) {
    std::string rates;
    for (const simulation::Rate& rate : made->rates)
      rates += fmt::format("{}{{\"name\":{},\"simulated\":{:.2f},\"published\":{:.2f},\"source\":{}}}",
                           rates.empty() ? "" : ",", json_text(rate.name), rate.simulated, rate.published,
                           json_text(rate.source));
    fmt::print("{{\"children\":{},\"adults\":{},\"rows\":{},\"files\":{},\"rates\":[{}]}}\n", made->children,
               made->adults, made->rows, made->files, rates);
    return 0;
  }
  print_rates(made->rates);
  fmt::print("\nMade {} children and {} adults: {} rows in {} feeds below {}/feeds; the truth is in {}/truth.\n",
             made->children, made->adults, made->rows, made->files, asked.out, asked.out);
  fmt::print("Next:  roundel ingest --store sqlite:place.db {}/feeds\n", asked.out);
  return 0;
}

}  // namespace

void add_simulate(Takes& program, const Common& common) {
  Takes command =
      program.command("simulate", "Make a synthetic place: feeds as its agencies would export them, and the truth");
  const auto asked = std::make_shared<SimulateOptions>();
  command.option("--area", asked->area, "ONS code of the area", Need::required);
  command.option("--children", asked->children, "Children aged 0 to 17 at the end", Need::required);
  command.option("--from", asked->from, "First day, yyyy-mm-dd", Need::required);
  command.option("--to", asked->to, "Last day, yyyy-mm-dd", Need::required);
  command.option("--seed", asked->seed, "The same seed makes the same place");
  command.option("--out", asked->out, "Folder to write to", Need::required);
  command.flag("--json", asked->json, "Print what was made as JSON");
  command.example(
      "roundel simulate --area E08000032 --children 15000 --from 2023-01-01 --to 2025-12-31 --seed 1 --out place");
  command.does([asked, &common] { return simulate(*asked, common); });
}

}  // namespace roundel::cli
