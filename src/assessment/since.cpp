// Since when a rule has held, and on which entries. A rule holds without a break from the last day on which one of its
// parts came true: each condition, each age, and each exception not being met.
#include <algorithm>

#include "assessment/evaluation.h"

namespace roundel {
namespace {

using Shape = Condition::Shape;

// The first day on which `span` before it lies after `day`: an entry of `day` no longer counts "within span".
Date first_day_past(Date day, const Span& span) {
  Date guess = after(day, span);
  while (before(guess, span) > day) guess = guess.plus_days(-1);
  while (before(guess, span) <= day) guess = guess.plus_days(1);
  return guess;
}

// The first day on which at least `span` has passed since `day`.
Date first_day_full(Date day, const Span& span) { return first_day_past(day.plus_days(-1), span); }

}  // namespace

Date Evaluation::since(std::size_t rule) const {
  const auto& parts = rulebook_.rules()[rule];
  const Date known = life_->first_seen;
  if (known > on_) return on_;
  Date since = known;
  for (const auto guard : parts.guards) since = std::max(since, guard_since(guard));
  for (const auto condition : parts.conditions) since = std::max(since, part_since(condition, true));
  for (const auto exception : parts.exceptions) since = std::max(since, part_since(exception, false));
  return since;
}

Date Evaluation::guard_since(std::size_t number) const {
  const auto& [guard, who] = rulebook_.guards()[number];
  if (who == kinship::child) return guard.shape == Guard::Shape::at_least ? after(life_->born, guard.age) : unknown_day;
  std::vector<Date> days = {life_->first_seen};
  for (const Member& member : family_) {
    const Life& life = columns_.life(member.person);
    if (life.born == no_day) continue;
    days.push_back(life.born);
    if (guard.shape != Guard::Shape::unborn) days.push_back(after(life.born, guard.age));
  }
  std::erase_if(days, [&](Date day) { return day > on_ || day < life_->first_seen; });
  std::sort(days.begin(), days.end(), std::greater<>());
  Date since = on_;
  for (const Date day : days) {
    if (!guard_on(number, day)) break;
    since = day;
  }
  return since;
}

// Walks back over the days of a plain count: it holds on a day when the entry that is the N-th last by then still lies
// in the window.
Date Evaluation::count_since(const Numbered& numbered) const {
  const Condition& condition = *numbered.condition;
  const auto needed = static_cast<std::size_t>(condition.at_least);
  days_.clear();
  for (const Hit& hit : hits())
    if (counts(hit, numbered.slot)) days_.push_back(hit.day);
  std::sort(days_.begin(), days_.end(), std::greater<>());
  if (!condition.window) return days_[days_.size() - needed];
  for (std::size_t last = 0;;) {
    const Date since = days_[last];
    const Date eve = since.plus_days(-1);
    while (last < days_.size() && days_[last] > eve) ++last;
    if (since <= life_->first_seen || last + needed > days_.size() ||
        days_[last + needed - 1] < before(eve, *condition.window))
      return since;
  }
}

// An absence holds from the day on which its time is full, counted from the last entry or from when anybody watched.
Date Evaluation::absence_since(const Numbered& numbered) const {
  const Condition& condition = *numbered.condition;
  if (!condition.window) return unknown_day;
  Date last = watched_from();
  for (const Hit& hit : hits())
    if (hit.day > last && counts(hit, numbered.slot)) last = hit.day;
  return first_day_full(last, *condition.window);
}

// The first day from which the condition has held, or has not held, up to the day of assessment.
Date Evaluation::part_since(std::uint16_t number, bool holding) const {
  const Numbered& numbered = rulebook_.conditions()[number];
  const Condition& condition = *numbered.condition;
  if (condition.shape == Shape::tie) return unknown_day;
  if (holding && condition.shape == Shape::count && numbered.by_count) return count_since(numbered);
  if (holding && condition.shape == Shape::absence) return absence_since(numbered);
  days_.assign(1, life_->first_seen);
  turning_days(numbered, days_);
  std::erase_if(days_, [&](Date day) { return day < life_->first_seen || day > on_; });
  std::sort(days_.begin(), days_.end(), std::greater<>());
  days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  Date since = on_;
  for (const Date day : days_) {
    if (condition_on(numbered, day) != holding) break;
    since = day;
  }
  return since;
}

// The days on which the condition can turn from false to true or back, and perhaps some on which it cannot.
void Evaluation::turning_days(const Numbered& numbered, std::vector<Date>& out) const {
  const Condition& condition = *numbered.condition;
  const bool full = condition.shape == Shape::absence || condition.shape == Shape::open;
  for (const Hit& hit : hits()) {
    if (hit.day == unknown_day) continue;
    const bool first = counts(hit, numbered.slot);
    if (!first && (numbered.second == Rulebook::none || !counts(hit, numbered.second))) continue;
    out.push_back(hit.day);
    if (!condition.window) continue;
    const Date past = full ? first_day_full(hit.day, *condition.window) : first_day_past(hit.day, *condition.window);
    out.push_back(past);
    if (condition.shape != Shape::more) continue;
    // Months differ in length, so that the day on which two windows are past is looked for around its guess.
    for (int near = -4; near <= 4; ++near) out.push_back(first_day_past(past, *condition.window).plus_days(near));
  }
  if (condition.shape == Shape::absence && condition.window && watched_from() != no_day)
    out.push_back(first_day_full(watched_from(), *condition.window));
}

void Evaluation::sequence_evidence(const Numbered& numbered) const {
  const Condition& condition = *numbered.condition;
  const Date start = condition.window ? before(on_, *condition.window) : unknown_day.plus_days(1);
  for (const Hit& later : hits()) {
    if (later.day < start || !counts(later, numbered.second)) continue;
    const Date earliest = std::max(start, before(later.day, condition.apart));
    for (const Hit& earlier : hits()) {
      if (earlier.day >= later.day || earlier.day < earliest || !counts(earlier, numbered.slot)) continue;
      found_.push_back({earlier.day, {earlier.entry, earlier.agency}});
      found_.push_back({later.day, {later.entry, later.agency}});
    }
  }
}

void Evaluation::condition_evidence(const Numbered& numbered) const {
  const Condition& condition = *numbered.condition;
  if (condition.shape == Shape::absence || condition.shape == Shape::tie) return;
  if (condition.shape == Shape::sequence) return sequence_evidence(numbered);
  if (condition.shape == Shape::trend) {
    const Trend trend = trend_on(numbered, on_);
    for (const SeriesPoint* point : {trend.from, trend.last})
      found_.push_back({point->day, {point->entry, point->agency}});
    return;
  }
  const Date cut = cut_on(numbered, on_);
  if (numbered.by_count) {
    const Date first = starts_[numbered.counter];
    for (const Hit& hit : hits())
      if (hit.day >= first && counts(hit, numbered.slot)) found_.push_back({hit.day, {hit.entry, hit.agency}});
    return;
  }
  const Date start = condition.window ? before(on_, *condition.window) : unknown_day;
  for (const Hit& hit : hits()) {
    const bool behind = condition.shape == Shape::open ? hit.day > cut && hit.day <= start && counts(hit, numbered.slot)
                                                       : counts_on(hit, numbered, start, cut, on_);
    if (behind) found_.push_back({hit.day, {hit.entry, hit.agency}});
  }
}

void Evaluation::evidence(std::size_t rule, std::vector<Evidence>& out) const {
  found_.clear();
  for (const auto number : rulebook_.rules()[rule].conditions) condition_evidence(rulebook_.conditions()[number]);
  const auto age = [](const Behind& one) { return std::pair(one.day, one.evidence.entry); };
  std::sort(found_.begin(), found_.end(), [&](const Behind& a, const Behind& b) { return age(a) < age(b); });
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  for (const Behind& one : found_) out.push_back(one.evidence);
}

}  // namespace roundel
