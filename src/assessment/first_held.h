// From which day each finding could first be made, where entries came to hand one after the other: the question of who
// could have known what, and when. Pure: the days are the caller's.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "assessment/assessment.h"

namespace roundel {

// The first day on which each indicator held for whoever had each entry of `known` from its day on. `from` has one day
// an entry, in the same order; nothing: they never had it. An entry that another corrects counts until that one came to
// hand. Who is who, and so who belongs to the family, is on each day what the links that had come to hand made of it: a
// piece that lay with a record not yet linked, or with somebody not yet known to be family, is not the child's yet.
// Where records of the child were several persons then, the child is the one that most of what had come to hand was
// about.
std::map<IndicatorCode, Date> first_held(const FamilyEntries& known, const std::vector<std::optional<Date>>& from,
                                         const Standards& standards);

}  // namespace roundel
