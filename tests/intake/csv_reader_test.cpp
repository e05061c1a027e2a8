#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/text.h"
#include "intake/mapping.h"
#include "tests/intake/intake_fixtures.h"

namespace roundel::intake {
namespace {

constexpr std::string_view incidents = R"(feed = "police.incidents"
about = "Incidents."
files = ["incidents_*.csv"]
agency = "city-police"
dates = "dd/mm/yyyy"

[columns]
No = { required = true }
Original = {}
Day = { type = "date" }
End = { type = "date" }
About = {}
Told = { type = "date" }
Officer = {}
Victim = {}
Children = {}
Grade = {}
Hours = { type = "number" }
Seen = {}
Until = {}
Note = {}
Sort = {}

[[entry]]
kind = "police.incident"
when = [{ column = "Sort", is = ["DA", "VI"] }, { column = "Grade", filled = true }]
key = ["No"]
happened = { from = "Day", to = "End", approximate = "About" }
known = { column = "Told", or = "Day" }
practitioner = { column = "Officer" }
corrects = { key = ["Original"] }
about = [{ role = "victim", source = "Victim" }, { role = "child", source = "Children", separator = ";" }]
[entry.values]
grade = { column = "Grade", codes = { H = "high", S = "standard" } }
hours = { column = "Hours" }
seen = { column = "Seen" }
until = { column = "Until" }
words = { column = "Note" }
)";

constexpr std::string_view header =
    "No,Original,Day,End,About,Told,Officer,Victim,Children,Grade,Hours,Seen,Until,Note,Sort";

const Mapping& mapping() {
  static const auto parsed = parse_mapping(incidents, "police.toml", small_standards());
  require(parsed.has_value(), "the mapping of the tests is right");
  return *parsed;
}

// A row that can be taken, with some cells replaced.
std::string row(const std::vector<std::pair<std::string, std::string>>& changes = {}) {
  const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const auto name : split(header, ',')) out.emplace_back(name);
    return out;
  }();
  std::vector<std::string> cells = {"I1", "",  "05/03/2024", "", "", "06/03/2024", "O7", "V1",
                                    "C1", "H", "",           "", "", "shouting",   "DA"};
  for (const auto& [name, cell] : changes) {
    const auto at = std::find(names.begin(), names.end(), name);
    require(at != names.end(), "the column is in the header");
    cells[static_cast<std::size_t>(at - names.begin())] = cell;
  }
  return join(cells, ",") + "\n";
}

std::string file(const std::vector<std::string>& rows) { return std::string(header) + "\n" + join(rows, ""); }

Collected read(const std::string& content) {
  Collected collected;
  const auto taken = read_csv(mapping(), "incidents_1.csv", content, small_standards(), collected.sink());
  EXPECT_TRUE(taken.has_value()) << taken.error().text();
  if (taken) {
    EXPECT_EQ(taken->entries, collected.entries.size());
    EXPECT_EQ(taken->rejected, collected.rejected.size());
  }
  for (const NewEntry& entry : collected.entries) {
    const auto fine = check_entry(entry, small_standards().vocabulary);
    EXPECT_TRUE(fine.has_value()) << fine.error().text();
  }
  return collected;
}

NewEntry only_entry(const std::string& content) {
  Collected collected = read(content);
  for (const Rejected& each : collected.rejected) ADD_FAILURE() << each.error.text();
  EXPECT_EQ(collected.entries.size(), 1U);
  return collected.entries.empty() ? NewEntry{} : collected.entries[0];
}

const Value* value(const NewEntry& entry, std::string_view name) {
  for (const auto& [each, value] : entry.values)
    if (each == name) return &value;
  return nullptr;
}

TEST(CsvFeed, a_row_becomes_an_entry_with_all_its_parts) {
  const NewEntry entry =
      only_entry(file({row({{"Children", "C1; C2;;C1"}, {"Hours", "7"}, {"Seen", "y"}, {"Until", "01/04/2024"}})}));
  EXPECT_EQ(entry.area, AreaCode("E06000001"));
  EXPECT_EQ(entry.key, "police.incidents|police.incident|I1");
  EXPECT_EQ(entry.kind, KindCode("police.incident"));
  EXPECT_EQ(entry.agency, AgencyId("city-police"));
  EXPECT_EQ(entry.practitioner, PractitionerId("O7"));
  EXPECT_EQ(entry.happened, (Happened{Date::of(2024, 3, 5), Date::of(2024, 3, 5), Precision::approximate}));
  EXPECT_EQ(entry.known, Date::of(2024, 3, 6));
  EXPECT_FALSE(entry.corrects.has_value());
  const std::vector<About> about = {{SourceId("city-police/V1"), RoleCode("victim")},
                                    {SourceId("city-police/C1"), RoleCode("child")},
                                    {SourceId("city-police/C2"), RoleCode("child")}};
  EXPECT_EQ(entry.about, about);
  const std::vector<std::pair<std::string, Value>> values = {{"grade", std::string("high")},
                                                             {"hours", std::int64_t{7}},
                                                             {"seen", true},
                                                             {"until", Date::of(2024, 4, 1)},
                                                             {"words", std::string("shouting")}};
  EXPECT_EQ(entry.values, values);
}

TEST(CsvFeed, columns_may_stand_in_any_order_and_others_are_left_alone) {
  const NewEntry entry = only_entry(
      "Extra,Sort,Note,Until,Seen,Hours,Grade,Children,Victim,Officer,Told,About,End,Day,Original,No\n"
      "zzz,DA,words,,,,S,C1,,,,,,05/03/2024,,I9\n");
  EXPECT_EQ(entry.key, "police.incidents|police.incident|I9");
  EXPECT_EQ(entry.known, Date::of(2024, 3, 5)) << "the day it happened, as `or` says";
}

TEST(CsvFeed, an_interval_a_half_known_interval_a_doubtful_day_and_no_day_at_all) {
  EXPECT_EQ(only_entry(file({row({{"End", "09/03/2024"}})})).happened,
            (Happened{Date::of(2024, 3, 5), Date::of(2024, 3, 9), Precision::interval}));
  EXPECT_EQ(only_entry(file({row({{"End", "05/03/2024"}})})).happened, Happened::on(Date::of(2024, 3, 5)));
  EXPECT_EQ(only_entry(file({row({{"Day", ""}, {"End", "09/03/2024"}})})).happened,
            (Happened{Date::of(2024, 3, 9), Date::of(2024, 3, 9), Precision::approximate}));
  EXPECT_EQ(only_entry(file({row({{"End", "05/03/2024"}, {"About", "Y"}})})).happened.precision,
            Precision::approximate);
  EXPECT_EQ(only_entry(file({row({{"Day", ""}})})).happened.precision, Precision::unknown);
}

TEST(CsvFeed, an_empty_cell_leaves_the_value_out) {
  const NewEntry entry = only_entry(file({row()}));
  EXPECT_EQ(value(entry, "hours"), nullptr);
  EXPECT_EQ(value(entry, "seen"), nullptr);
}

TEST(CsvFeed, numbers_may_be_whole_or_decimal_and_flags_are_written_in_many_ways) {
  EXPECT_EQ(*value(only_entry(file({row({{"Hours", "-2.5"}})})), "hours"), Value(-2.5));
  for (const char* yes : {"Y", "yes", "TRUE", "1"})
    EXPECT_EQ(*value(only_entry(file({row({{"Seen", yes}})})), "seen"), Value(true)) << yes;
  for (const char* no : {"n", "No", "false", "0"})
    EXPECT_EQ(*value(only_entry(file({row({{"Seen", no}})})), "seen"), Value(false)) << no;
}

TEST(CsvFeed, a_correction_names_the_entry_that_the_original_row_made) {
  const Collected collected = read(file({row(), row({{"No", "I2"}, {"Original", "I1"}})}));
  ASSERT_EQ(collected.entries.size(), 2U);
  const NewEntry& first = collected.entries[0];
  ASSERT_TRUE(collected.entries[1].corrects.has_value());
  EXPECT_EQ(*collected.entries[1].corrects, entry_id(first.area, first.agency, first.key));
}

TEST(CsvFeed, a_cell_keeps_its_line_ends_and_commas_when_quoted) {
  EXPECT_EQ(*value(only_entry(file({row({{"Note", "\"one,\ntwo \"\"three\"\"\""}})})), "words"),
            Value(std::string("one,\ntwo \"three\"")));
}

TEST(CsvFeed, parts_of_a_key_cannot_run_into_each_other) {
  constexpr std::string_view two = R"(feed = "f"
about = "."
files = ["f.csv"]
agency = "city-police"
dates = "yyyy-mm-dd"
[columns]
A = {}
B = {}
Day = {}
[[entry]]
kind = "identity.details"
key = ["A", "B"]
known = { column = "Day" }
about = [{ role = "child", source = "A" }]
)";
  const auto pair = parse_mapping(two, "f.toml", small_standards());
  ASSERT_TRUE(pair.has_value()) << pair.error().text();
  Collected collected;
  ASSERT_TRUE(read_csv(*pair, "f.csv", "A,B,Day\na|b,c,2024-01-01\na,b|c,2024-01-01\na\\,|b|c,2024-01-01\n",
                       small_standards(), collected.sink())
                  .has_value());
  ASSERT_EQ(collected.entries.size(), 3U);
  EXPECT_NE(collected.entries[0].key, collected.entries[1].key);
  EXPECT_NE(collected.entries[1].key, collected.entries[2].key);
  EXPECT_NE(collected.entries[0].key, collected.entries[2].key);
}

struct BadRow {
  const char* name;
  std::vector<std::pair<std::string, std::string>> changes;
  const char* field;
  const char* text;
};

class Quarantine : public testing::TestWithParam<BadRow> {};

TEST_P(Quarantine, takes_the_row_with_file_line_field_and_reason) {
  const std::string bad = row(GetParam().changes);
  const Collected collected = read(file({row(), bad, row({{"No", "I3"}})}));
  EXPECT_EQ(collected.entries.size(), 2U) << "the rows around it are taken";
  ASSERT_EQ(collected.rejected.size(), 1U);
  const Rejected& rejected = collected.rejected[0];
  EXPECT_EQ(rejected.feed, "police.incidents");
  EXPECT_EQ(rejected.raw, std::string(header) + "\n" + bad.substr(0, bad.size() - 1));
  EXPECT_EQ(rejected.error.place.file, "incidents_1.csv");
  EXPECT_EQ(rejected.error.place.line, 3);
  EXPECT_EQ(rejected.error.place.field, GetParam().field);
  EXPECT_NE(rejected.error.text().find(GetParam().text), std::string::npos) << rejected.error.text();
}

INSTANTIATE_TEST_SUITE_P(
    Each, Quarantine,
    testing::Values(
        BadRow{"required_empty", {{"No", "  "}}, "No", "empty"},
        BadRow{"no_such_day", {{"Day", "31/02/2024"}}, "Day", "'31/02/2024' is not a date (expected dd/mm/yyyy)"},
        BadRow{"iso_day_in_a_uk_file", {{"Told", "2024-03-05"}}, "Told", "dd/mm/yyyy"},
        BadRow{"year_zero", {{"Day", "01/01/0000"}}, "Day", "not a date"},
        BadRow{"undeclared_date", {{"Until", "soon"}}, "Until", "'soon' is not a date"},
        BadRow{"number", {{"Hours", "7h"}}, "Hours", "'7h' is not a number"},
        BadRow{"huge_number", {{"Hours", "1e999"}}, "Hours", "not a number"},
        BadRow{"flag", {{"Seen", "maybe"}}, "Seen", "(expected Y or N)"},
        BadRow{"code", {{"Grade", "X"}}, "Grade", "'X' is not a code of this column (expected one of H or S)"},
        BadRow{"required_value", {{"Note", ""}}, "Note", "'words' is needed"},
        BadRow{"end_first", {{"End", "04/03/2024"}}, "End", "before the beginning"},
        BadRow{"doubtful_flag", {{"About", "?"}}, "About", "not yes or no"},
        BadRow{"nobody", {{"Victim", ""}, {"Children", " ; "}}, "Victim", "about nobody"},
        BadRow{"no_known_day", {{"Told", ""}, {"Day", ""}}, "Told", "the agency learned it"},
        BadRow{"no_entry_fits", {{"Sort", "XX"}}, "", "no entry fits"},
        BadRow{"second_condition", {{"Grade", ""}}, "", "no entry fits"},
        BadRow{"two_line_reference", {{"Victim", "\"V\n1\""}}, "Victim", "on one line"},
        BadRow{"too_many_cells", {{"Note", "a,b"}}, "", "the row has 16 cells (expected 15, as the header)"},
        BadRow{"open_quote", {{"Sort", "\"DA"}}, "", "a quote opens and never closes"}),
    [](const auto& bad) { return std::string(bad.param.name); });

TEST(CsvFeed, an_error_tells_nothing_of_a_person) {
  constexpr std::string_view persons = R"(feed = "persons"
about = "."
files = ["p.csv"]
agency = "city-police"
dates = "dd/mm/yyyy"
[columns]
Id = { required = true }
Born = { type = "date" }
Seen = { type = "date" }
[[entry]]
kind = "identity.details"
key = ["Id"]
known = { column = "Seen" }
about = [{ role = "child", source = "Id" }]
[entry.values]
birth-date = { column = "Born" }
)";
  const auto parsed = parse_mapping(persons, "p.toml", small_standards());
  ASSERT_TRUE(parsed.has_value()) << parsed.error().text();
  Collected collected;
  ASSERT_TRUE(
      read_csv(*parsed, "p.csv", "Id,Born,Seen\n1,30/02/2011,01/01/2024\n", small_standards(), collected.sink()));
  ASSERT_EQ(collected.rejected.size(), 1U);
  EXPECT_EQ(collected.rejected[0].error.text().find("30/02/2011"), std::string::npos)
      << collected.rejected[0].error.text();
  EXPECT_EQ(collected.rejected[0].error.place.field, "Born");
}

TEST(CsvFeed, a_file_that_cannot_be_taken_at_all_says_why) {
  const auto error = [](const std::string& content) {
    Collected collected;
    const auto taken = read_csv(mapping(), "f.csv", content, small_standards(), collected.sink());
    EXPECT_FALSE(taken.has_value());
    EXPECT_TRUE(collected.entries.empty() && collected.rejected.empty());
    return taken ? std::string() : taken.error().text();
  };
  EXPECT_NE(error("").find("no header"), std::string::npos);
  EXPECT_NE(error("No;Day\n1;2\n").find("f.csv:1: No: the header does not have this column"), std::string::npos);
  EXPECT_NE(error("no," + std::string(header.substr(3))).find("'No' instead of 'no'"), std::string::npos);
  EXPECT_NE(error(std::string(header) + ",Day\n").find("Day: the header has this column twice"), std::string::npos);
  EXPECT_NE(error(std::string(header) + "\n\xE9\n").find("not in UTF-8"), std::string::npos);
  EXPECT_NE(error(std::string("N\0o\0", 4)).find("UTF-16"), std::string::npos);
}

TEST(CsvFeed, a_corrected_row_is_taken_and_a_second_rejection_names_the_first_place) {
  const Collected first = read(file({row(), row({{"No", "I2"}, {"Day", "31/02/2024"}})}));
  ASSERT_EQ(first.rejected.size(), 1U);
  const Place place = first.rejected[0].error.place;
  std::string raw = first.rejected[0].raw;

  Collected still_wrong;
  ASSERT_TRUE(read_corrected(mapping(), place, raw, small_standards(), still_wrong.sink()).has_value());
  ASSERT_EQ(still_wrong.rejected.size(), 1U);
  EXPECT_EQ(still_wrong.rejected[0].error, first.rejected[0].error);
  EXPECT_EQ(still_wrong.rejected[0].raw, raw);

  raw.replace(raw.find("31/02"), 5, "28/02");
  Collected mended;
  const auto taken = read_corrected(mapping(), place, raw, small_standards(), mended.sink());
  ASSERT_TRUE(taken.has_value());
  ASSERT_EQ(mended.entries.size(), 1U);
  EXPECT_EQ(mended.entries[0].key, "police.incidents|police.incident|I2");
  EXPECT_FALSE(read_corrected(mapping(), place, raw + "\n" + row(), small_standards(), mended.sink()).has_value())
      << "one row at a time";
}

TEST(CsvFeed, rows_that_no_entry_wants_may_be_ignored_where_the_mapping_says_so) {
  std::string toml(incidents);
  toml.insert(0, "ignore-unmatched = true\n");
  const auto lenient = parse_mapping(toml, "police.toml", small_standards());
  ASSERT_TRUE(lenient.has_value()) << lenient.error().text();
  Collected collected;
  const auto taken = read_csv(*lenient, "f.csv", file({row({{"Sort", "XX"}})}), small_standards(), collected.sink());
  ASSERT_TRUE(taken.has_value());
  EXPECT_EQ(taken->rows, 1U);
  EXPECT_TRUE(collected.entries.empty() && collected.rejected.empty());
}

TEST(CsvFeed, the_agency_may_stand_in_a_column) {
  std::string toml(incidents);
  toml.replace(toml.find("\"city-police\""), 13, "{ column = \"Original\" }");
  toml.replace(toml.find("corrects = { key = [\"Original\"] }\n"), 34, "");
  const auto by_column = parse_mapping(toml, "police.toml", small_standards());
  ASSERT_TRUE(by_column.has_value()) << by_column.error().text();
  Collected collected;
  ASSERT_TRUE(read_csv(
      *by_column, "f.csv",
      file({row({{"Original", "city-police"}}), row({{"Original", "nobody"}}), row({{"Original", "social-care"}})}),
      small_standards(), collected.sink()));
  ASSERT_EQ(collected.entries.size(), 1U);
  EXPECT_EQ(collected.entries[0].agency, AgencyId("city-police"));
  ASSERT_EQ(collected.rejected.size(), 2U);
  EXPECT_NE(collected.rejected[0].error.text().find("Original: 'nobody' is not an agency"), std::string::npos);
  EXPECT_NE(collected.rejected[1].error.text().find("not recorded by an agency of kind 'social-care'"),
            std::string::npos);
}

std::vector<std::string> keys_of(const Collected& collected) {
  std::vector<std::string> keys;
  for (const NewEntry& entry : collected.entries) keys.push_back(entry.key);
  return keys;
}

RC_GTEST_PROP(CsvFeed, the_order_of_rows_does_not_change_what_is_taken, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(0, 12);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < count; ++i)
    rows.push_back(row({{"No", fmt::format("I{}", i)},
                        {"Day", *rc::gen::element<std::string>("01/02/2024", "29/02/2023", "")},
                        {"Grade", *rc::gen::element<std::string>("H", "S", "?", "")}}));
  std::vector<std::string> turned = rows;
  std::reverse(turned.begin(), turned.end());
  std::vector<std::string> forwards = keys_of(read(file(rows)));
  RC_ASSERT(keys_of(read(file(rows))) == forwards);  // the same file twice
  std::vector<std::string> backwards = keys_of(read(file(turned)));
  std::sort(forwards.begin(), forwards.end());
  std::sort(backwards.begin(), backwards.end());
  RC_ASSERT(forwards == backwards);
}

TEST(CsvFeed, a_day_has_its_time_where_the_feed_tells_one) {
  const std::string whole = "happened = { from = \"Day\", to = \"End\", approximate = \"About\" }";
  std::string toml(incidents);
  toml.replace(toml.find(whole), whole.size(), "happened = { column = \"Day\", time = \"About\" }");
  const auto timed = parse_mapping(toml, "police.toml", small_standards());
  ASSERT_TRUE(timed) << timed.error().text();
  Collected collected;
  const std::string rows = file({row({{"No", "I1"}, {"About", "21:40"}}), row({{"No", "I2"}, {"About", ""}}),
                                 row({{"No", "I3"}, {"About", "9 pm"}})});
  ASSERT_TRUE(read_csv(*timed, "incidents_1.csv", rows, small_standards(), collected.sink()));
  ASSERT_EQ(collected.entries.size(), 2U);
  EXPECT_EQ(collected.entries[0].happened.at, TimeOfDay(21 * 60 + 40));
  EXPECT_FALSE(collected.entries[1].happened.at) << "an empty cell tells none";
  ASSERT_EQ(collected.rejected.size(), 1U);
  EXPECT_NE(collected.rejected[0].error.text().find("not a time of day"), std::string::npos);
  toml.replace(toml.find("column = \"Day\", time"), 20, "from = \"Day\", to = \"End\", time");
  EXPECT_FALSE(parse_mapping(toml, "police.toml", small_standards())) << "an interval has no time of day";
}

TEST(CsvFeed, an_optional_column_may_be_missing_and_not_misspelt) {
  std::string toml(incidents);
  toml.replace(toml.find("[columns]"), 9, "[columns]\nReportedAt = { optional = true }");
  const auto mapped = parse_mapping(toml, "police.toml", small_standards());
  ASSERT_TRUE(mapped) << mapped.error().text();
  Collected collected;
  const auto taken = read_csv(*mapped, "incidents_1.csv", file({row()}), small_standards(), collected.sink());
  ASSERT_TRUE(taken) << taken.error().text();
  EXPECT_EQ(collected.entries.size(), 1U);
  const auto misspelt =
      read_csv(*mapped, "incidents_1.csv", std::string(header) + ",Reportedat\n", small_standards(), collected.sink());
  ASSERT_FALSE(misspelt);
  EXPECT_NE(misspelt.error().text().find("'ReportedAt' instead of 'Reportedat'"), std::string::npos)
      << misspelt.error().text();
  toml.replace(toml.find("optional = true"), 15, "optional = true, required = true");
  const auto both = parse_mapping(toml, "police.toml", small_standards());
  ASSERT_FALSE(both);
  EXPECT_NE(both.error().text().find("both required and optional"), std::string::npos);
}

}  // namespace
}  // namespace roundel::intake
