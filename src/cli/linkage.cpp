#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "service/linkage/linkage_quality.h"

namespace roundel::cli {
namespace {

struct LinkageOptions {
  std::string store;
  bool json = false;
};

using service::QualityRow;

std::string told(const Count& count) { return count ? std::to_string(*count) : "few"; }
std::string told(const std::optional<double>& share) { return share ? fmt::format("{:.1f} %", 100 * *share) : "few"; }
std::string told_share(const Count& part, const Count& whole) {
  if (!part || !whole) return "few";
  return *whole == 0 ? "-" : fmt::format("{:.1f} %", 100.0 * static_cast<double>(*part) / static_cast<double>(*whole));
}

void print_quality_row(const QualityRow& row) {
  fmt::print("  {:40}{:>9}{:>9}{:>9}{:>10}{:>9}{:>8}{:>8}\n", row.group, told(row.records), told(row.precision),
             told(row.recall), told_share(row.nhs_verified, row.records), told_share(row.nhs_missing, row.records),
             told(row.nhs_wrong), told(row.duplicates));
}

void print_quality_head(const std::string& title) {
  fmt::print("\n{}\n  {:40}{:>9}{:>9}{:>9}{:>10}{:>9}{:>8}{:>8}\n", title, "", "records", "right", "found", "verified",
             "no NHS", "wrong", "twice");
}

std::string json_share(const std::optional<double>& share) { return share ? fmt::format("{:.4f}", *share) : "null"; }

std::string json_quality_row(const QualityRow& row) {
  return fmt::format(
      R"({{"group":{},"records":{},"links":{},"precision":{},"recall":{},"nhs_number_verified":{},)"
      R"("nhs_number_missing":{},"nhs_number_wrong":{},"upn_wrong":{},"birth_date_missing":{},"postcode_missing":{},)"
      R"("name_missing":{},"duplicates":{}}})",
      json_text(row.group), json_count(row.records), json_count(row.links), json_share(row.precision),
      json_share(row.recall), json_count(row.nhs_verified), json_count(row.nhs_missing), json_count(row.nhs_wrong),
      json_count(row.upn_wrong), json_count(row.birth_date_missing), json_count(row.postcode_missing),
      json_count(row.name_missing), json_count(row.duplicates));
}

std::string json_interval(const std::optional<service::ShareInterval>& interval) {
  return interval ? fmt::format("[{:.4f},{:.4f}]", interval->from, interval->to) : "null";
}

std::string json_sampled(const service::SampledPrecision& sampled) {
  const auto told = [&](std::int64_t count) { return sampled.share ? std::to_string(count) : "null"; };
  std::string agencies;
  for (const auto& each : sampled.agencies)
    agencies += fmt::format(R"({}{{"agency":{},"interval":{}}})", agencies.empty() ? "" : ",", json_text(each.agency),
                            json_interval(each.interval));
  return fmt::format(R"({{"drawn":{},"judged":{},"wanted":{},"right":{},"wrong":{},"unsure":{},"share":{},)"
                     R"("interval":{},"agencies":[{}]}})",
                     sampled.drawn, sampled.judged, sampled.wanted, told(sampled.right), told(sampled.wrong),
                     told(sampled.unsure), json_share(sampled.share), json_interval(sampled.interval), agencies);
}

void print_sampled(const service::SampledPrecision& sampled) {
  fmt::print("\nOf {} links drawn at random {} have been judged", sampled.drawn, sampled.judged);
  if (!sampled.share) {
    fmt::print("; how many are right is told from {} on.\n", sampled.wanted);
    return;
  }
  fmt::print(": {:.1f} % right, {} wrong, {} nobody could tell. Of all links {:.1f} to {:.1f} % are right (95 %).\n",
             100 * *sampled.share, sampled.wrong, sampled.unsure, 100 * sampled.interval->from,
             100 * sampled.interval->to);
  for (const auto& each : sampled.agencies)
    fmt::print(
        "  {:56}{}\n", each.agency,
        each.interval ? fmt::format("{:.0f} to {:.0f} %", 100 * each.interval->from, 100 * each.interval->to) : "few");
}

void print_quality_json(const service::LinkageQuality& quality) {
  std::string tables;
  for (const service::QualityTable& table : quality.tables) {
    std::string rows;
    for (const QualityRow& row : table.rows) rows += (rows.empty() ? "" : ",") + json_quality_row(row);
    tables += fmt::format(R"({}{{"title":{},"rows":[{}]}})", tables.empty() ? "" : ",", json_text(table.title), rows);
  }
  const service::JudgedCounts& judged = quality.judged;
  fmt::print(R"({{"linked":"{}","model":{},"all":{},"tables":[{}],"judged":{{"links_right":{},"links_wrong":{},)"
             R"("apart_right":{},"apart_wrong":{},"unsure":{}}},"drawn":{},"waiting":{},"verified_wanted":{}}})"
             "\n",
             quality.linked->iso(), json_text(quality.model), json_quality_row(quality.all), tables, judged.links_right,
             judged.links_wrong, judged.apart_right, judged.apart_wrong, judged.unsure, json_sampled(quality.sampled),
             quality.waiting, service::verified_wanted);
}

int see_quality(const LinkageOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  const auto quality = service::see_linkage_quality(**desk, console_caller(**desk));
  if (!quality) return report(quality.error());
  if (!quality->linked) return report({Fault::not_found, "nothing has been linked yet", "`roundel link` first", {}});
  if (asked.json) {
    print_quality_json(*quality);
    return 0;
  }
  fmt::print("Records last linked on {} by {}; {} questions wait for a steward.\n", quality->linked->text(),
             quality->model, quality->waiting);
  print_quality_head("All");
  print_quality_row(quality->all);
  for (const service::QualityTable& table : quality->tables) {
    print_quality_head(table.title);
    for (const QualityRow& row : table.rows) print_quality_row(row);
  }
  print_sampled(quality->sampled);
  const service::JudgedCounts& judged = quality->judged;
  fmt::print(
      "\nStewards found {} linked pairs right and {} wrong, {} pairs apart right and {} wrong; of {} nobody can tell.\n"
      "right, found: estimated from the model's probabilities. verified: a health service holds the same right number\n"
      "for the same person; national services ask for 95 %. few: withheld.\n",
      judged.links_right, judged.links_wrong, judged.apart_right, judged.apart_wrong, judged.unsure);
  return 0;
}

}  // namespace

void add_linkage(Takes& program, const Common& common) {
  Takes command = program.command("linkage", "How good the links between records are");
  const auto asked = std::make_shared<LinkageOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.flag("--json", asked->json, "Print as JSON; a count that is withheld is null");
  command.example("roundel linkage --store sqlite:place.db --json");
  command.does([asked, &common] { return see_quality(*asked, common); });
}

}  // namespace roundel::cli
