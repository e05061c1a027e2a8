#include "oversight/bunching.h"

#include <algorithm>

namespace roundel::oversight {
namespace {

// The first day of the last fifth.
int last_fifth(int limit) { return limit - limit / 5 + 1; }

}  // namespace

int days_of_limit(const ClockCount& clock) {
  switch (clock.base) {
    case TimeBase::clock_hours:
      return (clock.limit + 23) / 24;
    case TimeBase::weeks:
      return clock.limit * 7;
    case TimeBase::months:
      return clock.limit * 30;
    case TimeBase::years:
      return clock.limit * 365;
    case TimeBase::working_days:
    case TimeBase::school_days:
      break;
  }
  return clock.limit;
}

std::vector<DaysGroup> groups_of(const ClockCount& clock) {
  const int limit = days_of_limit(clock);
  const int wide = std::max(1, (limit + 9) / 10);
  std::vector<DaysGroup> groups;
  for (int from = 0; from <= limit;) {
    // The last fifth begins a group of its own, so that it can be marked.
    const int next = from < last_fifth(limit) ? std::min(from + wide, last_fifth(limit)) : from + wide;
    groups.push_back({.from = from, .to = std::min(next - 1, limit), .last_days = from >= last_fifth(limit)});
    from = next;
  }
  for (int from = limit + 1; from <= 2 * limit; from += wide)
    groups.push_back({.from = from, .to = std::min(from + wide - 1, 2 * limit), .beyond = true});
  groups.push_back({.from = 2 * limit + 1, .to = std::max(2 * limit + 1, 0), .beyond = true});
  for (const auto& [days, count] : clock.days_taken.counts) {
    const auto at =
        std::find_if(groups.begin(), groups.end(), [d = days](const DaysGroup& group) { return d <= group.to; });
    DaysGroup& group = at == groups.end() ? groups.back() : *at;
    group.count += count;
    group.to = std::max(group.to, days);
  }
  while (!groups.empty() && groups.back().beyond && groups.back().count == 0) groups.pop_back();
  return groups;
}

bool is_bunched(const ClockCount& clock) {
  const int limit = days_of_limit(clock);
  if (limit < shortest_to_bunch || clock.days_taken.withheld) return false;
  std::int64_t met = 0;
  std::int64_t late_in_it = 0;
  for (const auto& [days, count] : clock.days_taken.counts) {
    if (days > limit) continue;
    met += count;
    if (days >= last_fifth(limit)) late_in_it += count;
  }
  return met >= fewest_met && 2 * late_in_it > met;
}

}  // namespace roundel::oversight
