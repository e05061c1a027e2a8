#include "response/clocks.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "picture/clock_runs.h"
#include "picture/notifications.h"
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
  if (has_lapsed(due, on.day)) return ClockState::lapsed;
  if (due.standing) return ClockState::paused;
  return has_passed(due, on) ? ClockState::late : ClockState::running;
}

// "Working Together 2018, guidance"
std::string source_of(const ClockRule& rule) {
  return fmt::format("{}, {}", rule.edition.empty() ? rule.source : rule.edition, words(rule.force));
}

RunningClock clock_of(const ClockRule& rule, const EntryId& entry, std::span<const ClockEvent> events,
                      const ClockRun& run, const ClockDue& due, const AskedOn& on) {
  const auto event = [&](const std::optional<std::size_t>& at) { return at ? &events[*at] : nullptr; };
  const auto day = [](const ClockEvent* one) { return one ? std::optional(one->day) : std::nullopt; };
  const ClockEvent* met = event(run.met);
  const ClockEvent* ended = event(run.ended);
  const ClockState state = state_of(due, met, ended, on);
  return {.code = rule.code,
          .name = rule.name,
          .started = events[run.start].day,
          .due = due.due,
          .met = day(met),
          .ended = state == ClockState::lapsed ? due.lapses : day(ended),
          .state = state,
          .source = source_of(rule),
          .force = rule.force,
          .confirmed = rule.confirmed,
          .entry = entry,
          .early = rule.early,
          .due_at = due.at,
          .time_told = due.time_told,
          .met_at = met ? met->at : std::nullopt,
          .paused_since = met || ended ? std::nullopt : due.standing,
          .pauses = {},
          .lapses = due.lapses};
}

// The run as it is told; nothing, and the problem, where its last day is not known.
std::optional<RunningClock> told_clock(const ClockRule& any, const EntryId& entry, std::span<const ClockEvent> events,
                                       ClockRun run, const Standards& standards, const AskedOn& on,
                                       std::vector<Error>* problems) {
  const ClockRule& rule = *standards.clock_on(any.code, events[run.start].day);
  const auto due = due_of(rule, standards, events, run, on);
  if (!due) {
    if (problems) problems->push_back(due.error());
    return std::nullopt;
  }
  close_lapsed(run, events, *due);
  RunningClock clock = clock_of(rule, entry, events, run, *due, on);
  if (!run.pauses.empty())
    for (const PausesClock& pause : rule.pauses) clock.pauses.push_back(pause.source);
  return clock;
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
  for (const ClockRun& run : runs_of(events, any.one_at_a_time))
    if (auto clock = told_clock(any, of_event[run.start]->id, events, run, standards, on, problems))
      clocks.push_back(std::move(*clock));
}

// The clocks of what feeds told the front door. `any` is one edition of their rule.
void add_clocks_of_notifications(const ClockRule& any, const std::vector<const Entry*>& entries,
                                 const Standards& standards, const AskedOn& on, std::vector<RunningClock>& clocks,
                                 std::vector<Error>* problems) {
  Notifications told(standards);
  for (const Entry* entry : entries) told.add(*entry);
  for (const Notification& one : told.finish([](const SourceId&) { return PersonId("the child"); })) {
    const auto started = run_of(one, standards);
    if (!started || started->events.front().day > on.day) continue;
    if (auto clock = told_clock(any, one.entry, started->events, started->run, standards, on, problems))
      clocks.push_back(std::move(*clock));
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
    if (known) continue;
    if (code == notification_clock)
      add_clocks_of_notifications(standards.clocks[first], ordered, standards, on, clocks, problems);
    else
      add_clocks(standards.clocks[first], ordered, standards, on, clocks, problems);
  }
  std::sort(clocks.begin(), clocks.end(), shown_before);
  return clocks;
}

Response fold_response(std::span<const Entry* const> entries, const Standards& standards, AskedOn on,
                       std::vector<Error>* problems) {
  return {.concerns = fold_concerns(entries), .clocks = fold_clocks(entries, standards, on, problems)};
}

}  // namespace roundel
