// What ratings of made-up families and levels judged in real decisions have in common: lines that are compared by
// profession and agency. Of this room only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "oversight/severity.h"

namespace roundel::oversight {

// One level, said by somebody in a situation that others may have been in too.
struct SeverityLine {
  std::string situation;  // the made-up family, or what was in front of whoever judged
  std::string profession;
  AgencyId agency;
  std::pair<AgencyId, PractitionerId> rater;
  LevelCode level;
  int order = 0;  // of the level
  bool unsure = false;
  std::vector<double> in_front = {};  // numbers of what else was in front; every line has the same many
};

struct Compared {
  Count raters;
  std::vector<GroupSeverity> professions;  // by code
  std::vector<GroupSeverity> agencies;     // by profession, then agency
  // What one more of each number of what was in front does, whoever judges; nothing where everybody had the same.
  std::vector<std::optional<InHigherLevel>> in_front;
  bool estimated = false;
};
// The situation, and what else was in front, are taken out of the comparison.
Compared compared(const std::vector<SeverityLine>& lines);

// The middle level of each profession of those that are told, in one situation.
VignetteSpread spread_of(const std::string& situation, const std::vector<SeverityLine>& lines,
                         const std::vector<GroupSeverity>& professions, const LevelScheme& scheme);

std::string profession_of(const AgencyId& agency, const Standards& standards);

}  // namespace roundel::oversight
