#include "web/icalendar.h"

#include <gtest/gtest.h>

#include <map>
#include <vector>

namespace roundel::web {
namespace {

// A strict reader of what RFC 5545 asks of a calendar of days: CRLF alone, lines of at most 75 octets that are whole
// UTF-8, components that close, properties that must be there exactly once.
struct Read {
  std::vector<std::map<std::string, std::string>> events;
  std::string wrong;
};

std::string unescaped(const std::string& text, std::string& wrong) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ';' || text[i] == ',') wrong = "a bare ; or , in a text";
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (++i == text.size() || std::string("\\;,nN").find(text[i]) == std::string::npos) {
      wrong = "a backslash before nothing that has one";
      return out;
    }
    out += text[i] == 'n' || text[i] == 'N' ? '\n' : text[i];
  }
  return out;
}

std::vector<std::string> unfolded(const std::string& text, std::string& wrong) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = text.find("\r\n", at);
    if (end == std::string::npos) wrong = "a line without CRLF";
    if (end == std::string::npos) return lines;
    const std::string line = text.substr(at, end - at);
    if (line.find_first_of("\r\n") != std::string::npos) wrong = "a CR or LF by itself";
    if (line.size() > 75) wrong = "a line of more than 75 octets";
    if (!line.empty() && (static_cast<unsigned char>(line[0]) & 0xC0U) == 0x80U) wrong = "a letter cut in two";
    if (line.starts_with(" ")) {
      if (lines.empty()) wrong = "the first line continues nothing";
      if (line.size() > 1 && (static_cast<unsigned char>(line[1]) & 0xC0U) == 0x80U) wrong = "a letter cut in two";
      if (!lines.empty()) lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
    at = end + 2;
  }
  return lines;
}

Read read_strictly(const std::string& text) {
  Read read;
  std::vector<std::string> open;
  std::map<std::string, std::string> calendar;
  for (const std::string& line : unfolded(text, read.wrong)) {
    const auto colon = line.find(':');
    if (colon == std::string::npos || colon == 0) read.wrong = "no name before a colon: " + line;
    if (!read.wrong.empty()) return read;
    const std::string name = line.substr(0, colon), value = line.substr(colon + 1);
    if (name == "BEGIN") {
      open.push_back(value);
      if (value == "VEVENT") read.events.emplace_back();
    } else if (name == "END") {
      if (open.empty() || open.back() != value) read.wrong = "closes what is not open: " + value;
      if (!open.empty()) open.pop_back();
    } else {
      auto& into = !open.empty() && open.back() == "VEVENT" ? read.events.back() : calendar;
      if (!into.emplace(name, value).second) read.wrong = "twice: " + name;
    }
  }
  if (!open.empty()) read.wrong = "not closed: " + open.back();
  for (const char* name : {"VERSION", "PRODID"})
    if (!calendar.contains(name)) read.wrong = std::string("no ") + name;
  for (auto& event : read.events) {
    for (const char* name : {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"})
      if (!event.contains(name)) read.wrong = std::string("an event without ") + name;
    event["SUMMARY"] = unescaped(event["SUMMARY"], read.wrong);
  }
  return read;
}

service::Calendar calendar(std::vector<service::CalendarDay> days) {
  return {.days = std::move(days), .made = *parse_timestamp("2026-11-25T08:05:09Z")};
}

TEST(ICalendar, IsReadAsItWasMeant) {
  const std::string text = icalendar(calendar({{.id = "aa", .on = Date::of(2026, 12, 31), .what = "Visit due"}}));
  const Read read = read_strictly(text);
  EXPECT_EQ(read.wrong, "");
  ASSERT_EQ(read.events.size(), 1U);
  EXPECT_EQ(read.events[0].at("UID"), "aa@roundel");
  EXPECT_EQ(read.events[0].at("DTSTAMP"), "20261125T080509Z");
  EXPECT_EQ(read.events[0].at("DTSTART;VALUE=DATE"), "20261231");
  EXPECT_EQ(read.events[0].at("DTEND;VALUE=DATE"), "20270101") << "the day after, which is not of it";
  EXPECT_EQ(read.events[0].at("SUMMARY"), "Visit due");
}

TEST(ICalendar, OfNothingIsACalendarAllTheSame) {
  const Read read = read_strictly(icalendar(calendar({})));
  EXPECT_EQ(read.wrong, "");
  EXPECT_TRUE(read.events.empty());
}

TEST(ICalendar, FoldsLongLinesBetweenLettersAndEscapes) {
  for (std::size_t length = 60; length < 160; ++length) {
    std::string what;
    while (what.size() < length)
      what += what.size() % 7 == 0 ? ";" : what.size() % 5 == 0 ? "ü" : what.size() % 11 == 0 ? "–" : "a";
    what += "\\ , end";
    const Read read = read_strictly(icalendar(calendar({{.id = "aa", .on = Date::of(2026, 1, 2), .what = what}})));
    EXPECT_EQ(read.wrong, "") << length;
    ASSERT_EQ(read.events.size(), 1U);
    EXPECT_EQ(read.events[0].at("SUMMARY"), what) << length;
  }
}

TEST(ICalendar, HasNoLineThatAWordCouldBegin) {
  const Read read = read_strictly(
      icalendar(calendar({{.id = "aa", .on = Date::of(2026, 1, 2), .what = "x\r\nBEGIN:VALARM\r\nEND:VALARM"}})));
  EXPECT_EQ(read.wrong, "");
  EXPECT_EQ(read.events.size(), 1U);
}

}  // namespace
}  // namespace roundel::web
