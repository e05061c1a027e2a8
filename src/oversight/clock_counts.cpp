#include "oversight/clock_counts.h"

#include <algorithm>
#include <tuple>

#include "picture/subjects.h"

namespace roundel::oversight {
namespace {

bool starts(const Entry& entry, const ClockRule& rule) {
  if (entry.kind.value != rule.starts) return false;
  if (!rule.starts_when) return true;
  const auto& wanted = rule.starts_when->is;
  return std::find(wanted.begin(), wanted.end(), entry.text_of(rule.starts_when->value)) != wanted.end();
}

Mark concern_of(const Entry& entry) {
  if (entry.kind.value == "concern.raised") return mark_of(entry.id);
  const std::string named = entry.text_of("concern");
  return named.empty() ? 0 : mark_of(EntryId(named));
}

void add_once(std::vector<Error>& problems, const Error& error) {
  if (std::find(problems.begin(), problems.end(), error) == problems.end()) problems.push_back(error);
}

}  // namespace

ClockCounts::ClockCounts(const Standards& standards)
    : standards_(standards), meets_something_(standards.vocabulary.kinds.size()) {
  for (const ClockRule& rule : standards.clocks) {
    std::vector<int> kinds;
    for (const std::string& kind : rule.meets) {
      const int number = standards.vocabulary.kind_number(kind);
      if (number < 0 || rule.starts.empty()) continue;
      kinds.push_back(number);
      meets_something_[static_cast<std::size_t>(number)] = true;
    }
    meeting_kinds_.push_back(std::move(kinds));
  }
}

void ClockCounts::add(const Entry& entry, Numbers<SourceId>& sources) {
  const int kind = standards_.vocabulary.kind_number(entry.kind.value);
  if (kind < 0) return;
  Event event{.child = 0,
              .day = day_of(entry),
              .known = entry.known,
              .sequence = entry.sequence,
              .entry = mark_of(entry.id),
              .concern = concern_of(entry),
              .kind = kind};
  std::vector<std::size_t> started;
  for (std::size_t at = 0; at < standards_.clocks.size(); ++at) {
    const ClockRule& rule = standards_.clocks[at];
    // The edition in force on the day of the event decides, whatever is in force today.
    if (starts(entry, rule) && standards_.clock_on(rule.code, event.day) == &rule) started.push_back(at);
  }
  const bool meets = meets_something_[static_cast<std::size_t>(kind)];
  if (started.empty() && !meets) return;
  for (const SourceId& child : children_of(entry, standards_.vocabulary)) {
    event.child = sources.of(child);
    for (const std::size_t rule : started) starts_.push_back({rule, event});
    if (meets) meets_.push_back(event);
  }
}

std::vector<ClockCount> ClockCounts::finish(const People& people, const OversightAsked& asked,
                                            std::vector<Error>& problems) const {
  const auto order = [&](const Event& e) {
    return std::tuple(people.person[e.child], e.day, e.known, e.sequence, e.entry);
  };
  const auto counted = [&](const Event& e) { return e.day <= asked.on && people.counts(e.entry); };
  std::vector<Event> meets;
  std::copy_if(meets_.begin(), meets_.end(), std::back_inserter(meets), counted);
  std::sort(meets.begin(), meets.end(), [&](const Event& a, const Event& b) { return order(a) < order(b); });
  std::vector<Start> starting;
  std::copy_if(starts_.begin(), starts_.end(), std::back_inserter(starting),
               [&](const Start& start) { return counted(start.event); });
  const auto start_order = [&](const Start& s) { return std::tuple(order(s.event), s.rule); };
  std::sort(starting.begin(), starting.end(),
            [&](const Start& a, const Start& b) { return start_order(a) < start_order(b); });
  // One person may be named by two source records of one entry: once is enough.
  starting.erase(std::unique(starting.begin(), starting.end(),
                             [&](const Start& a, const Start& b) { return start_order(a) == start_order(b); }),
                 starting.end());

  // What starts and meets the same clock (a visit, the next visit) never meets itself; where both belong to a concern
  // it must be the same one.
  const auto starts_same = [&](const Event& event, const Start& start) {
    return std::binary_search(starting.begin(), starting.end(), Start{start.rule, event},
                              [&](const Start& a, const Start& b) { return start_order(a) < start_order(b); });
  };
  const auto met_by = [&](const Start& start) -> const Event* {
    const std::vector<int>& kinds = meeting_kinds_[start.rule];
    auto at = std::lower_bound(meets.begin(), meets.end(), start.event, [&](const Event& a, const Event& b) {
      return std::tuple(people.person[a.child], a.day) < std::tuple(people.person[b.child], b.day);
    });
    for (; at != meets.end() && people.person[at->child] == people.person[start.event.child]; ++at) {
      if (at->entry == start.event.entry || std::find(kinds.begin(), kinds.end(), at->kind) == kinds.end()) continue;
      if (starts_same(*at, start) && order(*at) <= order(start.event)) continue;
      if (at->concern != 0 && start.event.concern != 0 && at->concern != start.event.concern) continue;
      return &*at;
    }
    return nullptr;
  };

  std::map<std::size_t, ClockCount> counts;
  for (const Start& start : starting) {
    const ClockRule& rule = standards_.clocks[start.rule];
    const auto due = due_date(rule, standards_, start.event.day);
    if (!due) {
      add_once(problems, due.error());
      continue;
    }
    const Event* met = met_by(start);
    if (met != nullptr && met->day < asked.from) continue;  // settled before the period
    ClockCount& count =
        counts.try_emplace(start.rule, ClockCount{.running = 0, .late = 0, .met = 0, .met_late = 0, .on_last_day = 0})
            .first->second;
    if (met == nullptr) {
      ++*(asked.on <= *due ? count.running : count.late);
      continue;
    }
    ++*(met->day <= *due ? count.met : count.met_late);
    if (met->day == *due) ++*count.on_last_day;
    if (rule.base != TimeBase::working_days)
      ++count.days_taken.counts[met->day - start.event.day];
    else if (const auto days = standards_.working_days->days_between(start.event.day, met->day))
      ++count.days_taken.counts[*days];
  }

  std::vector<ClockCount> out;
  for (auto& [at, count] : counts) {
    const ClockRule& rule = standards_.clocks[at];
    count.code = rule.code;
    count.name = rule.name;
    count.edition = rule.edition;
    count.limit = rule.limit;
    count.base = rule.base;
    count.force = rule.force;
    count.confirmed = rule.confirmed;
    out.push_back(std::move(count));
  }
  std::stable_sort(out.begin(), out.end(), [](const ClockCount& a, const ClockCount& b) { return a.code < b.code; });
  return out;
}

}  // namespace roundel::oversight
