// Working days in England: Monday to Friday without the bank holidays, which are data (standards/england). School days:
// the working days of a term, which is data of a place.
#pragma once

#include <vector>

#include "core/date.h"

namespace roundel {

// Which day is day 1 of a limit. Sources differ, so each clock states its own (facts of the field, "Working-day
// rules").
enum class CountFrom { next_day, same_day };

class WorkingDays {
 public:
  // `from` and `to` bound the years whose holidays are known, both included. Outside them answers are refused.
  WorkingDays(std::vector<Date> holidays, Date from, Date to);

  bool is_working_day(Date day) const;
  // The last day of a limit of `days` working days (>= 1) that starts on `start`.
  // next_day: the first working day after `start` is day 1. same_day: `start`, if a working day, is day 1.
  Result<Date> deadline(Date start, int days, CountFrom count = CountFrom::next_day) const;
  // Working days after `from`, up to and including `to`; 0 where `to` is not after `from`.
  Result<int> days_between(Date from, Date to) const;

 private:
  Done covers(Date day) const;

  std::vector<Date> holidays_;  // sorted
  Date from_;
  Date to_;
};

// A part of a school year without a break: half-terms and holidays lie between two of them. Both ends are school days.
struct SchoolSpell {
  Date from;
  Date to;
};

class SchoolDays {
 public:
  // In order, not overlapping. Before the first and after the last answers are refused.
  explicit SchoolDays(std::vector<SchoolSpell> spells);

  bool is_school_day(Date day, const WorkingDays& working_days) const;
  // As of working days: the last day of a limit of `days` school days (>= 1) that starts on `start`, a holiday or not.
  Result<Date> deadline(Date start, int days, CountFrom count, const WorkingDays& working_days) const;

 private:
  std::vector<SchoolSpell> spells_;
};

}  // namespace roundel
