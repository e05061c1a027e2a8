#include "oversight/severity_lines.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "oversight/ordinal.h"

namespace roundel::oversight {
namespace {

constexpr double normal_95 = 1.959964;

// Values in their order, and the place of one among them.
template <class T>
struct Numbered {
  std::vector<T> values;
  template <class Of>
  Numbered(const std::vector<SeverityLine>& lines, Of of) {
    std::set<T> all;
    for (const SeverityLine& line : lines) all.insert(of(line));
    values.assign(all.begin(), all.end());
  }
  std::size_t of(const T& value) const {
    return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), value) - values.begin());
  }
  std::size_t size() const { return values.size(); }
};

struct LineNumbers {
  explicit LineNumbers(const std::vector<SeverityLine>& lines)
      : levels(lines, [](const SeverityLine& one) { return one.order; }),
        situations(lines, [](const SeverityLine& one) { return one.situation; }),
        professions(lines, [](const SeverityLine& one) { return one.profession; }),
        agencies(lines, [](const SeverityLine& one) { return one.agency; }),
        raters(lines, [](const SeverityLine& one) { return one.rater; }) {}
  Numbered<int> levels;
  Numbered<std::string> situations, professions;
  Numbered<AgencyId> agencies;
  Numbered<std::pair<AgencyId, PractitionerId>> raters;
};

std::optional<OrdinalFit> fit(const std::vector<SeverityLine>& lines, const LineNumbers& numbers) {
  std::vector<OrdinalRating> ratings;
  for (const SeverityLine& line : lines)
    ratings.push_back({.level = numbers.levels.of(line.order),
                       .vignette = numbers.situations.of(line.situation),
                       .profession = numbers.professions.of(line.profession),
                       .agency = numbers.agencies.of(line.agency),
                       .rater = numbers.raters.of(line.rater),
                       .in_front = line.in_front});
  return fit_ordinal(ratings, {.levels = numbers.levels.size(),
                               .vignettes = numbers.situations.size(),
                               .professions = numbers.professions.size(),
                               .agencies = numbers.agencies.size(),
                               .raters = numbers.raters.size(),
                               .in_front = lines.empty() ? 0 : lines.front().in_front.size()});
}

InHigherLevel in_higher_level(const Estimate& estimate) {
  const auto of_100 = [](double logit) { return 100 / (1 + std::exp(-logit)); };
  return {.of_100 = of_100(estimate.value),
          .from = of_100(estimate.value - normal_95 * estimate.error),
          .to = of_100(estimate.value + normal_95 * estimate.error)};
}

std::vector<std::optional<InHigherLevel>> weights_of(const std::vector<SeverityLine>& lines, const OrdinalFit& fitted) {
  std::vector<std::optional<InHigherLevel>> out;
  for (std::size_t i = 0; i < lines.front().in_front.size(); ++i) {
    const bool varies = std::any_of(lines.begin(), lines.end(), [&](const SeverityLine& line) {
      return line.in_front[i] != lines.front().in_front[i];
    });
    out.push_back(varies ? std::optional(in_higher_level(fitted.in_front(i))) : std::nullopt);
  }
  return out;
}

template <class Is>
GroupSeverity group_of(const std::vector<SeverityLine>& lines, Is is) {
  GroupSeverity out;
  std::set<std::pair<AgencyId, PractitionerId>> raters;
  double ratings = 0, unsure = 0;
  for (const SeverityLine& line : lines) {
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

}  // namespace

std::string profession_of(const AgencyId& agency, const Standards& standards) {
  const Agency* known = standards.agency(agency);
  return known ? known->kind : agency.str();
}

Compared compared(const std::vector<SeverityLine>& lines) {
  const LineNumbers numbers(lines);
  const auto fitted = fit(lines, numbers);
  Compared out;
  const auto raters = static_cast<std::int64_t>(numbers.raters.size());
  out.raters = is_small(raters) ? Count() : Count(raters);
  for (std::size_t p = 0; p < numbers.professions.size(); ++p) {
    const std::string& code = numbers.professions.values[p];
    out.professions.push_back(group_of(lines, [&](const SeverityLine& line) { return line.profession == code; }));
    if (fitted) out.professions.back().severity = in_higher_level(fitted->profession(p));
  }
  for (std::size_t a = 0; a < numbers.agencies.size(); ++a) {
    const AgencyId& id = numbers.agencies.values[a];
    GroupSeverity agency = group_of(lines, [&](const SeverityLine& line) { return line.agency == id; });
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
  if (out.estimated) out.in_front = weights_of(lines, *fitted);
  if (!out.estimated)
    for (auto* groups : {&out.professions, &out.agencies})
      for (GroupSeverity& one : *groups) one.severity.reset();
  return out;
}

VignetteSpread spread_of(const std::string& situation, const std::vector<SeverityLine>& lines,
                         const std::vector<GroupSeverity>& professions, const LevelScheme& scheme) {
  VignetteSpread out{.vignette = situation};
  std::int64_t raters = 0;
  std::map<std::string, std::vector<int>> of_profession;
  for (const SeverityLine& line : lines) {
    if (line.situation != situation) continue;
    ++raters;
    of_profession[line.profession].push_back(line.order);
  }
  out.raters = is_small(raters) ? Count() : Count(raters);
  int lowest = 0, highest = 0;
  for (auto& [profession, orders] : of_profession) {
    const auto told = std::find_if(professions.begin(), professions.end(),
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

}  // namespace roundel::oversight
