#include "core/date.h"

#include <array>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace roundel {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day calendar(Date date) { return year_month_day{sys_days{std::chrono::days{date.days()}}}; }
Date from_calendar(year_month_day ymd) {
  return Date(static_cast<std::int32_t>(sys_days{ymd}.time_since_epoch().count()));
}

// Reads all of `text` as a number without sign.
bool read_number(std::string_view text, int& out) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

constexpr std::array<const char*, 12> months = {"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};

constexpr std::int64_t micros_an_hour = 3'600'000'000;
constexpr std::int64_t micros_a_day = 24 * micros_an_hour;

std::int64_t utc_midnight(Date day) { return std::int64_t{day.days()} * micros_a_day; }

Date utc_day(std::int64_t micros) {
  const std::chrono::sys_time<std::chrono::microseconds> moment{std::chrono::microseconds{micros}};
  return Date(static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(moment).time_since_epoch().count()));
}

// Clocks go forward and back at 01:00 UTC on the last Sunday of March and of October (Summer Time Order 2002, SI
// 2002/262; the same days since 1996). Moments before that are told by the same rule: no ledger is so old.
std::int64_t clocks_change(int year, std::chrono::month month) {
  const sys_days sunday{std::chrono::year{year} / month / std::chrono::Sunday[std::chrono::last]};
  return utc_midnight(Date(static_cast<std::int32_t>(sunday.time_since_epoch().count()))) + micros_an_hour;
}

bool is_summer_time(std::int64_t micros) {
  const year_month_day day = calendar(utc_day(micros));
  if (day.month() < std::chrono::March || day.month() > std::chrono::October) return false;
  const int year = static_cast<int>(day.year());
  if (day.month() == std::chrono::March) return micros >= clocks_change(year, std::chrono::March);
  return day.month() < std::chrono::October || micros < clocks_change(year, std::chrono::October);
}

// What a clock on a wall in England shows, as if it were UTC.
std::int64_t on_the_wall(std::int64_t micros) { return is_summer_time(micros) ? micros + micros_an_hour : micros; }

}  // namespace

Date Date::of(int year, unsigned month, unsigned day) {
  const year_month_day ymd{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  require(ymd.ok(), "a date built in code exists in the calendar");
  return from_calendar(ymd);
}

int Date::year() const { return static_cast<int>(calendar(*this).year()); }
unsigned Date::month() const { return static_cast<unsigned>(calendar(*this).month()); }
unsigned Date::day() const { return static_cast<unsigned>(calendar(*this).day()); }

bool Date::is_weekend() const {
  const std::chrono::weekday day{sys_days{std::chrono::days{days_}}};
  return day == std::chrono::Saturday || day == std::chrono::Sunday;
}

Date Date::plus_months(int months_on) const {
  const year_month_day moved = calendar(*this) + std::chrono::months{months_on};
  if (moved.ok()) return from_calendar(moved);
  return from_calendar(moved.year() / moved.month() / std::chrono::last);
}

std::string Date::iso() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }
std::string Date::text() const { return fmt::format("{} {} {}", day(), months[month() - 1], year()); }

int age_in_years(Date born, Date on) {
  const auto b = calendar(born);
  const auto o = calendar(on);
  const int years = static_cast<int>(o.year()) - static_cast<int>(b.year());
  const bool before_birthday = o.month() < b.month() || (o.month() == b.month() && o.day() < b.day());
  return before_birthday ? years - 1 : years;
}

int months_between(Date from, Date to) {
  if (to < from) return -months_between(to, from);
  const int months_apart =
      (to.year() - from.year()) * 12 + static_cast<int>(to.month()) - static_cast<int>(from.month());
  return from.plus_months(months_apart) > to ? months_apart - 1 : months_apart;
}

Result<Date> parse_date(std::string_view text, DateStyle style) {
  const bool iso = style == DateStyle::iso;
  const auto wrong = [&] {
    return fail(Fault::bad_input, fmt::format("'{}' is not a date", text), iso ? "yyyy-mm-dd" : "dd/mm/yyyy");
  };
  if (text.size() != 10) return wrong();
  const char separator = iso ? '-' : '/';
  const std::size_t first = iso ? 4 : 2;
  const std::size_t second = iso ? 7 : 5;
  if (text[first] != separator || text[second] != separator) return wrong();
  int year = 0;
  int month = 0;
  int day = 0;
  const bool numbers = read_number(iso ? text.substr(0, 4) : text.substr(6, 4), year) &&
                       read_number(iso ? text.substr(5, 2) : text.substr(3, 2), month) &&
                       read_number(iso ? text.substr(8, 2) : text.substr(0, 2), day);
  if (!numbers) return wrong();
  const year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                           std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return wrong();
  return from_calendar(ymd);
}

Timestamp Timestamp::start_of(Date day) {
  // No clock is changed within an hour of midnight, so that one hour earlier tells which time it is.
  const std::int64_t midnight = utc_midnight(day);
  return Timestamp(is_summer_time(midnight - micros_an_hour) ? midnight - micros_an_hour : midnight);
}

Timestamp Timestamp::at(Date day, TimeOfDay time) {
  const std::int64_t wall = utc_midnight(day) + std::int64_t{time.minutes()} * 60'000'000;
  const Timestamp in_summer(wall - micros_an_hour);
  return on_the_wall(in_summer.micros()) == wall ? in_summer : Timestamp(wall);
}

Date Timestamp::date() const { return utc_day(on_the_wall(micros_)); }

TimeOfDay Timestamp::time() const {
  const std::int64_t wall = on_the_wall(micros_);
  return TimeOfDay(static_cast<std::int16_t>((wall - utc_midnight(utc_day(wall))) / 60'000'000));
}

std::string Timestamp::iso() const {
  const Date day = utc_day(micros_);
  const std::int64_t within = micros_ - utc_midnight(day);
  const std::int64_t seconds = within / 1'000'000;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", day.iso(), seconds / 3600, seconds / 60 % 60, seconds % 60,
                     within % 1'000'000);
}

std::string Timestamp::text() const { return fmt::format("{}, {}", date().text(), time().text()); }

Result<Timestamp> parse_timestamp(std::string_view text) {
  const auto wrong = [&] {
    return fail(Fault::bad_input, fmt::format("'{}' is not a moment", text), "yyyy-mm-dd or yyyy-mm-ddThh:mm:ssZ");
  };
  if (text.size() == 10) {
    const auto day = parse_date(text);
    if (!day) return wrong();
    return Timestamp::end_of(*day);
  }
  if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z') return wrong();
  const auto day = parse_date(text.substr(0, 10));
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!day || !read_number(text.substr(11, 2), hour) || !read_number(text.substr(14, 2), minute) ||
      !read_number(text.substr(17, 2), second) || hour > 23 || minute > 59 || second > 59)
    return wrong();
  int micros = 0;
  const std::string_view fraction = text.substr(19, text.size() - 20);
  if (!fraction.empty()) {
    if (fraction.size() > 7 || fraction.front() != '.' || !read_number(fraction.substr(1), micros)) return wrong();
    for (std::size_t digits = fraction.size() - 1; digits < 6; ++digits) micros *= 10;
  }
  return Timestamp(utc_midnight(*day) + (std::int64_t{hour} * 3600 + minute * 60 + second) * 1'000'000 + micros);
}

std::string TimeOfDay::text() const { return fmt::format("{:02}:{:02}", minutes_ / 60, minutes_ % 60); }

Result<TimeOfDay> parse_time_of_day(std::string_view text) {
  int hour = 0;
  int minute = 0;
  const bool read = text.size() == 5 && text[2] == ':' && read_number(text.substr(0, 2), hour) &&
                    read_number(text.substr(3, 2), minute);
  if (!read || hour > 23 || minute > 59)
    return fail(Fault::bad_input, "this is not a time of day", "hours and minutes, such as 09:30");
  return TimeOfDay(static_cast<std::int16_t>(hour * 60 + minute));
}

Clock system_clock() {
  return [] {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return Timestamp(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
  };
}

}  // namespace roundel
