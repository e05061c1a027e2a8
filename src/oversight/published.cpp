// What may leave the partnership: no count so small that somebody could be recognised, and none to be had by taking one
// number from another.
#include <algorithm>

#include "oversight/oversight.h"

namespace roundel {
namespace {

bool has_small(const Spread& spread) {
  return std::any_of(spread.counts.begin(), spread.counts.end(),
                     [](const auto& each) { return each.second < smallest_told; });
}
// Parts that add up to something told are told together or not at all.
template <class Parts>
bool any_small(const Parts& parts) {
  return std::any_of(parts.begin(), parts.end(), [](const auto& each) { return is_small(each.second); });
}

void withhold(Spread& spread) {
  spread.counts.clear();
  spread.withheld = true;
}
template <class Parts>
void withhold_all(Parts& parts) {
  for (auto& each : parts) each.second.reset();
}

void publish(PassedOn& row) {
  const Count all = row.passed_on;
  const Count decided = row.decided;
  if (is_small(all)) {
    row.passed_on.reset();
    row.decided.reset();
    row.repeats.reset();
  }
  if (gives_away(decided, all)) row.decided.reset();
  if (gives_away(row.repeats, all)) row.repeats.reset();
  if (any_small(row.choices) || !row.decided) {
    withhold_all(row.choices);
    withhold(row.working_days);
  }
  if (has_small(row.working_days) || gives_away(Count(row.working_days.total()), decided)) withhold(row.working_days);
}

void publish(ClockCount& clock) {
  if (is_small(clock.running) || is_small(clock.late)) {
    clock.running.reset();
    clock.late.reset();
  }
  if (is_small(clock.ended)) clock.ended.reset();
  if (is_small(clock.lapsed)) clock.lapsed.reset();
  const Count met = *clock.met + *clock.met_late;
  const bool few = is_small(clock.met) || is_small(clock.met_late) || gives_away(clock.on_last_day, met);
  if (few) {
    clock.met.reset();
    clock.met_late.reset();
    clock.on_last_day.reset();
  }
  if (few || has_small(clock.days_taken)) withhold(clock.days_taken);
}

void publish(OutOfSight& sight) {
  sight.children.clear();
  if (any_small(sight.by_agency)) withhold_all(sight.by_agency);
  if (gives_away(sight.unseen, sight.with_open_need)) {
    sight.unseen.reset();
    withhold_all(sight.by_agency);
  }
  if (is_small(sight.with_open_need)) sight.with_open_need.reset();
}

}  // namespace

Oversight published(Oversight oversight) {
  if (oversight.published) return oversight;
  for (PassedOn& row : oversight.by_agency) publish(row);
  // A kind's row adds up its agencies': told only where each of them is told whole.
  for (PassedOn& kind : oversight.by_kind) {
    const bool whole = std::all_of(oversight.by_agency.begin(), oversight.by_agency.end(), [&](const PassedOn& row) {
      return row.agency_kind != kind.agency_kind ||
             (row.passed_on && row.decided && row.repeats && !row.working_days.withheld);
    });
    publish(kind);
    if (whole) continue;
    kind.passed_on.reset();
    kind.decided.reset();
    kind.repeats.reset();
    withhold_all(kind.choices);
    withhold(kind.working_days);
  }
  for (ClockCount& clock : oversight.clocks) publish(clock);
  publish(oversight.out_of_sight);
  oversight.published = true;
  return oversight;
}

}  // namespace roundel
