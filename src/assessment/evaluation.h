// One child against the rules on one day. docs/rules.md says what each condition means; this is where it is so.
// The day's counts of all conditions are taken in one pass over the family's entries (look_at); what a count does not
// decide by itself is looked up among them (condition_on), and so is every earlier day that `since` asks for. Most
// children are told by their counts alone: the entries are laid out (hits) when somebody first asks for them.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "assessment/columns.h"

namespace roundel {

// A rule that holds: its number in the rulebook and where its evidence lies.
struct HeldRule {
  std::uint32_t rule = 0;
  Date since;  // first day from which it has held without a break
  std::uint32_t first_evidence = 0;
  std::uint32_t evidence = 0;
};
// One entry behind a finding.
struct Evidence {
  std::uint32_t entry = 0;
  std::uint16_t agency = 0;
  bool operator==(const Evidence&) const = default;
};

class Evaluation {
 public:
  Evaluation(const Columns& columns, Date on);

  // Is this a child on the day: is_child_on, told by a date made once.
  bool is_child(PersonNumber person) const {
    const Life& life = columns_.life(person);
    if (life.born == no_day || life.died != no_day) return is_child_on(life, on_);
    return life.born > last_adult_;
  }
  // Looks at one child. What follows is about that child, until the next.
  void look_at(PersonNumber child);
  // Looks at each child numbered first..last-1, one after the other, and calls `visit(child)` then.
  template <class Visit>
  void each_child(PersonNumber first, PersonNumber last, const Visit& visit) {
    constexpr PersonNumber ahead = 4;  // what is sent for now is there when it is looked at
    for (PersonNumber person = first; person < last; ++person) {
      if (person + ahead < last && is_child(person + ahead)) columns_.fetch(person + ahead);
      if (!is_child(person)) continue;
      look_at(person);
      visit(person);
    }
  }
  // Does rule `rule` (its number in the rulebook) hold on the day.
  bool holds(std::size_t rule) const;
  // First day from which it has held without a break. Precondition: it holds.
  Date since(std::size_t rule) const;
  // Appends the entries that its conditions rest on, oldest first.
  void evidence(std::size_t rule, std::vector<Evidence>& out) const;

 private:
  using Numbered = Rulebook::Numbered;
  // One entry about the family, once, with all that its persons are to the child.
  struct Hit {
    Kinship kinship = 0;
    std::uint32_t entry = 0;
    Date day;
    Signal signal = no_signal;
    std::uint16_t agency = 0;
  };
  // Calls `each(row, what the member is to the child)` for the member's entries up to the day.
  template <class Each>
  void each_entry(const Member& member, const Each& each) const;
  void join_shared();
  void tally(Signal signal, Kinship kin, Date day, std::uint16_t agency);  // raises the day's counters
  const std::vector<Hit>& hits() const;
  bool counts(const Hit& hit, std::uint16_t slot) const {
    return (hit.kinship & rulebook_.who(slot)) != 0 && rulebook_.counts_for(hit.signal, slot);
  }
  bool counts_on(const Hit& hit, const Numbered& numbered, Date start, Date cut, Date on) const;
  Date cut_on(const Numbered& numbered, Date on) const;

  bool condition_today(std::uint16_t condition) const;
  bool condition_on(const Numbered& numbered, Date on) const;
  bool count_on(const Numbered& numbered, Date on) const;
  bool absence_on(const Numbered& numbered, Date on) const;
  bool sequence_on(const Numbered& numbered, Date on) const;
  bool more_on(const Numbered& numbered, Date on) const;
  bool open_on(const Numbered& numbered, Date on) const;
  bool guard_holds(const Life& life, const Guard& guard, Date on) const;
  bool guard_on(std::size_t guard, Date on) const;
  bool guard_today(std::size_t guard) const;
  Date watched_from() const;
  struct Trend {
    const SeriesPoint* last = nullptr;
    const SeriesPoint* from = nullptr;  // the earlier one that differs most; nullptr: none
    double by = 0;                      // how far the last lies beyond it, in the direction asked for
  };
  Trend trend_on(const Numbered& numbered, Date on) const;

  Date part_since(std::uint16_t condition, bool holding) const;
  Date count_since(const Numbered& numbered) const;
  Date absence_since(const Numbered& numbered) const;
  Date guard_since(std::size_t guard) const;
  void turning_days(const Numbered& numbered, std::vector<Date>& out) const;
  struct Behind {  // an entry behind a condition
    Date day;
    Evidence evidence;
    bool operator==(const Behind&) const = default;
  };
  void sequence_evidence(const Numbered& numbered) const;
  void condition_evidence(const Numbered& numbered) const;

  const Columns& columns_;
  const Rulebook& rulebook_;
  Date on_;
  std::vector<Date> starts_;     // by counter: the first day that counts
  std::vector<Date> earliest_;   // by signal: what is older raises no counter
  std::vector<Date> last_born_;  // by guard: who is born later is under its age on the day
  Date last_adult_;              // who is born later is under 18
  PersonNumber child_ = 0;
  const Life* life_ = nullptr;
  std::span<const SeriesPoint> points_;
  std::span<const Member> family_;
  Kinship ties_ = 0;                          // what anybody is to the child
  std::vector<Hit> shared_;                   // entries about several records, each once
  std::vector<std::uint32_t> counts_;         // by counter, on the day
  std::vector<std::uint64_t> agencies_seen_;  // by agency counter, a bit an agency
  std::size_t agency_words_ = 1;
  mutable std::vector<Hit> hits_;  // empty until asked for
  mutable bool laid_out_ = false;
  mutable std::vector<Date> days_;  // scratch
  mutable std::vector<Behind> found_;
};

}  // namespace roundel
