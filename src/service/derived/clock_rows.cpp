#include "service/derived/clock_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "picture/clock_runs.h"
#include "picture/subjects.h"
#include "standards/front_door.h"

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

// What a run says to the table, where the table keeps it.
struct RunOf {
  const AreaCode& area;
  const PersonId& child;
  const std::string& code;
  const EntryId& entry;
};

std::int64_t day_settled(const std::vector<ClockEvent>& events, const ClockRun& run, const Result<ClockDue>& due) {
  if (const std::optional<std::size_t> settled = run.met ? run.met : run.ended) return events[*settled].day.days();
  return due && due->lapses ? std::int64_t{due->lapses->days()} : still_open;
}

void add_run_row(const RunOf& of, const std::vector<ClockEvent>& events, ClockRun run, const Standards& standards,
                 Date on, std::vector<Row>& rows) {
  const ClockRule& rule = *standards.clock_on(of.code, events[run.start].day);
  const auto due = due_of(rule, standards, events, run, AskedOn(on));
  if (due) close_lapsed(run, events, *due);
  const std::int64_t settled = day_settled(events, run, due);
  if (settled < first_day_counted(on).days()) return;
  const bool open = !run.met && !run.ended;
  const Settled how = run.met ? Settled::met : open && due && due->lapses ? Settled::lapses : Settled::ended;
  Cell due_day = store::Null{}, due_at = store::Null{};
  if (due) due_day = std::int64_t{due->due.days()};
  if (due && due->at) due_at = due->at->micros();
  rows.push_back({of.area.str(), of.child.str(), of.code, of.entry.str(), std::int64_t{events[run.start].day.days()},
                  due_day, due_at, settled, static_cast<std::int64_t>(how),
                  std::int64_t{due && run.met && in_time(*due, events[*run.met])},
                  std::int64_t{due && due->standing && open}, std::int64_t{due && !open ? due->paused_days : 0},
                  due ? std::string() : due.error().what});
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
    for (const ClockRun& run : runs_of(of.events, any.one_at_a_time))
      add_run_row({area, child, any.code, of.of_event[run.start]->id}, of.events, run, standards, on, rows);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

std::vector<store::Row> clock_rows(const AreaCode& area, std::span<const Notification> told, const Standards& standards,
                                   Date on) {
  static const std::string code(notification_clock);
  std::vector<Row> rows;
  for (const Notification& one : told) {
    const auto started = run_of(one, standards);
    if (!started || started->events.front().day > on) continue;
    add_run_row({area, one.child, code, one.entry}, started->events, started->run, standards, on, rows);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace roundel::service
