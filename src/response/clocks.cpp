#include "response/clocks.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "picture/clock_runs.h"
#include "picture/subjects.h"
#include "response/concerns.h"
#include "standards/front_door.h"

namespace roundel {
namespace {

std::string_view words(Force force) {
  switch (force) {
    case Force::statutory:
      return "statutory";
    case Force::guidance:
      return "guidance";
    case Force::local:
      return "local rule";
  }
  return "";
}

ClockState state_of(const ClockDue& due, const ClockEvent* met, const ClockEvent* ended, const AskedOn& on) {
  if (ended) return ClockState::ended;
  if (met) return in_time(due, *met) ? ClockState::met : ClockState::met_late;
  if (due.standing) return ClockState::paused;
  return has_passed(due, on) ? ClockState::late : ClockState::running;
}

// "Working Together 2018, guidance"
std::string source_of(const ClockRule& rule) {
  return fmt::format("{}, {}", rule.edition.empty() ? rule.source : rule.edition, words(rule.force));
}

RunningClock clock_of(const ClockRule& rule, const Entry& start, const ClockDue& due, const ClockEvent* met,
                      const ClockEvent* ended, const AskedOn& on) {
  const auto day = [](const ClockEvent* event) { return event ? std::optional(event->day) : std::nullopt; };
  return {.code = rule.code,
          .name = rule.name,
          .started = day_of(start),
          .due = due.due,
          .met = day(met),
          .ended = day(ended),
          .state = state_of(due, met, ended, on),
          .source = source_of(rule),
          .force = rule.force,
          .confirmed = rule.confirmed,
          .entry = start.id,
          .early = rule.early,
          .due_at = due.at,
          .time_told = due.time_told,
          .met_at = met ? met->at : std::nullopt,
          .paused_since = met || ended ? std::nullopt : due.standing,
          .pauses = {}};
}

std::optional<Date> closed(const RunningClock& clock) { return clock.met ? clock.met : clock.ended; }
bool open(const RunningClock& clock) { return !closed(clock).has_value(); }

bool shown_before(const RunningClock& a, const RunningClock& b) {
  if (open(a) != open(b)) return open(a);
  if (open(a)) return std::tie(a.due, a.code, a.entry) < std::tie(b.due, b.code, b.entry);
  return std::tuple(*closed(b), a.code, a.entry) < std::tuple(*closed(a), b.code, b.entry);
}

// Stands for a concern within one fold.
std::uint64_t number_of(const std::string& concern, std::map<std::string, std::uint64_t>& numbers) {
  return concern.empty() ? 0 : numbers.try_emplace(concern, numbers.size() + 1).first->second;
}

// All clocks of one code. Its editions differ in their limit only: `any` of them tells what starts, meets and ends it.
void add_clocks(const ClockRule& any, const std::vector<const Entry*>& ordered, const Standards& standards,
                const AskedOn& on, std::vector<RunningClock>& clocks, std::vector<Error>* problems) {
  std::vector<ClockEvent> events;
  std::vector<const Entry*> of_event;
  std::map<std::string, std::uint64_t> concerns;
  for (const Entry* entry : ordered) {
    ClockPart part = part_in(*entry, any);
    if (!part.any()) continue;
    // The edition in force on the day of the event decides, whatever is in force today.
    part.starts = part.starts && standards.clock_on(any.code, day_of(*entry)) != nullptr;
    events.push_back({.day = day_of(*entry),
                      .part = part,
                      .concern = number_of(concern_named_by(*entry), concerns),
                      .at = entry->happened.at});
    of_event.push_back(entry);
  }
  for (const ClockRun& run : runs_of(events, any.one_at_a_time)) {
    const ClockRule& rule = *standards.clock_on(any.code, events[run.start].day);
    const auto due = due_of(rule, standards, events, run, on);
    const auto event = [&](const std::optional<std::size_t>& at) { return at ? &events[*at] : nullptr; };
    if (!due) {
      if (problems) problems->push_back(due.error());
      continue;
    }
    clocks.push_back(clock_of(rule, *of_event[run.start], *due, event(run.met), event(run.ended), on));
    if (!run.pauses.empty())
      for (const PausesClock& pause : rule.pauses) clocks.back().pauses.push_back(pause.source);
  }
}

}  // namespace

std::vector<RunningClock> fold_clocks(std::span<const Entry* const> entries, const Standards& standards, AskedOn on,
                                      std::vector<Error>* problems) {
  std::vector<const Entry*> ordered;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(ordered),
               [&](const Entry* entry) { return day_of(*entry) <= on.day; });
  put_in_order(ordered);

  std::vector<RunningClock> clocks;
  for (std::size_t first = 0; first < standards.clocks.size(); ++first) {
    const std::string& code = standards.clocks[first].code;
    const bool known =
        std::any_of(standards.clocks.begin(), standards.clocks.begin() + static_cast<std::ptrdiff_t>(first),
                    [&](const ClockRule& rule) { return rule.code == code; });
    if (!known) add_clocks(standards.clocks[first], ordered, standards, on, clocks, problems);
  }
  std::sort(clocks.begin(), clocks.end(), shown_before);
  return clocks;
}

std::optional<RunningClock> clock_of_notification(const Concern& told, const Standards& standards, AskedOn on) {
  if (!told.by_feed || !told.by_feed->followed.empty()) return std::nullopt;
  const Date start = told.raised.date();
  const ClockRule* rule = standards.clock_on(notification_clock, start);
  if (rule == nullptr) return std::nullopt;
  ClockDue due;
  if (rule->base == TimeBase::clock_hours) {
    due.at = told.raised.plus_hours(rule->limit);
    due.due = due.at->date();
  } else if (const auto last = due_date(*rule, standards, start)) {
    due.due = *last;
  } else {
    return std::nullopt;
  }
  RunningClock clock{.code = rule->code,
                     .name = rule->name,
                     .started = start,
                     .due = due.due,
                     .met = {},
                     .ended = {},
                     .state = has_passed(due, on) ? ClockState::late : ClockState::running,
                     .source = source_of(*rule),
                     .force = rule->force,
                     .confirmed = rule->confirmed,
                     .entry = told.entry,
                     .early = rule->early,
                     .due_at = due.at};
  if (told.decision) {
    clock.met = told.decision->at.date();
    const bool late = due.at ? told.decision->at > *due.at : *clock.met > due.due;
    clock.state = late ? ClockState::met_late : ClockState::met;
  }
  return clock;
}

Response fold_response(std::span<const Entry* const> entries, const Standards& standards, AskedOn on,
                       std::vector<Error>* problems) {
  return {.concerns = fold_concerns(entries), .clocks = fold_clocks(entries, standards, on, problems)};
}

}  // namespace roundel
