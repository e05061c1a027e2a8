// Dates as people write them, read into "yyyymmdd"; what is known to the month or the year only ends in "00".
#pragma once

#include <string>
#include <string_view>

namespace roundel::identity {

// Which comes first where a date is written in numbers with the year last: "03/09/2011".
enum class DateOrder { day_first, month_first };

// "2011-03-09", "2011-03-09T00:00:00", "20110309", "09/03/2011", "9.3.11", "9 Mar 2011", "March 2011", "2011". Empty
// where it is no date, or one that stands for "not known" (1 January 1900, all nines). A number above 12 cannot be a
// month, whatever the order.
std::string read_date(std::string_view text, DateOrder order);

// Which order a column's texts were written in: told by dates that only one order allows; day first where none tells.
class DateOrderCount {
 public:
  void add(std::string_view text);
  DateOrder order() const { return month_first_ > day_first_ ? DateOrder::month_first : DateOrder::day_first; }

 private:
  std::size_t day_first_ = 0;
  std::size_t month_first_ = 0;
};

}  // namespace roundel::identity
