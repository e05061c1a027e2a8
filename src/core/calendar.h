// Working days in England: Monday to Friday without the bank holidays, which are data (standards/england).
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

}  // namespace roundel
