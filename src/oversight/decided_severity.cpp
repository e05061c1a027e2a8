#include "oversight/decided_severity.h"

#include <algorithm>

#include "oversight/severity_lines.h"

namespace roundel {
namespace {

// How much was in front of whoever judged: nothing, a little, much. Bands, because a tenth entry says less than a
// first.
char band_of(int entries) {
  constexpr int many = 4;
  return entries == 0 ? '0' : entries < many ? '1' : '2';
}

// A tenth finding in one domain says less than a first.
std::vector<double> in_front_of(const FoundByDomain& found) {
  constexpr int most = 5;
  std::vector<double> out;
  for (const int count : {found.development, found.parenting, found.family, found.protective})
    out.push_back(std::min(count, most));
  return out;
}

std::vector<oversight::SeverityLine> lines_of(const DecidedLevels& decided, const Standards& standards, bool bands) {
  std::vector<oversight::SeverityLine> out;
  for (const auto& [key, one] : decided.all()) {
    const Level* level = standards.levels.find(one.level);
    const bool known = one.suggested.empty() || standards.levels.find(one.suggested) != nullptr;
    if (level == nullptr || !known) continue;  // of another scheme of levels
    out.push_back({.situation = bands ? one.suggested.str() + '/' + band_of(one.entries) : one.suggested.str(),
                   .profession = oversight::profession_of(key.agency, standards),
                   .agency = key.agency,
                   .rater = {key.agency, key.practitioner},
                   .level = one.level,
                   .order = level->order,
                   .in_front = in_front_of(one.found)});
  }
  return out;
}

bool is_told(const std::vector<GroupSeverity>& professions, const std::string& code) {
  return std::any_of(professions.begin(), professions.end(),
                     [&](const GroupSeverity& one) { return one.profession == code && one.raters; });
}

void withhold_few(ProfessionPair& pair) {
  for (Count* part : {&pair.same, &pair.first_higher, &pair.second_higher})
    if (is_small(*part)) part->reset();
  Count* const parts[] = {&pair.same, &pair.first_higher, &pair.second_higher};
  withhold_a_second(parts);
}

// The highest judgement of a profession stands for it where several of its people judged the same child.
std::vector<ProfessionPair> pairs_of(const DecidedLevels& decided, const Standards& standards,
                                     const std::vector<GroupSeverity>& professions) {
  std::map<std::pair<PersonId, LevelCode>, std::map<std::string, int>> of_child;  // and suggestion: by profession
  for (const auto& [key, one] : decided.all()) {
    const Level* level = standards.levels.find(one.level);
    const std::string profession = oversight::profession_of(key.agency, standards);
    if (level == nullptr || !is_told(professions, profession)) continue;
    int& highest = of_child[{key.child, one.suggested}][profession];
    highest = std::max(highest, level->order);
  }
  std::map<std::pair<std::string, std::string>, ProfessionPair> pairs;
  for (const auto& [child, judged] : of_child)
    for (auto first = judged.begin(); first != judged.end(); ++first)
      for (auto second = std::next(first); second != judged.end(); ++second) {
        auto& pair =
            pairs.try_emplace({first->first, second->first}, ProfessionPair{first->first, second->first, 0, 0, 0, 0})
                .first->second;
        ++*pair.children;
        ++*(first->second == second->second  ? pair.same
            : first->second > second->second ? pair.first_higher
                                             : pair.second_higher);
      }
  std::vector<ProfessionPair> out;
  for (auto& [names, pair] : pairs) {
    if (is_small(pair.children)) continue;
    withhold_few(pair);
    out.push_back(std::move(pair));
  }
  return out;
}

}  // namespace

void DecidedLevels::apply(const Entry& entry, const PersonOf& person_of) {
  if (entry.kind.str() != "judgement.level" || entry.about.empty() || entry.text_of("edition").empty()) return;
  const auto found = found_told_by(entry);
  if (!found) return;
  const std::string ids = entry.text_of("entries");
  const int entries = ids.empty() ? 0 : static_cast<int>(1 + std::count(ids.begin(), ids.end(), ' '));
  last_[{person_of(entry.about.front().source), entry.agency, entry.practitioner}] = {
      .level = LevelCode(entry.text_of("level")),
      .suggested = LevelCode(entry.text_of("suggested")),
      .entries = entries,
      .found = *found};
}

DecidedSeverity severity_of(const DecidedLevels& decided, const Standards& standards) {
  const std::vector<oversight::SeverityLine> lines = lines_of(decided, standards, true);
  oversight::Compared compared = oversight::compared(lines);
  const auto judged = static_cast<std::int64_t>(lines.size());
  DecidedSeverity out{.raters = compared.raters,
                      .judged = is_small(judged) ? Count() : Count(judged),
                      .professions = std::move(compared.professions),
                      .agencies = std::move(compared.agencies),
                      .suggested = {},
                      .pairs = {},
                      .weights = {},
                      .estimated = compared.estimated};
  if (compared.estimated)
    out.weights = {.development = compared.in_front[0],
                   .parenting = compared.in_front[1],
                   .family = compared.in_front[2],
                   .protective = compared.in_front[3]};
  const std::vector<oversight::SeverityLine> by_level = lines_of(decided, standards, false);
  out.suggested.push_back(oversight::spread_of("", by_level, out.professions, standards.levels));
  for (const Level& level : standards.levels.levels)
    out.suggested.push_back(oversight::spread_of(level.code.str(), by_level, out.professions, standards.levels));
  out.pairs = pairs_of(decided, standards, out.professions);
  return out;
}

}  // namespace roundel
