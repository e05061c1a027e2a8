#include "oversight/severity.h"

#include <algorithm>

#include "oversight/severity_lines.h"

namespace roundel {
namespace {

std::vector<oversight::SeverityLine> lines_of(const VignetteRatings& ratings, const std::vector<Vignette>& vignettes,
                                              const Standards& standards) {
  std::vector<oversight::SeverityLine> out;
  for (const auto& [key, rating] : ratings.all()) {
    const Level* level = standards.levels.find(rating.level);
    const bool known = std::any_of(vignettes.begin(), vignettes.end(),
                                   [&code = key.vignette](const Vignette& one) { return one.code == code; });
    if (level == nullptr || !known) continue;
    out.push_back({.situation = key.vignette,
                   .profession = oversight::profession_of(key.agency, standards),
                   .agency = key.agency,
                   .rater = {key.agency, key.practitioner},
                   .level = rating.level,
                   .order = level->order,
                   .unsure = rating.sure == "unsure"});
  }
  return out;
}

}  // namespace

void VignetteRatings::apply(const Entry& entry) {
  if (entry.kind.str() != "vignette.rated" || entry.text_of("scheme") != scheme_) return;
  last_[{entry.agency, entry.practitioner, entry.text_of("vignette")}] = {.level = LevelCode(entry.text_of("level")),
                                                                          .sure = entry.text_of("sure")};
}

const VignetteRating* VignetteRatings::of(const Key& key) const {
  const auto at = last_.find(key);
  return at == last_.end() ? nullptr : &at->second;
}

Severity severity_of(const VignetteRatings& ratings, const std::vector<Vignette>& vignettes,
                     const Standards& standards) {
  const std::vector<oversight::SeverityLine> lines = lines_of(ratings, vignettes, standards);
  oversight::Compared compared = oversight::compared(lines);
  Severity out{.raters = compared.raters,
               .professions = std::move(compared.professions),
               .agencies = std::move(compared.agencies),
               .vignettes = {},
               .estimated = compared.estimated};
  for (const Vignette& vignette : vignettes)
    out.vignettes.push_back(oversight::spread_of(vignette.code, lines, out.professions, standards.levels));
  return out;
}

}  // namespace roundel
