// How the days that a time limit's work took lie within the limit: in groups to look at, and whether most of it lands
// on the last days. All limits are a most, not an aim.
#pragma once

#include <vector>

#include "oversight/oversight.h"

namespace roundel::oversight {

struct DaysGroup {
  int from = 0;  // days taken, both included
  int to = 0;
  std::int64_t count = 0;
  bool beyond = false;     // later than the limit
  bool last_days = false;  // in the last fifth of the limit
};

// The limit in the days that `days_taken` counts: working days, or calendar days for what is not limited in days.
int days_of_limit(const ClockCount& clock);
// Some ten groups within the limit, and as wide ones beyond it; what took more than twice the limit is one group.
std::vector<DaysGroup> groups_of(const ClockCount& clock);

inline constexpr int shortest_to_bunch = 5;     // days: a shorter limit has no early and late
inline constexpr std::int64_t fewest_met = 20;  // of fewer, chance says as much

// Of those met in time, more than half in the last fifth of the limit.
bool is_bunched(const ClockCount& clock);

}  // namespace roundel::oversight
