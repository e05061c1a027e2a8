#include "intake/mapping.h"

#include <gtest/gtest.h>

#include "tests/intake/intake_fixtures.h"

namespace roundel::intake {
namespace {

constexpr std::string_view whole = R"(feed = "police.incidents"
about = "Incidents."
files = ["incidents_*.csv"]
agency = "city-police"
dates = "dd/mm/yyyy"

[columns]
No = { required = true }
Day = { type = "date", required = true }
Told = { type = "date" }
Child = {}
Grade = {}
Hours = { type = "number" }
Note = {}
Sort = {}

[[entry]]
kind = "police.incident"
when = { column = "Sort", is = ["DA", "VI"] }
key = ["No"]
happened = { column = "Day" }
known = { column = "Told", or = "Day" }
standing = "reported"
about = [{ role = "child", source = "Child", separator = ";" }]
[entry.values]
grade = { column = "Grade", codes = { H = "high", S = "standard" } }
hours = { column = "Hours" }
words = { column = "Note" }
)";

Result<Mapping> parse(std::string toml) { return parse_mapping(toml, "police.toml", small_standards()); }

// The mapping above with one piece replaced.
std::string with(std::string_view piece, std::string_view other) {
  std::string toml(whole);
  const std::size_t at = toml.find(piece);
  require(at != std::string::npos, "the piece is in the mapping");
  return toml.replace(at, piece.size(), other);
}

struct Slip {
  const char* name;
  const char* piece;
  const char* other;
  int line;
  int column;
  const char* what;
};

class MappingSlip : public testing::TestWithParam<Slip> {};

TEST_P(MappingSlip, is_an_error_with_line_and_column) {
  const Slip& slip = GetParam();
  const auto mapping = parse(with(slip.piece, slip.other));
  ASSERT_FALSE(mapping.has_value());
  EXPECT_EQ(mapping.error().place.file, "police.toml");
  EXPECT_EQ(mapping.error().place.line, slip.line) << mapping.error().text();
  EXPECT_EQ(mapping.error().place.column, slip.column) << mapping.error().text();
  EXPECT_NE(mapping.error().text().find(slip.what), std::string::npos) << mapping.error().text();
}

INSTANTIATE_TEST_SUITE_P(
    Each, MappingSlip,
    testing::Values(
        Slip{"unknown_member", "about = \"Incidents.\"", "abot = \"Incidents.\"", 2, 8, "'about'?"},
        Slip{"feed_name", "\"police.incidents\"", "\"Police incidents\"", 1, 8, "not a name of a feed"},
        Slip{"no_files", "[\"incidents_*.csv\"]", "[]", 3, 9, "no file names"},
        Slip{"folder_in_files", "incidents_*.csv", "in/incidents.csv", 3, 9, "not a pattern"},
        Slip{"agency", "\"city-police\"", "\"city-polce\"", 4, 10, "'city-police'?"},
        Slip{"dates", "dd/mm/yyyy", "mm/dd/yyyy", 5, 9, "not a way to write dates"},
        Slip{"column_type", "\"date\", required", "\"dates\", required", 9, 16, "not a type of column"},
        Slip{"column_member", "{ required = true }", "{ requierd = true }", 8, 19, "'required'?"},
        Slip{"kind", "kind = \"police.incident\"", "kind = \"police.incidnet\"", 18, 8, "'police.incident'?"},
        Slip{"when_column", "column = \"Sort\"", "column = \"Sorte\"", 19, 19, "'Sort'?"},
        Slip{"when_empty", "is = [\"DA\", \"VI\"]", "is = []", 19, 32, "no words"},
        Slip{"when_two_things", "is = [\"DA\", \"VI\"]", "is = [\"DA\"], filled = true", 19, 8, "one thing"},
        Slip{"key_column", "key = [\"No\"]", "key = [\"Nr\"]", 20, 8, "'No'?"},
        Slip{"key_constant", "key = [\"No\"]", "key = [{ text = \"x\" }]", 20, 7, "same key"},
        Slip{"happened_number", "happened = { column = \"Day\" }", "happened = { column = \"Hours\" }", 21, 23,
             "not declared as a date"},
        Slip{"happened_half", "happened = { column = \"Day\" }", "happened = { from = \"Day\" }", 21, 12,
             "'to' is missing"},
        Slip{"standing", "\"reported\"", "\"hearsay\"", 23, 12, "not a standing"},
        Slip{"role", "role = \"child\"", "role = \"chld\"", 24, 19, "'child'?"},
        Slip{"source", "source = \"Child\"", "source = \"Chld\"", 24, 37, "'Child'?"},
        Slip{"separator", "\";\"", "\"; \"", 24, 58, "one character"},
        Slip{"code", "S = \"standard\"", "S = \"standrad\"", 26, 55, "'standard'?"},
        Slip{"value", "hours = {", "hour = {", 27, 8, "'hours'?"},
        Slip{"value_type", "column = \"Hours\" }\nwords", "column = \"Told\" }\nwords", 27, 20, "another type"},
        Slip{"required_value", "words = { column = \"Note\" }\n", "", 17, 1, "needs the value 'words'"},
        Slip{"not_toml", "[columns]", "[columns", 7, 9, ""}),
    [](const auto& slip) { return std::string(slip.param.name); });

TEST(Mapping, is_compiled_against_the_vocabulary) {
  const auto mapping = parse(std::string(whole));
  ASSERT_TRUE(mapping.has_value()) << mapping.error().text();
  EXPECT_EQ(mapping->feed, "police.incidents");
  ASSERT_EQ(mapping->columns.size(), 8U);
  EXPECT_EQ(mapping->columns[0].name, "No");
  EXPECT_TRUE(mapping->columns[3].personal) << "it names a source record";
  ASSERT_EQ(mapping->entries.size(), 1U);
  const EntryRule& rule = mapping->entries[0];
  EXPECT_EQ(rule.standing, Standing::reported);
  ASSERT_EQ(rule.values.size(), 3U);
  EXPECT_EQ(rule.values[0].name, "grade");
  ASSERT_NE(rule.values[0].meaning("H"), nullptr);
  EXPECT_EQ(*rule.values[0].meaning("H"), Value(std::string("high")));
  EXPECT_EQ(rule.values[0].meaning("high"), nullptr) << "only the words of `codes` count";
}

TEST(Mapping, an_agency_of_another_kind_may_not_record_the_kind_of_entry) {
  const auto mapping = parse(with("\"city-police\"", "\"social-care\""));
  ASSERT_FALSE(mapping.has_value());
  EXPECT_EQ(mapping.error().place.line, 18);
  EXPECT_NE(mapping.error().text().find("agency of kind police"), std::string::npos) << mapping.error().text();
}

std::string second_entry(std::string_view when, std::string_view key) {
  return std::string(whole) + "[[entry]]\nkind = \"police.incident\"\nwhen = " + std::string(when) +
         "\nkey = " + std::string(key) +
         "\nknown = { column = \"Day\" }\nabout = [{ role = \"child\", source = \"Child\" }]\n"
         "[entry.values]\nwords = { text = \"a constant\" }\n";
}

TEST(Mapping, two_entries_with_one_key_are_refused_unless_no_row_can_make_both) {
  const auto clash = parse(second_entry("{ column = \"Grade\", filled = true }", "[\"No\"]"));
  ASSERT_FALSE(clash.has_value());
  EXPECT_EQ(clash.error().place.line, 29);
  EXPECT_TRUE(parse(second_entry("{ column = \"Sort\", is = [\"MP\"] }", "[\"No\"]")).has_value());
  EXPECT_TRUE(parse(second_entry("{ column = \"Sort\", filled = false }", "[\"No\"]")).has_value());
  EXPECT_TRUE(parse(second_entry("{ column = \"Grade\", filled = true }", "[\"No\", { text = \"b\" }]")).has_value());
}

TEST(Mapping, a_pattern_fits_by_its_stars) {
  EXPECT_TRUE(fits_pattern("a*.csv", "a.csv"));
  EXPECT_TRUE(fits_pattern("a*b*.csv", "axxbybz.csv"));
  EXPECT_TRUE(fits_pattern("*", ""));
  EXPECT_FALSE(fits_pattern("a*.csv", "ba.csv"));
  EXPECT_FALSE(fits_pattern("a*.csv", "a.csv.gz"));
  EXPECT_FALSE(fits_pattern("", "a"));
}

}  // namespace
}  // namespace roundel::intake
