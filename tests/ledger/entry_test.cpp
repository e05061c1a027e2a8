#include "ledger/entry.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "tests/ledger/sample.h"

namespace roundel {
namespace {

using sample::any_entry;
using sample::incident;

Entry placed() {
  Entry entry{incident("INC-1")};
  entry.id = sample::id_of(entry);
  entry.sequence = 7;
  entry.recorded = Timestamp(1'709'647'629'000'000);
  return entry;
}

TEST(Entry, HasOneWayToBeWritten) {
  Entry entry = placed();
  entry.values = {{"child-present", true},
                  {"grade", std::string("high \"\n")},
                  {"hours", 6.0},
                  {"n", std::int64_t{-3}},
                  {"until", Date::of(2024, 4, 1)}};
  EXPECT_EQ(
      encode(entry),
      R"({"area":"E08000032","sequence":7,"id":")" + entry.id.value +
          R"(","recorded":1709647629000000,"key":"INC-1","kind":"police.domestic-abuse","agency":"city-police",)"
          R"("practitioner":"po-7","happened":["2024-03-05","2024-03-05","day"],"known":"2024-03-06",)"
          R"("standing":"reported","sharing":"joint","about":[["city-police/P1","child"]],)"
          R"("values":{"child-present":true,"grade":"high \"\n","hours":6.0,"n":-3,"until":["2024-04-01"]},"corrects":null})");
}

RC_GTEST_PROP(Entry, ComesBackFromItsBytesAsItWas, ()) {
  const Entry entry = *any_entry();
  const std::string bytes = encode(entry);
  const auto read = decode(bytes);
  RC_ASSERT(read.has_value());
  RC_ASSERT(sample::same(*read, entry));
  RC_ASSERT(encode(*read) == bytes);
}

RC_GTEST_PROP(Entry, IsReadFromNoBytesThatItWouldNotWrite, ()) {
  std::string bytes = encode(*any_entry());
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      bytes[at] = static_cast<char>(*rc::gen::inRange(0, 256));
      break;
    case 1:
      bytes.erase(at, 1);
      break;
    default:
      bytes.insert(at, 1, *rc::gen::element(' ', '0', '-', '"', '\\', ',', '\n', '.'));
      break;
  }
  const auto read = decode(bytes);
  if (read) RC_ASSERT(encode(*read) == bytes);
}

TEST(Entry, IsNotReadFromNearlyCanonicalBytes) {
  const std::string bytes = encode(placed());
  ASSERT_TRUE(decode(bytes));
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = bytes;
    const auto at = changed.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return changed.replace(at, from.size(), to);
  };
  EXPECT_FALSE(decode(with("\"sequence\":7", "\"sequence\":07")));
  EXPECT_FALSE(decode(with("\"sequence\":7", "\"sequence\":-0")));
  EXPECT_FALSE(decode(with("\"sequence\":7", "\"sequence\": 7")));
  EXPECT_FALSE(decode(with("INC-1", "INC\\u002d1")));
  EXPECT_FALSE(decode(with("INC-1", "INC\\/1")));
  EXPECT_FALSE(decode(with("INC-1", "INC\xff")));
  EXPECT_FALSE(decode(with("2024-03-05", "2023-02-29")));
  EXPECT_FALSE(decode(with("{\"grade\":\"medium\"}", "{\"b\":1,\"a\":1}")));
  EXPECT_FALSE(decode(with("{\"grade\":\"medium\"}", "{\"a\":1,\"a\":1}")));
  EXPECT_FALSE(decode(with("{\"grade\":\"medium\"}", "{\"a\":1e0}")));
  EXPECT_FALSE(decode(with("{\"grade\":\"medium\"}", "{\"a\":1.50}")));
  EXPECT_FALSE(decode(with("{\"grade\":\"medium\"}", "{\"a\":9223372036854775808}")));
  EXPECT_FALSE(decode(bytes + " "));
  EXPECT_FALSE(decode(""));
  EXPECT_EQ(decode(with("\"known\":", "\"knwon\":")).error().place.field, "happened");
}

TEST(Entry, TellsItsTimeOfDayOnlyWhereItHasOne) {
  Entry entry = placed();
  const std::string without = encode(entry);
  entry.happened.at = TimeOfDay(21 * 60 + 5);
  const std::string with = encode(entry);
  EXPECT_NE(with.find(",\"day\",\"21:05\"]"), std::string::npos) << with;
  EXPECT_EQ(decode(with).value().happened, entry.happened);
  EXPECT_FALSE(decode(without).value().happened.at) << "as all were before there were times";
  EXPECT_EQ(entry.happened.text(), entry.happened.from.text() + ", 21:05");
  const auto changed = [&](std::string_view from, std::string_view to) {
    std::string bytes = with;
    return bytes.replace(bytes.find(from), from.size(), to);
  };
  EXPECT_FALSE(decode(changed("21:05", "21:5")));
  EXPECT_FALSE(decode(changed("21:05", "24:05")));
  EXPECT_FALSE(decode(changed("\"day\"", "\"approximate\"")));
}

TEST(Entry, TakesATimeOnlyWhereItsKindDoesAndOfADayAlone) {
  NewEntry entry = sample::incident("INC-1");
  entry.happened.at = TimeOfDay(60);
  EXPECT_EQ(check_entry(entry, sample::vocabulary()).error().place.field, "happened");
  Vocabulary timed = sample::vocabulary();
  timed.kinds[0].timed = true;
  EXPECT_TRUE(check_entry(entry, timed));
  entry.happened.precision = Precision::approximate;
  EXPECT_EQ(check_entry(entry, timed).error().place.field, "happened");
}

TEST(Entry, HasAnIdThatItsKeyMakes) {
  const EntryId id = entry_id(sample::area, AgencyId("city-police"), "INC-1");
  EXPECT_EQ(id.value.size(), 32U);
  EXPECT_EQ(id, entry_id(sample::area, AgencyId("city-police"), "INC-1"));
  EXPECT_NE(id, entry_id(sample::area, AgencyId("city-policeI"), "NC-1"));
  EXPECT_NE(id, entry_id(AreaCode("E08000033"), AgencyId("city-police"), "INC-1"));
}

TEST(Entry, ReadsAloud) {
  EXPECT_EQ(Happened::on(Date::of(2024, 3, 5)).text(), "5 March 2024");
  EXPECT_EQ((Happened{Date::of(2024, 3, 1), Date::of(2024, 3, 5), Precision::interval}).text(),
            "between 1 March 2024 and 5 March 2024");
  EXPECT_EQ((Happened{Date::of(2024, 3, 1), Date::of(2024, 3, 1), Precision::approximate}).text(),
            "about 1 March 2024");
  EXPECT_EQ((Happened{{}, {}, Precision::unknown}).text(), "date not known");
  EXPECT_EQ(text(Value(true)), "yes");
  EXPECT_EQ(text(Value(2.5)), "2.5");
  EXPECT_EQ(placed().text_of("grade"), "medium");
  EXPECT_EQ(placed().text_of("colour"), "");
  EXPECT_TRUE(placed().is_about(SourceId("city-police/P1")));
  EXPECT_FALSE(placed().is_about(SourceId("city-police/P2")));
}

// The field that check_entry names; empty where it finds nothing wrong.
std::string wrong_field(const NewEntry& entry) {
  const auto done = check_entry(entry, sample::vocabulary());
  return done ? std::string() : done.error().place.field;
}

TEST(Entry, IsHeldAgainstTheVocabulary) {
  const NewEntry good = incident("INC-1");
  EXPECT_EQ(wrong_field(good), "");
  const auto with = [&](const auto& change) {
    NewEntry entry = good;
    change(entry);
    return wrong_field(entry);
  };
  EXPECT_EQ(with([](NewEntry& e) { e.area = {}; }), "area");
  EXPECT_EQ(with([](NewEntry& e) { e.key = ""; }), "key");
  EXPECT_EQ(with([](NewEntry& e) { e.key = "a\nb"; }), "key");
  EXPECT_EQ(with([](NewEntry& e) { e.agency = {}; }), "agency");
  EXPECT_EQ(with([](NewEntry& e) { e.practitioner = {}; }), "");
  EXPECT_EQ(with([](NewEntry& e) { e.kind = KindCode("police.party"); }), "kind");
  EXPECT_EQ(with([](NewEntry& e) { e.happened.to = e.happened.to.plus_days(1); }), "happened");
  EXPECT_EQ(with([](NewEntry& e) { e.happened = {Date(5), Date(4), Precision::interval}; }), "happened");
  EXPECT_EQ(with([](NewEntry& e) { e.known = Date(2932897); }), "known");
  EXPECT_EQ(with([](NewEntry& e) { e.sharing = "everybody"; }), "sharing");
  EXPECT_EQ(with([](NewEntry& e) { e.sharing = ""; }), "");
  EXPECT_EQ(with([](NewEntry& e) { e.about.clear(); }), "about");
  EXPECT_EQ(with([](NewEntry& e) { e.about.push_back({SourceId(), RoleCode("child")}); }), "about[1].source");
  EXPECT_EQ(with([](NewEntry& e) { e.about[0].role = RoleCode("dog"); }), "about[0].role");
  EXPECT_EQ(with([](NewEntry& e) { e.values.clear(); }), "values.grade");
  EXPECT_EQ(with([](NewEntry& e) { e.values[0].second = std::string("purple"); }), "values.grade");
  EXPECT_EQ(with([](NewEntry& e) { e.values[0].second = true; }), "values.grade");
  EXPECT_EQ(with([](NewEntry& e) { e.values.emplace_back("height", std::int64_t{1}); }), "values.height");
  EXPECT_EQ(with([](NewEntry& e) { e.values.emplace_back("hours", std::numeric_limits<double>::infinity()); }),
            "values.hours");
  EXPECT_EQ(with([](NewEntry& e) { e.values.emplace_back("hours", 1.5); }), "");
  EXPECT_EQ(with([](NewEntry& e) { e.values.emplace_back("note", std::string("\xc3")); }), "values.note");
  EXPECT_EQ(with([](NewEntry& e) { e.values.emplace_back("child-present", true); }),
            "values.child-present");  // out of order
  EXPECT_EQ(with([](NewEntry& e) { e.corrects = EntryId("7"); }), "corrects");
}

}  // namespace
}  // namespace roundel
