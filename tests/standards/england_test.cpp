// England's files and the demonstration place, as they stand.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "standards/standards.h"

namespace roundel {
namespace {

const std::string dir = std::string(ROUNDEL_SOURCE_DIR) + "/standards";

const Standards& england() {
  static const Standards loaded = [] {
    auto read = load_standards(dir, std::nullopt);
    if (!read) throw std::runtime_error(read.error().text());
    return *read;
  }();
  return loaded;
}
const Standards& northern_city() {
  static const Standards loaded = [] {
    auto read = load_standards(dir, "northern-city");
    if (!read) throw std::runtime_error(read.error().text());
    return *read;
  }();
  return loaded;
}

TEST(England, HasTheWordsOfManyServices) {
  EXPECT_GE(england().vocabulary.agency_kinds.size(), 14U);
  EXPECT_GE(england().vocabulary.kinds.size(), 80U);
  const EntryKind* incident = england().vocabulary.kind("police.domestic-abuse");
  ASSERT_NE(incident, nullptr);
  EXPECT_EQ(incident->value("grade")->code_set, "dash-grade");
  EXPECT_EQ(england().vocabulary.kind("police.no-such-thing"), nullptr);
}

TEST(England, EveryWordThatAKindUsesIsThere) {
  const Vocabulary& words = england().vocabulary;
  for (const EntryKind& kind : words.kinds) {
    EXPECT_NE(words.sharing_class(kind.sharing), nullptr) << kind.code.str();
    EXPECT_NE(words.retention(kind.retention), nullptr) << kind.code.str();
    EXPECT_FALSE(kind.roles.empty()) << kind.code.str();
    for (const ValueSpec& value : kind.values)
      EXPECT_EQ(value.type == ValueType::code, words.code_set(value.code_set) != nullptr) << kind.code.str();
  }
}

TEST(England, HealthOfAnAdultIsSensitive) {
  EXPECT_EQ(england().vocabulary.kind("adult-mental-health.referral")->sharing, "sensitive");
  EXPECT_EQ(england().vocabulary.kind("adult-mental-health.crisis")->sharing, "joint");
  EXPECT_EQ(england().vocabulary.kind("police.restraining-order")->sharing, "agency");
}

TEST(England, BankHolidaysKnowTheOnceOnlyDays) {
  const WorkingDays& days = *england().working_days;
  for (const char* holiday :
       {"2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2021-12-27", "2021-12-28", "2022-01-03",
        "2022-12-27", "2026-12-28", "2027-03-26", "2027-12-28", "2028-01-03", "2024-03-29"})
    EXPECT_FALSE(days.is_working_day(*parse_date(holiday))) << holiday;
  for (const char* working : {"2020-05-04", "2022-05-30", "2022-06-01", "2023-05-02", "2024-12-27", "2018-12-24"})
    EXPECT_TRUE(days.is_working_day(*parse_date(working))) << working;
}

TEST(England, AnAssessmentIsDueInFortyFiveWorkingDaysFromTheReferral) {
  const Date referral = Date::of(2024, 3, 1);
  const ClockRule* clock = england().clock_on("assessment", referral);
  ASSERT_NE(clock, nullptr);
  EXPECT_EQ(clock->edition, "Working Together 2023");
  EXPECT_EQ(clock->force, Force::guidance);
  // Good Friday, Easter Monday and the early May bank holiday lie between.
  EXPECT_EQ(due_date(*clock, *england().working_days, referral), Date::of(2024, 5, 8));
}

TEST(England, AClockIsChosenByTheDateOfItsEvent) {
  EXPECT_EQ(england().clock_on("assessment", Date::of(2023, 12, 14))->edition, "Working Together 2018");
  EXPECT_EQ(england().clock_on("assessment", Date::of(2026, 3, 18))->edition, "Working Together 2026");
  EXPECT_EQ(england().clock_on("assessment", Date::of(2010, 1, 1)), nullptr);
}

TEST(England, AllTimeBasesAreInUse) {
  std::set<TimeBase> bases;
  for (const ClockRule& clock : england().clocks) bases.insert(clock.base);
  EXPECT_EQ(bases.size(), 6U);
}

TEST(NorthernCity, IsFoundByItsArea) {
  const auto found = load_standards_for(dir, AreaCode("E08000032"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->place->name, "Northern City");
  EXPECT_EQ(found->edition, "england 2026.1 + northern-city 2026.1");
  EXPECT_EQ(found->agency(AgencyId("city-police"))->kind, "police");
  EXPECT_FALSE(load_standards_for(dir, AreaCode("E06000001"))->place);
}

TEST(NorthernCity, TightensTheAssessmentFromItsDayOn) {
  EXPECT_EQ(northern_city().clock_on("assessment", Date::of(2024, 3, 31))->limit, 45);
  EXPECT_EQ(northern_city().clock_on("assessment", Date::of(2024, 4, 1))->limit, 35);
  EXPECT_EQ(northern_city().clock_on("assessment", Date::of(2026, 4, 1))->limit, 35);
}

}  // namespace
}  // namespace roundel
