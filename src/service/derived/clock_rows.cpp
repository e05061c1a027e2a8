#include "service/derived/clock_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "picture/clock_runs.h"
#include "picture/subjects.h"

namespace roundel::service {
namespace {

using store::Cell;
using store::Row;

struct Events {
  std::vector<ClockEvent> events;
  std::vector<const Entry*> of_event;
};

// Editions of one code differ in their limit only: `any` of them tells what starts, meets and ends it.
Events events_of(const ClockRule& any, const std::vector<const Entry*>& ordered, const Standards& standards) {
  Events out;
  std::map<std::string, std::uint64_t> concerns;
  for (const Entry* entry : ordered) {
    ClockPart part = part_in(*entry, any);
    if (!part.any()) continue;
    part.starts = part.starts && standards.clock_on(any.code, day_of(*entry)) != nullptr;
    const std::string concern = concern_named_by(*entry);
    out.events.push_back(
        {.day = day_of(*entry),
         .part = part,
         .concern = concern.empty() ? 0 : concerns.try_emplace(concern, concerns.size() + 1).first->second,
         .at = entry->happened.at});
    out.of_event.push_back(entry);
  }
  return out;
}

Row clock_row(const AreaCode& area, const PersonId& child, const std::string& code, const Events& of,
              const ClockRun& run, const Result<ClockDue>& due) {
  const std::optional<std::size_t> settled = run.met ? run.met : run.ended;
  Cell due_day = store::Null{}, due_at = store::Null{};
  if (due) due_day = std::int64_t{due->due.days()};
  if (due && due->at) due_at = due->at->micros();
  return {area.str(),
          child.str(),
          code,
          of.of_event[run.start]->id.str(),
          std::int64_t{of.events[run.start].day.days()},
          due_day,
          due_at,
          settled ? std::int64_t{of.events[*settled].day.days()} : still_open,
          std::int64_t{run.met.has_value()},
          std::int64_t{due && run.met && in_time(*due, of.events[*run.met])},
          std::int64_t{due && due->standing && !settled},
          std::int64_t{due && settled ? due->paused_days : 0},
          due ? std::string() : due.error().what};
}

}  // namespace

std::vector<store::Row> clock_rows(const AreaCode& area, const PersonId& child, std::span<const Entry* const> own,
                                   const Standards& standards, Date on) {
  std::vector<const Entry*> ordered;
  std::copy_if(own.begin(), own.end(), std::back_inserter(ordered),
               [&](const Entry* entry) { return day_of(*entry) <= on; });
  put_in_order(ordered);
  std::vector<Row> rows;
  std::set<std::string> codes;
  for (const ClockRule& any : standards.clocks) {
    if (!codes.insert(any.code).second || any.starts.empty()) continue;
    const Events of = events_of(any, ordered, standards);
    for (const ClockRun& run : runs_of(of.events, any.one_at_a_time)) {
      const ClockRule& rule = *standards.clock_on(any.code, of.events[run.start].day);
      rows.push_back(clock_row(area, child, any.code, of, run, due_of(rule, standards, of.events, run, AskedOn(on))));
    }
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace roundel::service
