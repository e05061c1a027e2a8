#include "picture/clock_runs.h"

#include <algorithm>

namespace roundel {
namespace {

bool among(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool holds(const std::optional<StartsWhen>& when, const Entry& entry) {
  if (when && when->is.empty()) return entry.value(when->value) != nullptr;
  return !when || among(when->is, entry.text_of(when->value));
}

bool is_such(const EndsClock& one, const Entry& entry) {
  return one.kind == entry.kind.value && holds(one.when, entry);
}

bool before(const ClockEvent& a, const ClockEvent& b) {
  return a.day != b.day ? a.day < b.day : a.at && b.at && *a.at < *b.at;
}

Timestamp moment_of(const ClockEvent& event) { return Timestamp::at(event.day, event.at.value_or(TimeOfDay())); }

void settle(ClockRun& run, std::span<const ClockEvent> events) {
  const ClockEvent& start = events[run.start];
  for (std::size_t at = 0; at < events.size(); ++at) {
    const ClockEvent& event = events[at];
    if (at == run.start || !(event.part.meets || event.part.ends)) continue;
    if (event.part.of_start_kind ? at < run.start : before(event, start)) continue;
    if (start.concern != 0 && event.concern != 0 && start.concern != event.concern) continue;
    (event.part.meets ? run.met : run.ended) = at;
    return;
  }
}

// Between the start and what settled it. What pauses a clock that stands still already changes nothing.
void find_pauses(ClockRun& run, std::span<const ClockEvent> events) {
  const std::size_t end = run.met ? *run.met : run.ended ? *run.ended : events.size();
  for (std::size_t at = run.start + 1; at < end; ++at) {
    const bool standing = !run.pauses.empty() && !run.pauses.back().until;
    if (!standing && events[at].part.pauses)
      run.pauses.push_back({.from = at, .until = {}});
    else if (standing && events[at].part.resumes)
      run.pauses.back().until = at;
  }
  if (end < events.size() && !run.pauses.empty() && !run.pauses.back().until) run.pauses.back().until = end;
}

bool in_school_days(const ClockRule& rule, const Standards& standards) {
  return rule.base == TimeBase::school_days && standards.school_terms;
}

// The days of the limit's own kind after `from`, up to and including `until`.
Result<int> days_not_counted(const ClockRule& rule, const Standards& standards, Date from, Date until) {
  if (in_school_days(rule, standards)) {
    int days = 0;
    for (Date day = from.plus_days(1); day <= until; day = day.plus_days(1))
      days += standards.school_terms->days.is_school_day(day, *standards.working_days) ? 1 : 0;
    return days;
  }
  if (rule.base == TimeBase::working_days || rule.base == TimeBase::school_days)
    return standards.working_days->days_between(from, until);
  return std::max(0, until - from);
}

Result<Date> due_with(const ClockRule& rule, const Standards& standards, Date start, int paused) {
  const bool in_days = rule.base == TimeBase::working_days || rule.base == TimeBase::school_days;
  if (paused == 0) return due_date(rule, standards, start);
  ClockRule longer = rule;
  if (in_days) longer.limit += paused;
  auto due = due_date(longer, standards, start);
  if (!due || in_days) return due;
  return due->plus_days(paused);
}

ClockDue due_in_hours(const ClockRule& rule, std::span<const ClockEvent> events, const ClockRun& run,
                      const AskedOn& asked) {
  const ClockEvent& start = events[run.start];
  Timestamp up = moment_of(start).plus_hours(rule.limit);
  ClockDue due{.due = {}, .at = {}, .time_told = start.at.has_value(), .standing = {}, .paused_days = 0};
  for (const ClockPause& pause : run.pauses) {
    const Timestamp from = moment_of(events[pause.from]);
    if (from > up) break;
    const Timestamp until =
        pause.until ? moment_of(events[*pause.until]) : asked.at.value_or(Timestamp::end_of(asked.day));
    up = Timestamp(up.micros() + std::max<std::int64_t>(0, until.micros() - from.micros()));
    if (!pause.until) due.standing = events[pause.from].day;
    due.paused_days += std::max(0, until.date() - from.date());
  }
  due.due = up.date();
  due.at = up;
  return due;
}

std::optional<Date> lapse_of(const ClockRule& rule, const ClockRun& run, Date due) {
  if (run.lapses) return run.lapses;
  return rule.lapses_days ? std::optional(due.plus_days(*rule.lapses_days + 1)) : std::nullopt;
}

}  // namespace

ClockPart part_in(const Entry& entry, const ClockRule& rule) {
  ClockPart part;
  if (rule.starts.empty()) return part;
  part.of_start_kind = entry.kind.value == rule.starts;
  part.meets = among(rule.meets, entry.kind.value);
  const auto such = [&](const EndsClock& one) { return is_such(one, entry); };
  part.ends = std::any_of(rule.ends.begin(), rule.ends.end(), such);
  for (const PausesClock& pause : rule.pauses) {
    part.pauses = part.pauses || such(pause.from);
    part.resumes = part.resumes || std::any_of(pause.until.begin(), pause.until.end(), such);
  }
  // What says that nothing is waited for starts nothing: a referral that was closed as it came.
  part.starts = part.of_start_kind && !part.ends && holds(rule.starts_when, entry);
  return part;
}

std::string concern_named_by(const Entry& entry) {
  return entry.kind.value == "concern.raised" ? entry.id.value : entry.text_of("concern");
}

std::vector<ClockRun> runs_of(std::span<const ClockEvent> events, bool one_at_a_time) {
  std::vector<ClockRun> runs;
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (!events[at].part.starts) continue;
    if (one_at_a_time && !runs.empty()) {
      const std::optional<std::size_t> settled = runs.back().met ? runs.back().met : runs.back().ended;
      if (!settled || *settled > at) continue;
    }
    ClockRun run{.start = at, .met = {}, .ended = {}};
    settle(run, events);
    find_pauses(run, events);
    runs.push_back(std::move(run));
  }
  return runs;
}

Result<ClockDue> due_of(const ClockRule& rule, const Standards& standards, std::span<const ClockEvent> events,
                        const ClockRun& run, const AskedOn& asked) {
  if (rule.base == TimeBase::clock_hours) {
    ClockDue out = due_in_hours(rule, events, run, asked);
    out.lapses = lapse_of(rule, run, out.due);
    return out;
  }
  const Date start = events[run.start].day;
  ClockDue out{.due = {}, .at = {}, .time_told = true, .standing = {}, .paused_days = 0};
  auto due = due_date(rule, standards, start);
  for (const ClockPause& pause : run.pauses) {
    if (!due || events[pause.from].day > *due) break;
    const Date until = pause.until ? events[*pause.until].day : asked.day;
    const auto days = days_not_counted(rule, standards, events[pause.from].day, until);
    if (!days) return fail(days.error());
    out.paused_days += *days;
    if (!pause.until) out.standing = events[pause.from].day;
    due = due_with(rule, standards, start, out.paused_days);
  }
  if (!due) return fail(due.error());
  out.due = *due;
  out.lapses = lapse_of(rule, run, out.due);
  return out;
}

bool in_time(const ClockDue& due, const ClockEvent& met) {
  return due.at && met.at ? moment_of(met) <= *due.at : met.day <= due.due;
}

bool has_passed(const ClockDue& due, const AskedOn& asked) {
  return due.at && asked.at ? *asked.at > *due.at : asked.day > due.due;
}

bool has_lapsed(const ClockDue& due, Date on) { return due.lapses && on >= *due.lapses; }

void close_lapsed(ClockRun& run, std::span<const ClockEvent> events, const ClockDue& due) {
  if (run.met && has_lapsed(due, events[*run.met].day)) run.met.reset();
  if (run.ended && has_lapsed(due, events[*run.ended].day)) run.ended.reset();
}

bool may_be_open(const ClockRule& any, const Standards& standards, Date started, Date from) {
  const ClockRule* rule = standards.clock_on(any.code, started);
  if (rule == nullptr) return false;
  if (!rule->lapses_days) return true;
  const auto due = due_date(*rule, standards, started);  // no pause puts it off: what lapses has none
  return !due || due->plus_days(*rule->lapses_days + 1) >= from;
}

}  // namespace roundel
