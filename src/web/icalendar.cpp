#include "web/icalendar.h"

#include <fmt/format.h>

namespace roundel::web {
namespace {

constexpr std::size_t longest_line = 75;  // octets, RFC 5545 section 3.1

std::string ical_day(Date day) { return fmt::format("{:04}{:02}{:02}", day.year(), day.month(), day.day()); }

std::string ical_moment(Timestamp at) {
  const std::int64_t seconds = (at.micros() - Timestamp::start_of(at.date()).micros()) / 1'000'000;
  return fmt::format("{}T{:02}{:02}{:02}Z", ical_day(at.date()), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

// TEXT, section 3.3.11. Control characters have no place in it.
std::string ical_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) >= ' ')
      out += c;
  }
  return out;
}

bool continues_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::string folded_line(std::string_view line) {
  std::string out;
  std::size_t room = longest_line;
  while (line.size() > room) {
    std::size_t end = room;
    while (end > 1 && continues_letter(line[end])) --end;
    out += fmt::format("{}\r\n ", line.substr(0, end));
    line.remove_prefix(end);
    room = longest_line - 1;  // the blank takes one
  }
  return out + std::string(line) + "\r\n";
}

std::string icalendar(const service::Calendar& calendar) {
  std::string out;
  const auto add = [&](std::string_view line) { out += folded_line(line); };
  add("BEGIN:VCALENDAR");
  add("VERSION:2.0");
  add("PRODID:-//Roundel//Due days//EN");
  add("CALSCALE:GREGORIAN");
  add("METHOD:PUBLISH");
  add("X-WR-CALNAME:Roundel");
  add("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
  for (const service::CalendarDay& day : calendar.days) {
    add("BEGIN:VEVENT");
    add("UID:" + day.id + "@roundel");
    add("DTSTAMP:" + ical_moment(calendar.made));
    add("DTSTART;VALUE=DATE:" + ical_day(day.on));
    add("DTEND;VALUE=DATE:" + ical_day(day.on.plus_days(1)));
    add("SUMMARY:" + ical_text(day.what));
    add("CLASS:PRIVATE");
    add("TRANSP:TRANSPARENT");
    add("END:VEVENT");
  }
  add("END:VCALENDAR");
  return out;
}

}  // namespace roundel::web
