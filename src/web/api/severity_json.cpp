#include "web/api/severity_json.h"

#include "web/api/json_parts.h"

namespace roundel::web {
namespace {

json::value count(const Count& it) { return it ? json::value(*it) : json::value(nullptr); }

json::value in_higher_level(const std::optional<InHigherLevel>& it) {
  if (!it) return nullptr;
  return {{"of-100", it->of_100}, {"from", it->from}, {"to", it->to}};
}

json::value group(const GroupSeverity& it) {
  return {{"profession", it.profession},
          {"agency", it.agency.empty() ? json::value(nullptr) : json::value(it.agency.str())},
          {"raters", count(it.raters)},
          {"in-higher-level", in_higher_level(it.severity)},
          {"not-sure", it.unsure ? json::value(*it.unsure) : json::value(nullptr)}};
}

json::value spread(const VignetteSpread& it) {
  json::object middle;
  for (const auto& [profession, level] : it.middle) middle[profession] = level.str();
  return {
      {"vignette", it.vignette}, {"ratings", count(it.raters)}, {"middle", middle}, {"levels-apart", it.levels_apart}};
}

json::value profession_pair(const ProfessionPair& it) {
  return {{"first", it.first},
          {"second", it.second},
          {"children", count(it.children)},
          {"same", count(it.same)},
          {"first-higher", count(it.first_higher)},
          {"second-higher", count(it.second_higher)}};
}

json::value suggestion_json(const VignetteSpread& it) {
  json::object middle;
  for (const auto& [profession, level] : it.middle) middle[profession] = level.str();
  return {{"suggested", it.vignette.empty() ? json::value(nullptr) : json::value(it.vignette)},
          {"judged", count(it.raters)},
          {"middle", middle},
          {"levels-apart", it.levels_apart}};
}

json::value decided_json(const DecidedSeverity& it) {
  return {{"estimated", it.estimated},
          {"raters", count(it.raters)},
          {"judged", count(it.judged)},
          {"professions", list(it.professions, group)},
          {"agencies", list(it.agencies, group)},
          {"suggested", list(it.suggested, suggestion_json)},
          {"pairs", list(it.pairs, profession_pair)},
          {"weights",
           {{"development", in_higher_level(it.weights.development)},
            {"parenting", in_higher_level(it.weights.parenting)},
            {"family", in_higher_level(it.weights.family)},
            {"protective", in_higher_level(it.weights.protective)}}}};
}

}  // namespace

std::string vignettes_json(const std::vector<service::VignetteToRate>& families) {
  return json::serialize(json::value{{"vignettes", list(families, [](const service::VignetteToRate& it) {
                                        json::value mine = nullptr;
                                        if (it.mine) mine = {{"level", it.mine->level.str()}, {"sure", it.mine->sure}};
                                        return json::value{{"code", it.vignette.code},
                                                           {"name", it.vignette.name},
                                                           {"age", it.vignette.age},
                                                           {"story", it.vignette.story},
                                                           {"mine", mine}};
                                      })}});
}

std::string severity_json(const service::SeverityPage& page) {
  const Severity& seen = page.severity;
  return json::serialize(json::value{{"estimated", seen.estimated},
                                     {"raters", count(seen.raters)},
                                     {"professions", list(seen.professions, group)},
                                     {"agencies", list(seen.agencies, group)},
                                     {"vignettes", list(seen.vignettes, spread)},
                                     {"decided", decided_json(page.decided)}});
}

}  // namespace roundel::web
