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

TEST(WorkingDays, ADeadlineSkipsWeekendsAndBankHolidays) {
  const WorkingDays calendar({Date::of(2024, 12, 25), Date::of(2024, 12, 26)}, Date::of(2024, 1, 1),
                             Date::of(2025, 12, 31));
  EXPECT_EQ(calendar.deadline(Date::of(2024, 12, 24), 1), Date::of(2024, 12, 27));
  EXPECT_EQ(calendar.deadline(Date::of(2024, 12, 27), 1, CountFrom::same_day), Date::of(2024, 12, 27));
  EXPECT_EQ(calendar.deadline(Date::of(2024, 12, 20), 3), Date::of(2024, 12, 27));
  EXPECT_EQ(calendar.days_between(Date::of(2024, 12, 20), Date::of(2024, 12, 27)), 3);
  EXPECT_FALSE(calendar.deadline(Date::of(2025, 12, 30), 5)) << "holidays of 2026 are not known";
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

}  // namespace
}  // namespace roundel
