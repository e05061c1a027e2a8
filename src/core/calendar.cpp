#include "core/calendar.h"

#include <algorithm>

#include <fmt/format.h>

namespace roundel {

WorkingDays::WorkingDays(std::vector<Date> holidays, Date from, Date to)
    : holidays_(std::move(holidays)), from_(from), to_(to) {
  std::sort(holidays_.begin(), holidays_.end());
}

bool WorkingDays::is_working_day(Date day) const {
  return !day.is_weekend() && !std::binary_search(holidays_.begin(), holidays_.end(), day);
}

Done WorkingDays::covers(Date day) const {
  if (day >= from_ && day <= to_) return {};
  return fail(Fault::bad_input, fmt::format("bank holidays are not known for {}", day.iso()),
              fmt::format("a date from {} to {}", from_.iso(), to_.iso()));
}

Result<Date> WorkingDays::deadline(Date start, int days, CountFrom count) const {
  require(days >= 1, "a limit in working days is at least one day");
  if (const auto ok = covers(start); !ok) return fail(ok.error());
  Date day = count == CountFrom::same_day ? start : start.plus_days(1);
  for (int counted = 0;; day = day.plus_days(1)) {
    if (const auto ok = covers(day); !ok) return fail(ok.error());
    if (is_working_day(day) && ++counted == days) return day;
  }
}

Result<int> WorkingDays::days_between(Date from, Date to) const {
  if (const auto ok = covers(from); !ok) return fail(ok.error());
  if (const auto ok = covers(to); !ok) return fail(ok.error());
  int counted = 0;
  for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) counted += is_working_day(day) ? 1 : 0;
  return counted;
}

SchoolDays::SchoolDays(std::vector<SchoolSpell> spells) : spells_(std::move(spells)) {
  require(!spells_.empty(), "a school calendar has a term");
}

bool SchoolDays::is_school_day(Date day, const WorkingDays& working_days) const {
  return working_days.is_working_day(day) && std::any_of(spells_.begin(), spells_.end(), [&](const SchoolSpell& spell) {
           return spell.from <= day && day <= spell.to;
         });
}

Result<Date> SchoolDays::deadline(Date start, int days, CountFrom count, const WorkingDays& working_days) const {
  require(days >= 1, "a limit in school days is at least one day");
  const Date first = spells_.front().from;
  const Date last = spells_.back().to;
  int counted = 0;
  if (start >= first)
    for (Date day = count == CountFrom::same_day ? start : start.plus_days(1); day <= last; day = day.plus_days(1))
      if (is_school_day(day, working_days) && ++counted == days) return day;
  return fail(Fault::bad_input, fmt::format("school terms are not known for {} school days from {}", days, start.iso()),
              fmt::format("a limit within {} to {}", first.iso(), last.iso()));
}

}  // namespace roundel
