#include "assessment/evaluation.h"

#include <algorithm>
#include <bit>

namespace roundel {
namespace {

using Shape = Condition::Shape;

// Every set of ties, with where the person lives, as kinship.
constexpr std::array<std::array<Kinship, 3>, 128> kinships = [] {
  std::array<std::array<Kinship, 3>, 128> out{};
  for (unsigned ties = 0; ties < 128; ++ties)
    for (unsigned living = 0; living < 3; ++living)
      for (unsigned tie = 0; tie < kinship::ties; ++tie)
        if ((ties >> tie & 1U) != 0)
          out[ties][living] |= kinship::bit(static_cast<kinship::Tie>(tie), static_cast<Living>(living));
  return out;
}();

Kinship kinship_on(const Member& member, Date on) {
  if (member.ties == 0) return kinship::child;
  const bool left = member.living == Living::resident && member.lives_there_until <= on;
  return kinships[member.ties][static_cast<std::size_t>(left ? Living::elsewhere : member.living)];
}

// The last day of birth from which `age` is reached by `on`.
Date last_born(const Span& age, Date on) {
  Date guess = before(on, age);
  while (after(guess, age) > on) guess = guess.plus_days(-1);
  while (after(guess.plus_days(1), age) <= on) guess = guess.plus_days(1);
  return guess;
}

}  // namespace

Evaluation::Evaluation(const Columns& columns, Date on) : columns_(columns), rulebook_(columns.rulebook()), on_(on) {
  for (const auto& counter : rulebook_.counters()) {
    const Date start = counter.window ? before(on, *counter.window) : unknown_day;
    starts_.push_back(counter.after_start ? start.plus_days(1) : start);
  }
  for (std::size_t signal = 0; signal < rulebook_.signals(); ++signal) {
    earliest_.push_back(no_day);
    for (const Rulebook::Tick& tick : rulebook_.ticks(static_cast<Signal>(signal)))
      earliest_.back() = std::min(earliest_.back(), starts_[tick.counter]);
  }
  for (const auto& guard : rulebook_.guards())
    last_born_.push_back(guard.guard.shape == Guard::Shape::unborn ? on : last_born(guard.guard.age, on));
  last_adult_ = last_born(Span{.count = 18, .unit = Unit::years}, on);
  agency_words_ = columns.agencies() / 64 + 1;
  counts_.resize(rulebook_.counters().size());
  agencies_seen_.resize(rulebook_.agency_counters() * agency_words_);
}

inline void Evaluation::tally(Signal signal, Kinship kin, Date day, std::uint16_t agency) {
  for (const Rulebook::Tick& tick : rulebook_.ticks(signal)) {
    if ((kin & tick.who) == 0 || day < starts_[tick.counter]) continue;
    ++counts_[tick.counter];
    if (tick.agencies == Rulebook::none) continue;
    agencies_seen_[tick.agencies * agency_words_ + agency / 64U] |= std::uint64_t{1} << (agency % 64U);
  }
}

void Evaluation::look_at(PersonNumber child) {
  child_ = child;
  life_ = &columns_.life(child);
  family_ = columns_.family(child);
  points_ = columns_.points(child);
  ties_ = 0;
  shared_.clear();
  laid_out_ = false;
  std::fill(counts_.begin(), counts_.end(), 0U);
  std::fill(agencies_seen_.begin(), agencies_seen_.end(), 0U);
  for (const Member& member : family_) {
    if (member.person != child) ties_ |= kinship_on(member, on_);
    each_entry(member, [&](const Row& row, Kinship kin) {
      if (row.shared != 0) {
        shared_.push_back({kin, row.entry, row.day, row.signal, row.agency});
      } else if (row.day >= earliest_[row.signal]) {
        tally(row.signal, kin, row.day, row.agency);
      }
    });
  }
  join_shared();
}

template <class Each>
void Evaluation::each_entry(const Member& member, const Each& each) const {
  const Kinship kin = kinship_on(member, on_);
  const bool self = member.person == child_;
  const auto stays = columns_.stays(member);
  const bool then = rulebook_.asks_for_household_then() && (self || !stays.empty());
  for (const Row& row : columns_.rows(member)) {
    if (row.day > on_) continue;
    Kinship all = kin;
    if (then && row.day != unknown_day) {
      const auto there = [&](const Stay& stay) { return stay.from <= row.day && row.day < stay.until; };
      if (self || std::any_of(stays.begin(), stays.end(), there)) all |= kinship::household_then;
    }
    each(row, all);
  }
}

// An entry about several of the family is one hit, with all that its persons are to the child.
void Evaluation::join_shared() {
  std::sort(shared_.begin(), shared_.end(), [](const Hit& a, const Hit& b) { return a.entry < b.entry; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < shared_.size(); ++i) {
    if (kept > 0 && shared_[kept - 1].entry == shared_[i].entry) {
      shared_[kept - 1].kinship |= shared_[i].kinship;
    } else {
      shared_[kept++] = shared_[i];
    }
  }
  shared_.resize(kept);
  for (const Hit& hit : shared_) tally(hit.signal, hit.kinship, hit.day, hit.agency);
}

// All entries about the family, each once.
const std::vector<Evaluation::Hit>& Evaluation::hits() const {
  if (laid_out_) return hits_;
  laid_out_ = true;
  hits_ = shared_;
  for (const Member& member : family_)
    each_entry(member, [&](const Row& row, Kinship kin) {
      if (row.shared == 0) hits_.push_back({kin, row.entry, row.day, row.signal, row.agency});
    });
  return hits_;
}

// The last day on which something ended what the condition counts; unknown_day where nothing did.
Date Evaluation::cut_on(const Numbered& numbered, Date on) const {
  Date cut = unknown_day;
  if (numbered.condition->until.empty()) return cut;
  for (const Hit& hit : hits())
    if (hit.day <= on && counts(hit, numbered.second)) cut = std::max(cut, hit.day);
  return cut;
}

// Does the entry count for a count from `start` to `on`, after what ended on `cut`. Within 12 months takes in the day
// that lies 12 months back.
bool Evaluation::counts_on(const Hit& hit, const Numbered& numbered, Date start, Date cut, Date on) const {
  const Condition& condition = *numbered.condition;
  if (hit.day > on || hit.day < start || (cut != unknown_day && hit.day <= cut)) return false;
  if (!counts(hit, numbered.slot)) return false;
  return !condition.when || (hit.day != unknown_day && guard_holds(*life_, *condition.when, hit.day));
}

bool Evaluation::count_on(const Numbered& numbered, Date on) const {
  const Condition& condition = *numbered.condition;
  const Date start = condition.window ? before(on, *condition.window) : unknown_day;
  const Date cut = cut_on(numbered, on);
  const bool of_agencies = condition.shape == Shape::agencies;
  std::vector<std::uint16_t> agencies;
  int count = 0;
  for (const Hit& hit : hits()) {
    if (!counts_on(hit, numbered, start, cut, on)) continue;
    if (of_agencies) {
      if (std::find(agencies.begin(), agencies.end(), hit.agency) != agencies.end()) continue;
      agencies.push_back(hit.agency);
    }
    if (++count >= condition.at_least) return true;
  }
  return false;
}

// The day from which an absence can be told: nobody can be missed before they are born or known.
Date Evaluation::watched_from() const {
  if (life_->first_seen == no_day || life_->born == no_day) return life_->first_seen;
  return std::max(life_->born, life_->first_seen);
}

bool Evaluation::absence_on(const Numbered& numbered, Date on) const {
  const Condition& condition = *numbered.condition;
  const Date start = condition.window ? before(on, *condition.window) : unknown_day;
  if (condition.window && (watched_from() == no_day || watched_from() > start)) return false;
  return std::none_of(hits().begin(), hits().end(), [&](const Hit& hit) {
    return hit.day <= on && (!condition.window || hit.day > start) && counts(hit, numbered.slot);
  });
}

bool Evaluation::sequence_on(const Numbered& numbered, Date on) const {
  const Condition& condition = *numbered.condition;
  const Date start = condition.window ? before(on, *condition.window) : unknown_day.plus_days(1);
  for (const Hit& later : hits()) {
    if (later.day > on || later.day < start || !counts(later, numbered.second)) continue;
    const Date earliest = std::max(start, before(later.day, condition.apart));
    for (const Hit& earlier : hits())
      if (earlier.day < later.day && earlier.day >= earliest && counts(earlier, numbered.slot)) return true;
  }
  return false;
}

bool Evaluation::more_on(const Numbered& numbered, Date on) const {
  const Condition& condition = *numbered.condition;
  const Date middle = before(on, *condition.window);
  const Date start = before(middle, *condition.window);
  int more = 0;
  for (const Hit& hit : hits())
    if (hit.day <= on && hit.day >= start && counts(hit, numbered.slot)) more += hit.day >= middle ? 1 : -1;
  return more >= condition.at_least;
}

// The child's points of a slot lie together, oldest first.
Evaluation::Trend Evaluation::trend_on(const Numbered& numbered, Date on) const {
  const Date start = before(on, *numbered.condition->window);
  Trend out;
  for (auto point = points_.rbegin(); point != points_.rend(); ++point) {
    if (point->slot != numbered.slot || point->day > on) continue;
    if (point->day < start) break;
    if (!out.last) out.last = &*point;
    if (point->day >= out.last->day) continue;
    const double by = numbered.condition->rising ? out.last->number - point->number : point->number - out.last->number;
    // Of equals the one recorded first.
    if (out.from && (by < out.by || (!(by > out.by) && point->entry > out.from->entry))) continue;
    out.from = &*point;
    out.by = by;
  }
  return out;
}

bool Evaluation::open_on(const Numbered& numbered, Date on) const {
  const Date start = before(on, *numbered.condition->window);
  const Date ended = cut_on(numbered, on);
  return std::any_of(hits().begin(), hits().end(),
                     [&](const Hit& hit) { return hit.day > ended && hit.day <= start && counts(hit, numbered.slot); });
}

bool Evaluation::condition_on(const Numbered& numbered, Date on) const {
  switch (numbered.shape) {
    case Shape::count:
    case Shape::agencies:
      return count_on(numbered, on);
    case Shape::absence:
      return absence_on(numbered, on);
    case Shape::tie:
      return ((ties_ & numbered.who) != 0) == numbered.condition->has;
    case Shape::sequence:
      return sequence_on(numbered, on);
    case Shape::more:
      return more_on(numbered, on);
    case Shape::trend: {
      const Trend trend = trend_on(numbered, on);
      return trend.from && trend.by >= numbered.condition->at_least;
    }
    case Shape::open:
      return open_on(numbered, on);
  }
  return false;
}

// Most conditions are decided by their counter, and most of the others need at least one entry.
bool Evaluation::condition_today(std::uint16_t number) const {
  const Numbered& numbered = rulebook_.conditions()[number];
  if (numbered.counter == Rulebook::none) return condition_on(numbered, on_);
  const std::uint32_t count = counts_[numbered.counter];
  if (numbered.shape == Shape::absence) {
    if (count > 0) return false;
    return !numbered.condition->window || (watched_from() != no_day && watched_from() < starts_[numbered.counter]);
  }
  if (count < numbered.needed) return false;
  if (numbered.second_counter != Rulebook::none && counts_[numbered.second_counter] == 0) return false;
  if (!numbered.by_count) return condition_on(numbered, on_);
  if (numbered.shape == Shape::count) return true;
  const std::size_t first = rulebook_.counters()[numbered.counter].agencies * agency_words_;
  int agencies = 0;
  for (std::size_t word = 0; word < agency_words_; ++word) agencies += std::popcount(agencies_seen_[first + word]);
  return agencies >= numbered.condition->at_least;
}

bool Evaluation::guard_holds(const Life& life, const Guard& guard, Date on) const {
  switch (guard.shape) {
    case Guard::Shape::unborn:
      return life.born != no_day ? on < life.born : life.expected != no_day;
    case Guard::Shape::under:
      return life.born != no_day ? on < after(life.born, guard.age) : life.expected != no_day;
    case Guard::Shape::at_least:
      return life.born != no_day && on >= after(life.born, guard.age);
  }
  return false;
}

bool Evaluation::guard_on(std::size_t number, Date on) const {
  const auto& [guard, who] = rulebook_.guards()[number];
  if (who == kinship::child) return guard_holds(*life_, guard, on);
  return std::any_of(family_.begin(), family_.end(), [&, &asked = guard, mask = who](const Member& member) {
    return (kinship_on(member, on_) & mask) != 0 && guard_holds(columns_.life(member.person), asked, on);
  });
}

bool Evaluation::guard_today(std::size_t number) const {
  const auto& [guard, who] = rulebook_.guards()[number];
  if (who != kinship::child) return guard_on(number, on_);
  if (life_->born == no_day) return guard.shape != Guard::Shape::at_least && life_->expected != no_day;
  return (life_->born > last_born_[number]) == (guard.shape != Guard::Shape::at_least);
}

bool Evaluation::holds(std::size_t rule) const {
  const auto& parts = rulebook_.rules()[rule];
  for (const auto guard : parts.guards)
    if (!guard_today(guard)) return false;
  for (const auto condition : parts.conditions)
    if (!condition_today(condition)) return false;
  for (const auto exception : parts.exceptions)
    if (condition_today(exception)) return false;
  return true;
}

}  // namespace roundel
