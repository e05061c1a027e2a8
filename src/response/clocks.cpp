#include "response/clocks.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <unordered_set>

#include <fmt/format.h>

#include "picture/subjects.h"
#include "response/concerns.h"

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

bool starts(const Entry& entry, const ClockRule& rule) {
  if (entry.kind.value != rule.starts) return false;
  if (!rule.starts_when) return true;
  const std::vector<std::string>& wanted = rule.starts_when->is;
  return std::find(wanted.begin(), wanted.end(), entry.text_of(rule.starts_when->value)) != wanted.end();
}

bool is_among(const Entry& entry, const std::vector<std::string>& kinds) {
  return std::find(kinds.begin(), kinds.end(), entry.kind.value) != kinds.end();
}

// The concern that an entry belongs to: itself, or the one it names; empty for all others.
std::string concern_named_by(const Entry& entry) {
  return entry.kind.value == "concern.raised" ? entry.id.value : entry.text_of("concern");
}

// A clock is met on its day or later. What starts and meets the same clock (a visit, the next visit) never meets
// itself. Where both belong to a concern it must be the same one: three concerns need three decisions.
bool meets(const Entry& entry, const Entry& start, const ClockRule& rule) {
  if (entry.id == start.id || !is_among(entry, rule.meets)) return false;
  if (starts(entry, rule) ? !earlier(start, entry) : day_of(entry) < day_of(start)) return false;
  const std::string concern = concern_named_by(start);
  const std::string other = concern_named_by(entry);
  return concern.empty() || other.empty() || concern == other;
}

ClockState state_of(Date due, const std::optional<Date>& met, Date on) {
  if (met) return *met <= due ? ClockState::met : ClockState::met_late;
  return on <= due ? ClockState::running : ClockState::late;
}

// "Working Together 2018, guidance"
std::string source_of(const ClockRule& rule) {
  return fmt::format("{}, {}", rule.edition.empty() ? rule.source : rule.edition, words(rule.force));
}

Result<Date> due_of(const ClockRule& rule, const Standards& standards, Date start) {
  if (!standards.working_days) return fail(Fault::bad_input, "the standards have no bank holidays");
  return due_date(rule, *standards.working_days, start);
}

RunningClock clock_of(const ClockRule& rule, const Entry& start, Date due, const std::vector<const Entry*>& ordered,
                      Date on) {
  RunningClock clock{.code = rule.code,
                     .name = rule.name,
                     .started = day_of(start),
                     .due = due,
                     .source = source_of(rule),
                     .force = rule.force,
                     .confirmed = rule.confirmed,
                     .entry = start.id,
                     .early = rule.early};
  for (const Entry* entry : ordered)
    if (!clock.met && day_of(*entry) <= on && meets(*entry, start, rule)) clock.met = day_of(*entry);
  clock.state = state_of(due, clock.met, on);
  return clock;
}

bool open(const RunningClock& clock) { return !clock.met.has_value(); }

bool shown_before(const RunningClock& a, const RunningClock& b) {
  if (open(a) != open(b)) return open(a);
  if (open(a)) return std::tie(a.due, a.code, a.entry) < std::tie(b.due, b.code, b.entry);
  return std::tie(*b.met, a.code, a.entry) < std::tie(*a.met, b.code, b.entry);
}

}  // namespace

std::vector<RunningClock> fold_clocks(std::span<const Entry* const> entries, const Standards& standards, Date on,
                                      std::vector<Error>* problems) {
  std::unordered_set<std::string_view> kinds;  // that start or meet any clock
  for (const ClockRule& rule : standards.clocks) {
    kinds.insert(rule.starts);
    kinds.insert(rule.meets.begin(), rule.meets.end());
  }
  std::vector<const Entry*> ordered;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(ordered),
               [&](const Entry* entry) { return kinds.contains(entry->kind.value); });
  std::sort(ordered.begin(), ordered.end(), [](const Entry* a, const Entry* b) { return earlier(*a, *b); });

  std::vector<RunningClock> clocks;
  for (const Entry* start : ordered) {
    const Date day = day_of(*start);
    if (day > on) continue;
    for (const ClockRule& rule : standards.clocks) {
      // The edition in force on the day of the event decides, whatever is in force today.
      if (!starts(*start, rule) || standards.clock_on(rule.code, day) != &rule) continue;
      if (const auto due = due_of(rule, standards, day))
        clocks.push_back(clock_of(rule, *start, *due, ordered, on));
      else if (problems)
        problems->push_back(due.error());
    }
  }
  std::sort(clocks.begin(), clocks.end(), shown_before);
  return clocks;
}

Response fold_response(std::span<const Entry* const> entries, const Standards& standards, Date on,
                       std::vector<Error>* problems) {
  return {.concerns = fold_concerns(entries), .clocks = fold_clocks(entries, standards, on, problems)};
}

}  // namespace roundel
