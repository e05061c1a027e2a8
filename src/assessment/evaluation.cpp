#include "assessment/evaluation.h"

#include <algorithm>
#include <bit>

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

Evaluation::Evaluation(const Columns& columns, Date on) : columns_(columns), on_(on) {
  const auto& conditions = columns.rulebook().conditions();
  for (const auto& numbered : conditions)
    starts_.push_back(numbered.condition->window ? before(on, *numbered.condition->window) : unknown_day);
  agency_words_ = columns.agencies() / 64 + 1;
  counts_.resize(conditions.size());
  agencies_seen_.resize(conditions.size() * agency_words_);
}

void Evaluation::look_at(PersonNumber child) {
  life_ = &columns_.life(child);
  ties_ = 0;
  hits_.clear();
  const auto family = columns_.family(child);
  for (const Member& member : family) {
    Kinship kin = member.kinship;
    if (member.lives_there_until <= on_) kin = static_cast<Kinship>(kin & ~kinship::household);
    if (member.person != child) ties_ = static_cast<Kinship>(ties_ | kin);
    for (const Row& row : columns_.rows(member.person))
      if (row.day <= on_) hits_.push_back({row.entry, row.day, row.signal, row.agency, kin});
  }
  std::sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) { return a.entry < b.entry; });
  std::size_t kept = 0;
  for (const Hit& hit : hits_) {
    if (kept > 0 && hits_[kept - 1].entry == hit.entry)
      hits_[kept - 1].kinship = static_cast<Kinship>(hits_[kept - 1].kinship | hit.kinship);
    else
      hits_[kept++] = hit;
  }
  hits_.resize(kept);
  tally();
}

// All conditions on the day, in one pass over the entries.
void Evaluation::tally() {
  std::fill(counts_.begin(), counts_.end(), 0U);
  std::fill(agencies_seen_.begin(), agencies_seen_.end(), 0U);
  const auto& conditions = columns_.rulebook().conditions();
  for (const Hit& hit : hits_)
    for (const std::uint16_t number : columns_.rulebook().conditions_of(hit.signal)) {
      const auto& [condition, whom] = conditions[number];
      if ((hit.kinship & whom) == 0 || !in_window(hit, *condition, starts_[number], on_)) continue;
      ++counts_[number];
      if (condition->shape == Shape::agencies)
        agencies_seen_[number * agency_words_ + hit.agency / 64] |= std::uint64_t{1} << (hit.agency % 64);
    }
}

// Within 12 months takes in the day that lies 12 months back; an absence since 9 months is broken only by an entry
// after the day that lies 9 months back.
bool Evaluation::in_window(const Hit& hit, const Condition& condition, Date start, Date on) const {
  if (hit.day > on) return false;
  if (!condition.window) return true;
  return condition.shape == Shape::absence ? hit.day > start : hit.day >= start;
}

bool Evaluation::counts_for(const Hit& hit, std::uint16_t number) const {
  if ((hit.kinship & columns_.rulebook().conditions()[number].whom) == 0) return false;
  const auto counts = columns_.rulebook().conditions_of(hit.signal);
  return std::binary_search(counts.begin(), counts.end(), number);
}

// The day from which an absence can be told: nobody can be missed before they are born or known.
Date Evaluation::watched_from() const {
  if (life_->first_seen == no_day || life_->born == no_day) return life_->first_seen;
  return std::max(life_->born, life_->first_seen);
}

bool Evaluation::guard_holds(const Guard& guard, Date on) const {
  const Date born = life_->born != no_day ? life_->born : life_->expected;
  switch (guard.shape) {
    case Guard::Shape::unborn:
      return life_->born != no_day ? on < life_->born : life_->expected != no_day;
    case Guard::Shape::under:
      return born != no_day && (life_->born == no_day || on < after(born, guard.age));
    case Guard::Shape::at_least:
      return life_->born != no_day && on >= after(born, guard.age);
  }
  return false;
}

std::size_t Evaluation::counted_today(std::uint16_t number, Shape shape) const {
  if (shape != Shape::agencies) return counts_[number];
  std::size_t agencies = 0;
  for (std::size_t word = 0; word < agency_words_; ++word)
    agencies += static_cast<std::size_t>(std::popcount(agencies_seen_[number * agency_words_ + word]));
  return agencies;
}

// The same for an earlier day, asked only for what holds today.
std::size_t Evaluation::counted_on(std::uint16_t number, const Condition& condition, Date on) const {
  const Date start = condition.window ? before(on, *condition.window) : unknown_day;
  std::vector<std::uint16_t> agencies;
  std::size_t count = 0;
  for (const Hit& hit : hits_) {
    if (!counts_for(hit, number) || !in_window(hit, condition, start, on)) continue;
    ++count;
    if (std::find(agencies.begin(), agencies.end(), hit.agency) == agencies.end()) agencies.push_back(hit.agency);
  }
  return condition.shape == Shape::agencies ? agencies.size() : count;
}

bool Evaluation::condition_holds(std::uint16_t number, Date on) const {
  const auto& [condition, whom] = columns_.rulebook().conditions()[number];
  if (condition->shape == Shape::tie) return ((ties_ & whom) != 0) == condition->has;
  const std::size_t counted = on == on_ ? counted_today(number, condition->shape) : counted_on(number, *condition, on);
  if (condition->shape == Shape::absence)
    return counted == 0 && (!condition->window || watched_from() <= before(on, *condition->window));
  return counted >= static_cast<std::size_t>(condition->at_least);
}

bool Evaluation::rule_holds(std::size_t rule, Date on) const {
  const auto& parts = columns_.rulebook().rules()[rule];
  const auto on_that_day = [&](std::uint16_t condition) { return condition_holds(condition, on); };
  return std::all_of(parts.conditions.begin(), parts.conditions.end(), on_that_day) &&
         std::all_of(parts.rule->guards.begin(), parts.rule->guards.end(),
                     [&](const Guard& guard) { return guard_holds(guard, on); }) &&
         std::none_of(parts.exceptions.begin(), parts.exceptions.end(), on_that_day);
}

bool Evaluation::holds(std::size_t rule) const { return rule_holds(rule, on_); }

// The days on which the condition can turn from false to true or back.
void Evaluation::turning_days(std::uint16_t number, std::vector<Date>& out) const {
  const Condition& condition = *columns_.rulebook().conditions()[number].condition;
  const bool absence = condition.shape == Shape::absence;
  for (const Hit& hit : hits_) {
    if (hit.day == unknown_day || !counts_for(hit, number)) continue;
    out.push_back(hit.day);
    if (condition.window)
      out.push_back(absence ? first_day_full(hit.day, *condition.window) : first_day_past(hit.day, *condition.window));
  }
  if (absence && condition.window && watched_from() != no_day)
    out.push_back(first_day_full(watched_from(), *condition.window));
}

// Walks back from one turning day to the one before, for as long as the rule held; never to before the child was known.
Date Evaluation::since(std::size_t rule) const {
  const auto& parts = columns_.rulebook().rules()[rule];
  const Date known = life_->first_seen;
  if (known > on_) return on_;
  std::vector<Date> days = {known};
  for (const auto condition : parts.conditions) turning_days(condition, days);
  for (const auto condition : parts.exceptions) turning_days(condition, days);
  if (life_->born != no_day) {
    days.push_back(life_->born);
    for (const Guard& guard : parts.rule->guards)
      if (guard.shape != Guard::Shape::unborn) days.push_back(after(life_->born, guard.age));
  }
  std::erase_if(days, [&](Date day) { return day < known || day > on_; });
  std::sort(days.begin(), days.end(), std::greater<>());
  Date since = on_;
  for (const Date day : days) {
    if (!rule_holds(rule, day)) break;
    since = day;
  }
  return since;
}

void Evaluation::evidence(std::size_t rule, Finding& out) const {
  const auto& parts = columns_.rulebook().rules()[rule];
  std::vector<const Hit*> found;
  for (const auto number : parts.conditions) {
    const Condition& condition = *columns_.rulebook().conditions()[number].condition;
    if (condition.shape != Shape::count && condition.shape != Shape::agencies) continue;
    for (const Hit& hit : hits_)
      if (counts_for(hit, number) && in_window(hit, condition, starts_[number], on_)) found.push_back(&hit);
  }
  const auto age = [](const Hit* hit) { return std::pair(hit->day, hit->entry); };
  std::sort(found.begin(), found.end(), [&](const Hit* a, const Hit* b) { return age(a) < age(b); });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  for (const Hit* hit : found) {
    out.evidence.push_back(columns_.entry_id(hit->entry));
    const AgencyId& agency = columns_.agency(hit->agency);
    if (std::find(out.agencies.begin(), out.agencies.end(), agency) == out.agencies.end())
      out.agencies.push_back(agency);
  }
}

}  // namespace roundel
