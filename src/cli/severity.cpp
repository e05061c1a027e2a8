#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "core/text.h"
#include "service/oversee/vignettes.h"

namespace roundel::cli {
namespace {

struct SeverityOptions {
  std::string store;
  bool json = false;
};

std::string profession_words(const std::string& code, const Standards& standards) {
  const AgencyKind* kind = standards.vocabulary.agency_kind(code);
  return kind == nullptr ? code : kind->name;
}

enum class Said { in_ratings, in_decisions };

void print_group(const GroupSeverity& one, const std::string& name, Said said) {
  const char* did = said == Said::in_ratings ? "rated" : "judged";
  if (!one.raters) {
    fmt::print("  {}: few people {}; not told\n", name, did);
    return;
  }
  fmt::print("  {}: {} people {}", name, *one.raters, did);
  if (said == Said::in_ratings) fmt::print(", {:.0f}% of their ratings not sure", *one.unsure * 100);
  if (one.severity)
    fmt::print("; {:.0f} of 100 into the higher level (between {:.0f} and {:.0f})", one.severity->of_100,
               one.severity->from, one.severity->to);
  fmt::print("\n");
}

void print_weights(const DomainWeights& weights) {
  const auto print = [](std::string_view name, const std::optional<InHigherLevel>& one) {
    if (one)
      fmt::print("  One finding more, {}: {:.0f} of 100 into the higher level (between {:.0f} and {:.0f})\n", name,
                 one->of_100, one->from, one->to);
  };
  print("child's development", weights.development);
  print("parenting capacity", weights.parenting);
  print("family and environment", weights.family);
  print("protective", weights.protective);
}

void print_decided(const DecidedSeverity& seen, const Standards& standards) {
  fmt::print(
      "\nIn real decisions, with the same level suggested, as much recorded behind it and as many findings in each "
      "domain ({} judgements)\n",
      seen.judged ? std::to_string(*seen.judged) : "few");
  for (const GroupSeverity& one : seen.professions)
    print_group(one, profession_words(one.profession, standards), Said::in_decisions);
  if (!seen.estimated) fmt::print("  Too few judgements to compare professions.\n");
  print_weights(seen.weights);
  fmt::print(
      "  Who meets whom is not by lot: who stands higher may judge more severely, or meet children who need more.\n");
}

void print_words(const service::SeverityPage& page, const Standards& standards) {
  const Severity& seen = page.severity;
  fmt::print(
      "Of 100 made-up families about whom the professions together are split evenly between two levels of need, "
      "how many each puts into the higher one\n\nBy profession\n");
  for (const GroupSeverity& one : seen.professions)
    print_group(one, profession_words(one.profession, standards), Said::in_ratings);
  fmt::print("\nBy agency\n");
  for (const GroupSeverity& one : seen.agencies) print_group(one, standards.agency_name(one.agency), Said::in_ratings);
  if (!seen.estimated) fmt::print("\nToo few ratings to compare professions.\n");
  fmt::print("\nFamily by family, the middle rating of each profession\n");
  for (const VignetteSpread& one : seen.vignettes) {
    std::vector<std::string> middles;
    for (const auto& [profession, level] : one.middle)
      middles.push_back(profession_words(profession, standards) + " " + level.str());
    fmt::print("  {}: {}\n", one.vignette, middles.empty() ? "too few to tell" : join(middles, ", "));
  }
  print_decided(page.decided, standards);
}

std::string json_in_higher(const std::optional<InHigherLevel>& one) {
  if (!one) return "null";
  return fmt::format("{{\"of-100\":{:.2f},\"from\":{:.2f},\"to\":{:.2f}}}", one->of_100, one->from, one->to);
}

std::string json_group(const GroupSeverity& one) {
  return fmt::format("{{\"profession\":{},\"agency\":{},\"raters\":{},\"in-higher-level\":{},\"not-sure\":{}}}",
                     json_text(one.profession), one.agency.empty() ? "null" : json_text(one.agency.str()),
                     json_count(one.raters), json_in_higher(one.severity),
                     one.unsure ? fmt::format("{:.4f}", *one.unsure) : "null");
}

std::string json_groups(const std::vector<GroupSeverity>& groups) {
  std::vector<std::string> out;
  out.reserve(groups.size());
  for (const GroupSeverity& one : groups) out.push_back(json_group(one));
  return "[" + join(out, ",") + "]";
}

std::string json_decided(const DecidedSeverity& seen) {
  const DomainWeights& weights = seen.weights;
  return fmt::format(
      "{{\"estimated\":{},\"raters\":{},\"judged\":{},\"professions\":{},\"agencies\":{},"
      "\"weights\":{{\"development\":{},\"parenting\":{},\"family\":{},\"protective\":{}}}}}",
      seen.estimated, json_count(seen.raters), json_count(seen.judged), json_groups(seen.professions),
      json_groups(seen.agencies), json_in_higher(weights.development), json_in_higher(weights.parenting),
      json_in_higher(weights.family), json_in_higher(weights.protective));
}

void print_json(const service::SeverityPage& page) {
  const Severity& seen = page.severity;
  std::vector<std::string> families;
  for (const VignetteSpread& one : seen.vignettes) {
    std::vector<std::string> middles;
    for (const auto& [profession, level] : one.middle)
      middles.push_back(json_text(profession) + ":" + json_text(level.str()));
    families.push_back(fmt::format("{{\"vignette\":{},\"ratings\":{},\"middle\":{{{}}},\"levels-apart\":{}}}",
                                   json_text(one.vignette), json_count(one.raters), join(middles, ","),
                                   one.levels_apart));
  }
  fmt::print(
      "{{\"estimated\":{},\"raters\":{},\"professions\":{},\"agencies\":{},\"vignettes\":[{}],\"decided\":{}}}\n",
      seen.estimated, json_count(seen.raters), json_groups(seen.professions), json_groups(seen.agencies),
      join(families, ","), json_decided(page.decided));
}

int see(const SeverityOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  const auto seen = service::see_severity(**desk, console_caller(**desk));
  if (!seen) return report(seen.error());
  if (asked.json)
    print_json(*seen);
  else
    print_words(*seen, (*desk)->standards());
  return 0;
}

}  // namespace

void add_severity(Takes& program, const Common& common) {
  Takes command = program.command(
      "severity", "How professions differ in the level of need they see, in made-up families and in real decisions");
  const auto asked = std::make_shared<SeverityOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.flag("--json", asked->json, "Print as JSON; a count that is withheld is null");
  command.example("roundel severity --store sqlite:place.db");
  command.does([asked, &common] { return see(*asked, common); });
}

}  // namespace roundel::cli
