// One child against the rules on one day. docs/rules.md says what each condition means; this is where it is so.
#pragma once

#include <cstdint>
#include <vector>

#include "assessment/assessment.h"
#include "assessment/columns.h"

namespace roundel {

class Evaluation {
 public:
  Evaluation(const Columns& columns, Date on);

  // Looks at one child. What follows is about that child, until the next.
  void look_at(PersonNumber child);
  // Does rule `rule` (its number in the rulebook) hold on the day.
  bool holds(std::size_t rule) const;
  // First day from which it has held without a break. Precondition: it holds.
  Date since(std::size_t rule) const;
  // The entries that its counts rest on, oldest first.
  void evidence(std::size_t rule, Finding& out) const;

 private:
  // One entry about the family, once, with all that its persons are to the child.
  struct Hit {
    std::uint32_t entry = 0;
    Date day;
    Signal signal = no_signal;
    std::uint16_t agency = 0;
    Kinship kinship = 0;
  };
  bool counts_for(const Hit& hit, std::uint16_t condition) const;
  bool in_window(const Hit& hit, const Condition& condition, Date start, Date on) const;
  std::size_t counted_today(std::uint16_t condition, Condition::Shape shape) const;
  std::size_t counted_on(std::uint16_t number, const Condition& condition, Date on) const;
  bool condition_holds(std::uint16_t condition, Date on) const;
  bool guard_holds(const Guard& guard, Date on) const;
  bool rule_holds(std::size_t rule, Date on) const;
  Date watched_from() const;
  void turning_days(std::uint16_t condition, std::vector<Date>& out) const;
  void tally();

  const Columns& columns_;
  Date on_;
  std::vector<Date> starts_;  // by condition: where its window starts on the day
  const Life* life_ = nullptr;
  Kinship ties_ = 0;  // what anybody is to the child
  std::vector<Hit> hits_;
  std::vector<std::uint32_t> counts_;         // by condition, on the day
  std::vector<std::uint64_t> agencies_seen_;  // by condition, a bit an agency
  std::size_t agency_words_ = 1;
};

}  // namespace roundel
