#include "oversight/severity.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "oversight/ordinal.h"

namespace roundel {
namespace {

constexpr double normal_95 = 1.959964;

// One rating with what the model and the counts ask of it.
struct Line {
  std::string vignette;
  std::string profession;
  AgencyId agency;
  std::pair<AgencyId, PractitionerId> rater;
  LevelCode level;
  int order = 0;  // of the level
  bool unsure = false;
};

std::vector<Line> lines_of(const VignetteRatings& ratings, const std::vector<Vignette>& vignettes,
                           const Standards& standards) {
  std::vector<Line> out;
  for (const auto& [key, rating] : ratings.all()) {
    const Level* level = standards.levels.find(rating.level);
    const bool known = std::any_of(vignettes.begin(), vignettes.end(),
                                   [&code = key.vignette](const Vignette& one) { return one.code == code; });
    if (level == nullptr || !known) continue;
    const Agency* agency = standards.agency(key.agency);
    out.push_back({.vignette = key.vignette,
                   .profession = agency ? agency->kind : key.agency.str(),
                   .agency = key.agency,
                   .rater = {key.agency, key.practitioner},
                   .level = rating.level,
                   .order = level->order,
                   .unsure = rating.sure == "unsure"});
  }
  return out;
}

// Values in their order, and the place of one among them.
template <class T>
struct Numbered {
  std::vector<T> values;
  template <class Of>
  Numbered(const std::vector<Line>& lines, Of of) {
    std::set<T> all;
    for (const Line& line : lines) all.insert(of(line));
    values.assign(all.begin(), all.end());
  }
  std::size_t of(const T& value) const {
    return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), value) - values.begin());
  }
  std::size_t size() const { return values.size(); }
};

struct Numbers {
  explicit Numbers(const std::vector<Line>& lines)
      : levels(lines, [](const Line& one) { return one.order; }),
        vignettes(lines, [](const Line& one) { return one.vignette; }),
        professions(lines, [](const Line& one) { return one.profession; }),
        agencies(lines, [](const Line& one) { return one.agency; }),
        raters(lines, [](const Line& one) { return one.rater; }) {}
  Numbered<int> levels;
  Numbered<std::string> vignettes, professions;
  Numbered<AgencyId> agencies;
  Numbered<std::pair<AgencyId, PractitionerId>> raters;
};

std::optional<oversight::OrdinalFit> fit(const std::vector<Line>& lines, const Numbers& numbers) {
  std::vector<oversight::OrdinalRating> ratings;
  for (const Line& line : lines)
    ratings.push_back({.level = numbers.levels.of(line.order),
                       .vignette = numbers.vignettes.of(line.vignette),
                       .profession = numbers.professions.of(line.profession),
                       .agency = numbers.agencies.of(line.agency),
                       .rater = numbers.raters.of(line.rater)});
  return oversight::fit_ordinal(ratings, {.levels = numbers.levels.size(),
                                          .vignettes = numbers.vignettes.size(),
                                          .professions = numbers.professions.size(),
                                          .agencies = numbers.agencies.size(),
                                          .raters = numbers.raters.size()});
}

InHigherLevel in_higher_level(const oversight::Estimate& estimate) {
  const auto of_100 = [](double logit) { return 100 / (1 + std::exp(-logit)); };
  return {.of_100 = of_100(estimate.value),
          .from = of_100(estimate.value - normal_95 * estimate.error),
          .to = of_100(estimate.value + normal_95 * estimate.error)};
}

template <class Is>
GroupSeverity group_of(const std::vector<Line>& lines, Is is) {
  GroupSeverity out;
  std::set<std::pair<AgencyId, PractitionerId>> raters;
  double ratings = 0, unsure = 0;
  for (const Line& line : lines) {
    if (!is(line)) continue;
    out.profession = line.profession;
    raters.insert(line.rater);
    ratings += 1;
    unsure += line.unsure ? 1 : 0;
  }
  out.raters = static_cast<std::int64_t>(raters.size());
  out.unsure = unsure / ratings;
  return out;
}

// Few raters, and one more group where the few could be worked out from the sum.
void withhold_few(std::vector<GroupSeverity*> groups) {
  std::vector<Count*> counts;
  for (GroupSeverity* group : groups) {
    if (is_small(group->raters)) group->raters.reset();
    counts.push_back(&group->raters);
  }
  withhold_a_second(counts);
}

void tell_only_many(std::vector<GroupSeverity>& professions, std::vector<GroupSeverity>& agencies) {
  std::vector<GroupSeverity*> all;
  for (GroupSeverity& one : professions) all.push_back(&one);
  withhold_few(all);
  for (const GroupSeverity& profession : professions) {
    std::vector<GroupSeverity*> its;
    for (GroupSeverity& agency : agencies)
      if (agency.profession == profession.profession) its.push_back(&agency);
    if (profession.raters) {
      withhold_few(its);
      continue;
    }
    for (GroupSeverity* agency : its) agency->raters.reset();
  }
  for (auto* groups : {&professions, &agencies})
    for (GroupSeverity& one : *groups)
      if (!one.raters) one.severity = std::nullopt, one.unsure = std::nullopt;
}

VignetteSpread spread_of(const std::string& code, const std::vector<Line>& lines, const Severity& severity,
                         const LevelScheme& scheme) {
  VignetteSpread out{.vignette = code};
  std::int64_t raters = 0;
  std::map<std::string, std::vector<int>> of_profession;
  for (const Line& line : lines) {
    if (line.vignette != code) continue;
    ++raters;
    of_profession[line.profession].push_back(line.order);
  }
  out.raters = is_small(raters) ? Count() : Count(raters);
  int lowest = 0, highest = 0;
  for (auto& [profession, orders] : of_profession) {
    const auto told = std::find_if(severity.professions.begin(), severity.professions.end(),
                                   [&name = profession](const GroupSeverity& one) { return one.profession == name; });
    if (!told->raters || is_small(static_cast<std::int64_t>(orders.size()))) continue;
    std::sort(orders.begin(), orders.end());
    const int middle = orders[(orders.size() - 1) / 2];
    for (const Level& level : scheme.levels)
      if (level.order == middle) out.middle[profession] = level.code;
    lowest = out.middle.size() == 1 ? middle : std::min(lowest, middle);
    highest = std::max(highest, middle);
  }
  out.levels_apart = highest - lowest;
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
  const std::vector<Line> lines = lines_of(ratings, vignettes, standards);
  const Numbers numbers(lines);
  const auto fitted = fit(lines, numbers);
  Severity out;
  const auto raters = static_cast<std::int64_t>(numbers.raters.size());
  out.raters = is_small(raters) ? Count() : Count(raters);
  for (std::size_t p = 0; p < numbers.professions.size(); ++p) {
    const std::string& code = numbers.professions.values[p];
    out.professions.push_back(group_of(lines, [&](const Line& line) { return line.profession == code; }));
    if (fitted) out.professions.back().severity = in_higher_level(fitted->profession(p));
  }
  for (std::size_t a = 0; a < numbers.agencies.size(); ++a) {
    const AgencyId& id = numbers.agencies.values[a];
    GroupSeverity agency = group_of(lines, [&](const Line& line) { return line.agency == id; });
    agency.agency = id;
    if (fitted) agency.severity = in_higher_level(fitted->agency(a));
    out.agencies.push_back(std::move(agency));
  }
  std::stable_sort(out.agencies.begin(), out.agencies.end(),
                   [](const GroupSeverity& a, const GroupSeverity& b) { return a.profession < b.profession; });
  tell_only_many(out.professions, out.agencies);
  const auto told = std::count_if(out.professions.begin(), out.professions.end(),
                                  [](const GroupSeverity& one) { return one.severity.has_value(); });
  out.estimated = told >= 2;
  if (!out.estimated)
    for (auto* groups : {&out.professions, &out.agencies})
      for (GroupSeverity& one : *groups) one.severity.reset();
  for (const Vignette& vignette : vignettes)
    out.vignettes.push_back(spread_of(vignette.code, lines, out, standards.levels));
  return out;
}

}  // namespace roundel
