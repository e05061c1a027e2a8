// Dates and times. A Date is a day in the proleptic Gregorian calendar, a Timestamp a moment. People live by the clock
// of their wall: the day a moment falls on, where a day begins and ends and what is shown are told in Europe/London;
// what programs exchange (iso) is UTC.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace roundel {

class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(std::int32_t days_since_1970) : days_(days_since_1970) {}
  // Precondition: a day that exists. For input that may not, use parse_date.
  static Date of(int year, unsigned month, unsigned day);

  constexpr std::int32_t days() const { return days_; }
  int year() const;
  unsigned month() const;  // 1..12
  unsigned day() const;    // 1..31
  bool is_weekend() const;

  // Month arithmetic lands on the last day where the day does not exist: 31 Jan + 1 month = 28 or 29 Feb.
  Date plus_days(int days) const { return Date(days_ + days); }
  Date plus_months(int months) const;
  Date plus_years(int years) const { return plus_months(12 * years); }

  std::string iso() const;   // "2024-03-05"
  std::string text() const;  // "5 March 2024"

  constexpr auto operator<=>(const Date&) const = default;

 private:
  std::int32_t days_ = 0;
};

constexpr std::int32_t operator-(Date later, Date earlier) { return later.days() - earlier.days(); }

// Whole years from `born` to `on`; a birthday counts on its day (29 February's on 1 March). Negative before birth.
int age_in_years(Date born, Date on);
// Whole months from `from` to `to`; negative where `to` is before `from`.
int months_between(Date from, Date to);

// A time on the clock of a wall in England, to the minute.
class TimeOfDay {
 public:
  constexpr TimeOfDay() = default;
  constexpr explicit TimeOfDay(std::int16_t minutes_since_midnight) : minutes_(minutes_since_midnight) {}

  constexpr std::int16_t minutes() const { return minutes_; }  // 0..1439
  std::string text() const;                                    // "21:40"

  constexpr auto operator<=>(const TimeOfDay&) const = default;

 private:
  std::int16_t minutes_ = 0;
};
// "21:40", and nothing else: hours and minutes with two digits each.
Result<TimeOfDay> parse_time_of_day(std::string_view text);

enum class DateStyle { iso, uk };  // "2024-03-05" · "05/03/2024"
Result<Date> parse_date(std::string_view text, DateStyle style = DateStyle::iso);

// A moment, microseconds since 1970-01-01T00:00Z.
class Timestamp {
 public:
  constexpr Timestamp() = default;
  constexpr explicit Timestamp(std::int64_t micros) : micros_(micros) {}
  static Timestamp start_of(Date day);  // midnight in Europe/London
  // What the clock of a wall shows. An hour that the spring change leaves out is told by the hour after it, one that
  // the autumn change repeats is its first.
  static Timestamp at(Date day, TimeOfDay time);
  static Timestamp end_of(Date day) { return Timestamp(start_of(day.plus_days(1)).micros() - 1); }

  constexpr std::int64_t micros() const { return micros_; }
  Timestamp plus_hours(int hours) const { return Timestamp(micros_ + std::int64_t{hours} * 3'600'000'000); }
  Date date() const;         // the day it is in Europe/London
  TimeOfDay time() const;    // what the clock of a wall shows there
  std::string iso() const;   // in UTC: "2024-03-05T14:07:09.123456Z"
  std::string text() const;  // in Europe/London: "5 March 2024, 14:07"

  constexpr auto operator<=>(const Timestamp&) const = default;

 private:
  std::int64_t micros_ = 0;
};

// "2024-03-05T14:07:09Z", with or without a fraction; or a date alone, which means the end of that day in
// Europe/London.
Result<Timestamp> parse_timestamp(std::string_view text);

// Where the program asks what time it is. Injected, so that tests and replays decide.
using Clock = std::function<Timestamp()>;
Clock system_clock();

}  // namespace roundel
