#include <gtest/gtest.h>

#include "core/calendar.h"
#include "core/date.h"
#include "core/document.h"
#include "core/identifiers.h"
#include "core/text.h"

namespace roundel {
namespace {

TEST(Date, ReadsAndWritesBothStyles) {
  EXPECT_EQ(parse_date("2024-02-29")->iso(), "2024-02-29");
  EXPECT_EQ(parse_date("29/02/2024", DateStyle::uk)->text(), "29 February 2024");
}

TEST(Date, RefusesADayThatDoesNotExist) {
  EXPECT_FALSE(parse_date("2023-02-29"));
  EXPECT_FALSE(parse_date("2023-2-9"));
  EXPECT_EQ(parse_date("31/02/2024", DateStyle::uk).error().expected, "dd/mm/yyyy");
}

TEST(Date, AMonthAfterTheLastDayIsTheLastDay) {
  EXPECT_EQ(Date::of(2024, 1, 31).plus_months(1), Date::of(2024, 2, 29));
  EXPECT_EQ(Date::of(2024, 3, 31).plus_months(-1), Date::of(2024, 2, 29));
}

TEST(Date, AgeTurnsOnTheBirthday) {
  const Date born = Date::of(2020, 6, 15);
  EXPECT_EQ(age_in_years(born, Date::of(2024, 6, 14)), 3);
  EXPECT_EQ(age_in_years(born, Date::of(2024, 6, 15)), 4);
  EXPECT_EQ(months_between(born, Date::of(2020, 8, 14)), 1);
}

TEST(Timestamp, GoesThroughItsText) {
  const auto moment = parse_timestamp("2024-03-05T14:07:09.5Z");
  ASSERT_TRUE(moment);
  EXPECT_EQ(moment->iso(), "2024-03-05T14:07:09.500000Z");
  EXPECT_EQ(parse_timestamp(moment->iso()), *moment);
  EXPECT_EQ(parse_timestamp("2024-03-05")->text(), "5 March 2024, 23:59");
  EXPECT_FALSE(parse_timestamp("2024-03-05T24:00:00Z"));
}

TEST(Timestamp, IsShownByTheClockOnTheWall) {
  const auto text = [](const char* utc) { return parse_timestamp(utc)->text(); };
  EXPECT_EQ(text("2024-01-15T09:30:00Z"), "15 January 2024, 09:30");
  EXPECT_EQ(text("2024-07-15T09:30:00Z"), "15 July 2024, 10:30");
  EXPECT_EQ(text("2024-03-31T00:59:59Z"), "31 March 2024, 00:59") << "the last minute of winter time";
  EXPECT_EQ(text("2024-03-31T01:00:00Z"), "31 March 2024, 02:00") << "clocks went forward";
  EXPECT_EQ(text("2024-10-27T00:59:59Z"), "27 October 2024, 01:59") << "the last minute of summer time";
  EXPECT_EQ(text("2024-10-27T01:00:00Z"), "27 October 2024, 01:00") << "clocks went back";
  EXPECT_EQ(text("2025-03-30T01:00:00Z"), "30 March 2025, 02:00") << "another year, another Sunday";
}

TEST(Timestamp, FallsOnTheDayThatPeopleHave) {
  EXPECT_EQ(parse_timestamp("2024-06-30T23:30:00Z")->date(), Date::of(2024, 7, 1));
  EXPECT_EQ(parse_timestamp("2024-12-31T23:30:00Z")->date(), Date::of(2024, 12, 31));
  EXPECT_EQ(Timestamp::start_of(Date::of(2024, 7, 1)).iso(), "2024-06-30T23:00:00.000000Z");
  EXPECT_EQ(Timestamp::start_of(Date::of(2024, 3, 31)).iso(), "2024-03-31T00:00:00.000000Z");
  EXPECT_EQ(Timestamp::start_of(Date::of(2024, 10, 27)).iso(), "2024-10-26T23:00:00.000000Z");
  EXPECT_EQ(parse_timestamp("2024-07-01")->iso(), "2024-07-01T22:59:59.999999Z") << "a date alone: its last moment";
  for (Date day = Date::of(2020, 1, 1); day < Date::of(2028, 1, 1); day = day.plus_days(1)) {
    EXPECT_EQ(Timestamp::start_of(day).date(), day);
    EXPECT_EQ(Timestamp::end_of(day).date(), day);
    EXPECT_EQ(Timestamp(Timestamp::end_of(day).micros() + 1), Timestamp::start_of(day.plus_days(1)));
  }
}

TEST(WorkingDays, ADeadlineSkipsWeekendsAndBankHolidays) {
  const WorkingDays calendar({Date::of(2024, 12, 25), Date::of(2024, 12, 26)}, Date::of(2024, 1, 1),
                             Date::of(2025, 12, 31));
  EXPECT_EQ(calendar.deadline(Date::of(2024, 12, 24), 1), Date::of(2024, 12, 27));
  EXPECT_EQ(calendar.deadline(Date::of(2024, 12, 27), 1, CountFrom::same_day), Date::of(2024, 12, 27));
  EXPECT_EQ(calendar.deadline(Date::of(2024, 12, 20), 3), Date::of(2024, 12, 27));
  EXPECT_EQ(calendar.days_between(Date::of(2024, 12, 20), Date::of(2024, 12, 27)), 3);
  EXPECT_FALSE(calendar.deadline(Date::of(2025, 12, 30), 5)) << "holidays of 2026 are not known";
}

TEST(SchoolDays, ALimitWaitsForTheEndOfAHolidayAndSkipsBankHolidays) {
  const WorkingDays working({Date::of(2026, 5, 4)}, Date::of(2026, 1, 1), Date::of(2026, 12, 31));
  const SchoolDays school(
      {{Date::of(2026, 4, 13), Date::of(2026, 5, 22)}, {Date::of(2026, 6, 1), Date::of(2026, 7, 20)}});
  const auto deadline = [&](Date start, int days) {
    return school.deadline(start, days, CountFrom::next_day, working);
  };
  EXPECT_EQ(deadline(Date::of(2026, 4, 16), 1), Date::of(2026, 4, 17));
  EXPECT_EQ(deadline(Date::of(2026, 4, 17), 1), Date::of(2026, 4, 20)) << "a weekend";
  EXPECT_EQ(deadline(Date::of(2026, 5, 1), 1), Date::of(2026, 5, 5)) << "a bank holiday in term";
  EXPECT_EQ(deadline(Date::of(2026, 5, 22), 1), Date::of(2026, 6, 1)) << "half-term";
  EXPECT_EQ(deadline(Date::of(2026, 5, 27), 2), Date::of(2026, 6, 2)) << "it began in the holiday";
  EXPECT_EQ(school.deadline(Date::of(2026, 6, 1), 1, CountFrom::same_day, working), Date::of(2026, 6, 1));
  EXPECT_FALSE(deadline(Date::of(2026, 7, 20), 1)) << "next year's terms are not known";
  EXPECT_FALSE(deadline(Date::of(2026, 4, 1), 1)) << "nor are those before";
}

TEST(Identifiers, NhsNumberNeedsItsCheckDigit) {
  EXPECT_EQ(parse_nhs_number("943 476 5919"), "9434765919");
  EXPECT_FALSE(parse_nhs_number("9434765918"));
  EXPECT_FALSE(parse_nhs_number("943476591"));
}

TEST(Identifiers, UpnNeedsItsCheckLetter) {
  EXPECT_TRUE(parse_upn("B801200005001"));
  EXPECT_FALSE(parse_upn("A801200005001"));
}

TEST(Document, AnErrorNamesTheLineAndSuggestsTheWord) {
  const auto file = parse_document("[kind]\nname = 'x'\nsharring = 'joint'\n", "words.toml");
  ASSERT_TRUE(file);
  const auto done = (*file->need("kind"))->only({"name", "sharing"});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().text(), "words.toml:3:12: 'sharring' is not known here (expected 'sharing'?)");
}

TEST(Document, BrokenTomlNamesTheLine) {
  const auto file = parse_document("a = 1\nb = = 2\n", "words.toml");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().place.line, 2);
}

TEST(Document, MalformedTomlIsAnErrorAndNeverStopsTheProgram) {
  for (const char* broken : {"[.", "a.=1", "=", "[[", "\xC2\xA0", "a = \xE2\x80\x8B", "[a]\n.b=1", "a={.", "\"", "a='",
                             "2=1\"/\xEF\xBB\xBF"})
    EXPECT_FALSE(parse_document(broken, "words.toml")) << broken;
}

TEST(Document, LettersBeyondAsciiAreForTextsAndComments) {
  const auto file = parse_document("# Zoë\na = 'Zoë'\nb = \"Zo\\\"ë\"\nc = \"\"\"\nZoë\n\"\"\"\n", "words.toml");
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(file->need_text("b"), "Zo\"ë");
  const auto bare = parse_document("a = 1\nZoë = 2\n", "words.toml");
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().place.line, 2);
}

TEST(Text, RefusesBrokenUtf8) {
  EXPECT_TRUE(is_valid_utf8("Zoë Ó Briain"));
  EXPECT_FALSE(is_valid_utf8("Zo\xEB"));
  EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));
}

TEST(TimeOfDay, IsReadAndToldByThe24HourClock) {
  EXPECT_EQ(parse_time_of_day("09:05")->text(), "09:05");
  EXPECT_EQ(parse_time_of_day("23:59")->minutes(), 1439);
  for (const char* wrong : {"", "9:05", "24:00", "12:60", "12.30", "-1:30", "12:3 "})
    EXPECT_FALSE(parse_time_of_day(wrong));
}

TEST(TimeOfDay, IsTheClockOnTheWallInEngland) {
  const TimeOfDay half_past_one(90);
  EXPECT_EQ(Timestamp::at(Date::of(2024, 1, 15), half_past_one).iso(), "2024-01-15T01:30:00.000000Z");
  EXPECT_EQ(Timestamp::at(Date::of(2024, 7, 15), half_past_one).iso(), "2024-07-15T00:30:00.000000Z");
  EXPECT_EQ(Timestamp::at(Date::of(2024, 3, 31), half_past_one).iso(), "2024-03-31T01:30:00.000000Z")
      << "an hour that is left out";
  EXPECT_EQ(Timestamp::at(Date::of(2024, 10, 27), half_past_one).iso(), "2024-10-27T00:30:00.000000Z")
      << "of an hour that comes twice, the first";
  for (const Date day : {Date::of(2024, 3, 31), Date::of(2024, 10, 27), Date::of(2024, 7, 1)})
    EXPECT_EQ(Timestamp::at(day, TimeOfDay()), Timestamp::start_of(day));
}

}  // namespace
}  // namespace roundel
