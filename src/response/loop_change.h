// Did it help: what was passed on before and after the day from which something was to be sent otherwise. Like with
// like: spans of equal length, and the same time to come back. Rates alone, and none that rests on few.
#pragma once

#include <optional>
#include <vector>

#include "response/loop.h"

namespace roundel {

inline constexpr int weeks_compared_at_most = 26;
inline constexpr int weeks_compared_at_least = 4;  // fewer say nothing
inline constexpr int weeks_of_coming_back = 12;    // after the answer; what came within a fortnight is the same event

// A share in whole percent; nothing where it would give a few away. `none`: there is nothing yet to take a share of.
struct LoopShare {
  std::optional<int> percent;
  bool none = false;
};
struct LoopSpan {
  Date from, to;                    // first and last day
  std::optional<double> passed_on;  // a week, to one decimal; nothing: few
  LoopShare nothing;                // nothing further, of those decided
  LoopShare came_back;              // of those with nothing further, answered long enough ago to have come back
};
struct LoopComparison {
  int weeks = 0;  // of each span
  LoopSpan before, after;
};

// Nothing where too few whole weeks have gone by. `all` is in order, and reaches back to 26 weeks before the change.
std::optional<LoopComparison> compare_loop(const std::vector<PassedOnAbout>& all, const LoopKey& key, Date change,
                                           Date on);

}  // namespace roundel
