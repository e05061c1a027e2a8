#include "oversight/clock_counts.h"

#include <algorithm>
#include <tuple>

#include "picture/subjects.h"
#include "standards/front_door.h"

namespace roundel {

ClockCount nothing_counted(const ClockRule& rule) {
  ClockCount count{.running = 0, .late = 0, .met = 0, .met_late = 0, .ended = 0, .lapsed = 0, .on_last_day = 0};
  count.code = rule.code;
  count.name = rule.name;
  count.edition = rule.edition;
  count.limit = rule.limit;
  count.base = rule.base;
  count.force = rule.force;
  count.confirmed = rule.confirmed;
  return count;
}

}  // namespace roundel

namespace roundel::oversight {
namespace {

Mark concern_of(const Entry& entry) {
  const std::string named = concern_named_by(entry);
  return named.empty() ? 0 : mark_of(EntryId(named));
}

void add_once(std::vector<Error>& problems, const Error& error) {
  if (std::find(problems.begin(), problems.end(), error) == problems.end()) problems.push_back(error);
}

}  // namespace

ClockCounts::ClockCounts(const Standards& standards)
    : standards_(standards), told_(standards), of_some_clock_(standards.vocabulary.kinds.size()) {
  const auto mark = [&](const std::string& kind) {
    if (const int number = standards.vocabulary.kind_number(kind); number >= 0)
      of_some_clock_[static_cast<std::size_t>(number)] = true;
  };
  for (std::size_t at = 0; at < standards.clocks.size(); ++at) {
    const ClockRule& rule = standards.clocks[at];
    const bool known = std::any_of(clocks_.begin(), clocks_.end(),
                                   [&](std::size_t other) { return standards.clocks[other].code == rule.code; });
    if (known || rule.starts.empty()) continue;
    clocks_.push_back(at);
    mark(rule.starts);
    for (const std::string& kind : rule.meets) mark(kind);
    for (const EndsClock& end : rule.ends) mark(end.kind);
    for (const PausesClock& pause : rule.pauses) {
      mark(pause.from.kind);
      for (const EndsClock& until : pause.until) mark(until.kind);
    }
  }
}

void ClockCounts::add(const Entry& entry, Numbers<SourceId>& sources) {
  told_.add(entry);
  const int kind = standards_.vocabulary.kind_number(entry.kind.value);
  if (kind < 0 || !of_some_clock_[static_cast<std::size_t>(kind)]) return;
  const Date day = day_of(entry);
  std::vector<ClockPart> parts;
  parts.reserve(clocks_.size());
  for (const std::size_t at : clocks_) {
    ClockPart part = part_in(entry, standards_.clocks[at]);
    // The edition in force on the day of the event decides, whatever is in force today.
    part.starts = part.starts && standards_.clock_on(standards_.clocks[at].code, day) != nullptr;
    parts.push_back(part);
  }
  if (std::none_of(parts.begin(), parts.end(), [](const ClockPart& part) { return part.any(); })) return;
  const auto [number, added] = number_of_.try_emplace(std::move(parts), static_cast<int>(parts_.size()));
  if (added) parts_.push_back(number->first);
  Event event{.child = 0,
              .day = day,
              .known = entry.known,
              .sequence = entry.sequence,
              .entry = mark_of(entry.id),
              .concern = concern_of(entry),
              .parts = number->second,
              .at = entry.happened.at};
  for (const SourceId& child : children_of(entry, standards_.vocabulary)) {
    event.child = sources.of(child);
    events_.push_back(event);
  }
}

void ClockCounts::count(ClockRun run, const std::vector<ClockEvent>& events, const std::string& code,
                        const OversightAsked& asked, std::map<std::size_t, ClockCount>& counts,
                        std::vector<Error>& problems) const {
  const Date started = events[run.start].day;
  const ClockRule& rule = *standards_.clock_on(code, started);
  const auto due = due_of(rule, standards_, events, run, asked.on);
  if (!due) return add_once(problems, due.error());
  close_lapsed(run, events, *due);
  const bool lapsed = !run.met && !run.ended && has_lapsed(*due, asked.on);
  const std::optional<std::size_t> settled = run.met ? run.met : run.ended;
  const Date over = settled ? events[*settled].day : lapsed ? *due->lapses : asked.on;
  if (over < asked.from) return;  // before the period
  const auto place = static_cast<std::size_t>(&rule - standards_.clocks.data());
  ClockCount& count = counts.try_emplace(place, nothing_counted(rule)).first->second;
  if (run.ended || lapsed) {
    ++*(lapsed ? count.lapsed : count.ended);
    return;
  }
  if (!run.met) {
    ++*(due->standing || !has_passed(*due, asked.on) ? count.running : count.late);
    return;
  }
  const Date met = events[*run.met].day;
  ++*(in_time(*due, events[*run.met]) ? count.met : count.met_late);
  if (met == due->due) ++*count.on_last_day;
  if (rule.base != TimeBase::working_days)
    ++count.days_taken.counts[met - started - due->paused_days];
  else if (const auto days = standards_.working_days->days_between(started, met))
    ++count.days_taken.counts[*days - due->paused_days];
}

// As put_in_order does for the entries of one child (picture/subjects.h).
void ClockCounts::put_in_order(std::vector<Event>& ordered, const People& people) {
  std::vector<std::pair<TimeOfDay, Event>> timed;
  timed.reserve(ordered.size());
  const auto day = [&](const Event& e) { return std::pair(people.person[e.child], e.day); };
  for (const Event& event : ordered) {
    const bool first = timed.empty() || day(timed.back().second) != day(event);
    timed.emplace_back(time_in_order(event.at, first, first ? TimeOfDay() : timed.back().first), event);
  }
  std::stable_sort(timed.begin(), timed.end(), [&](const auto& a, const auto& b) {
    return std::pair(day(a.second), a.first) < std::pair(day(b.second), b.first);
  });
  for (std::size_t at = 0; at < ordered.size(); ++at) ordered[at] = timed[at].second;
}

void ClockCounts::count_notifications(const Membership& members, const OversightAsked& asked,
                                      std::map<std::size_t, ClockCount>& counts, std::vector<Error>& problems) const {
  static const std::string code(notification_clock);
  for (const Notification& one : told_.finish([&](const SourceId& source) { return members.person_of(source); })) {
    const auto started = run_of(one, standards_);
    if (started && started->events.front().day <= asked.on)
      count(started->run, started->events, code, asked, counts, problems);
  }
}

std::vector<ClockCount> ClockCounts::finish(const People& people, const Membership& members,
                                            const OversightAsked& asked, std::vector<Error>& problems) const {
  const auto order = [&](const Event& e) { return Order(people.person[e.child], e.day, e.known, e.sequence, e.entry); };
  std::vector<Event> ordered;
  std::copy_if(events_.begin(), events_.end(), std::back_inserter(ordered),
               [&](const Event& e) { return e.day <= asked.on && people.counts(e.entry); });
  std::sort(ordered.begin(), ordered.end(), [&](const Event& a, const Event& b) { return order(a) < order(b); });
  // One person may be named by two source records of one entry: once is enough.
  ordered.erase(
      std::unique(ordered.begin(), ordered.end(), [&](const Event& a, const Event& b) { return order(a) == order(b); }),
      ordered.end());
  put_in_order(ordered, people);

  std::map<std::size_t, ClockCount> counts;
  for (auto first = ordered.cbegin(); first != ordered.cend();) {
    const std::uint32_t person = people.person[first->child];
    const auto last =
        std::find_if(first, ordered.cend(), [&](const Event& e) { return people.person[e.child] != person; });
    for (std::size_t clock = 0; clock < clocks_.size(); ++clock) {
      std::vector<ClockEvent> events;
      bool starts = false;
      for (auto at = first; at != last; ++at) {
        const ClockPart& part = parts_[static_cast<std::size_t>(at->parts)][clock];
        starts = starts || part.starts;
        if (part.any()) events.push_back({.day = at->day, .part = part, .concern = at->concern, .at = at->at});
      }
      if (!starts) continue;
      const ClockRule& rule = standards_.clocks[clocks_[clock]];
      for (const ClockRun& run : runs_of(events, rule.one_at_a_time))
        count(run, events, rule.code, asked, counts, problems);
    }
    first = last;
  }
  count_notifications(members, asked, counts, problems);

  std::vector<ClockCount> out;
  for (auto& [place, count] : counts) out.push_back(std::move(count));
  std::stable_sort(out.begin(), out.end(), [](const ClockCount& a, const ClockCount& b) { return a.code < b.code; });
  return out;
}

}  // namespace roundel::oversight
