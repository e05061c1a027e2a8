// England's files and the demonstration place, as they stand.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "standards/explain.h"
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
    EXPECT_EQ(kind.roles.empty(), kind.code.str() == "vignette.rated" || kind.code.str() == "loop.learned")
        << kind.code.str() << ": about whom?";
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
  EXPECT_EQ(due_date(*clock, england(), referral), Date::of(2024, 5, 8));
}

TEST(England, ALimitInSchoolDaysFollowsThePlacesTerms) {
  const auto place = load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", "northern-city");
  ASSERT_TRUE(place) << place.error().text();
  ASSERT_TRUE(place->school_terms.has_value());
  EXPECT_FALSE(place->school_terms->confirmed) << "the terms of a made-up place are nobody's own";
  const Date friday_before_half_term = Date::of(2026, 2, 13);
  const ClockRule* clock = place->clock_on("school-told-of-domestic-abuse", friday_before_half_term);
  ASSERT_NE(clock, nullptr);
  EXPECT_EQ(due_date(*clock, *place, friday_before_half_term), Date::of(2026, 2, 23))
      << "the week without school is skipped";
  EXPECT_EQ(due_date(*clock, england(), friday_before_half_term), Date::of(2026, 2, 16))
      << "no terms held: a working day";
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

TEST(England, ALimitStandsStillOnlyWhereASourceSaysSoAndNeverForEver) {
  int paused = 0;
  for (const ClockRule& clock : england().clocks) {
    for (const PausesClock& pause : clock.pauses) {
      ++paused;
      EXPECT_FALSE(pause.source.empty() || pause.until.empty()) << clock.code;
      EXPECT_EQ(clock.force, Force::statutory)
          << clock.code << ": no guidance that was read lets its limit stand still";
    }
    if (clock.base != TimeBase::clock_hours || clock.starts.empty()) continue;
    for (const std::string& kind : {clock.starts, clock.meets.front()})
      EXPECT_TRUE(england().vocabulary.kind(kind)->timed) << kind << " counts by the hour and has no time of day";
  }
  EXPECT_GE(paused, 1);
}

TEST(England, HasNinetyIndicatorsEachWithItsReasonItsSourceAndWhoCouldSettleIt) {
  EXPECT_GE(england().indicators.size(), 90U);
  std::set<Domain> domains;
  int protective = 0;
  for (const Indicator& one : england().indicators) {
    EXPECT_FALSE(one.why.empty() || one.source.empty() || one.settled_by.empty()) << one.code.str();
    EXPECT_TRUE(one.confirmed || !one.note.empty()) << one.code.str();
    domains.insert(one.domain);
    protective += one.protective ? 1 : 0;
  }
  EXPECT_EQ(domains.size(), 3U);
  EXPECT_GE(protective, 10);
}

// A rule form that no indicator used would be a form that nobody has read.
TEST(England, UsesEveryFormOfTheLanguage) {
  std::set<Condition::Shape> shapes;
  std::set<Whom> whom;
  bool when = false, until = false, resident = false, elsewhere = false, others_age = false;
  for (const Indicator& one : england().indicators) {
    for (const Condition& condition : one.rule.conditions) {
      shapes.insert(condition.shape);
      whom.insert(condition.who.whom);
      when = when || condition.when;
      until = until || (condition.shape == Condition::Shape::count && !condition.until.empty());
      resident = resident || condition.who.living == Living::resident;
      elsewhere = elsewhere || condition.who.living == Living::elsewhere;
    }
    for (const Guard& guard : one.rule.guards) others_age = others_age || guard.who.whom != Whom::child;
  }
  EXPECT_EQ(shapes.size(), 8U);
  EXPECT_TRUE(whom.contains(Whom::household_then) && whom.contains(Whom::former_partner) &&
              whom.contains(Whom::sibling));
  EXPECT_TRUE(when && until && resident && elsewhere && others_age);
}

TEST(Levels, EverySchemeIsDatedAndWalksAcrossToTheOther) {
  ASSERT_GE(england().schemes.size(), 2U);
  EXPECT_EQ(england().schemes.front().code, england().levels.code);
  for (const LevelScheme& from : england().schemes)
    for (const LevelScheme& to : england().schemes) {
      if (from.code == to.code) continue;
      int reached = 0;
      for (const Level& level : from.levels) {
        const auto row =
            std::find_if(england().crosswalks.begin(), england().crosswalks.end(), [&](const Crosswalk& one) {
              return one.from == from.code && one.to == to.code && one.level == level.code;
            });
        ASSERT_NE(row, england().crosswalks.end()) << from.code << " " << level.code.str();
        int lowest = 99;
        for (const LevelCode& one : row->is) lowest = std::min(lowest, to.find(one)->order);
        EXPECT_GE(lowest, reached) << "a higher level is never a lower one: " << from.code << " " << level.code.str();
        reached = lowest;
      }
    }
}

TEST(Levels, AreToldWithWhatTheyAreInTheOtherScheme) {
  const auto told = explain_standards(england()).levels;
  ASSERT_EQ(told.size(), england().levels.levels.size());
  ASSERT_EQ(told[1].elsewhere.size(), 1U);
  EXPECT_TRUE(told[1].elsewhere[0].starts_with("Families First shape: Community help or Family Help. "))
      << told[1].elsewhere[0];
}

TEST(LondonBorough, TightensFormsOfEveryKindAndIsProvedNoLooser) {
  const auto borough = load_standards(dir, "london-borough");
  ASSERT_TRUE(borough) << borough.error().text();
  EXPECT_GE(borough->tightened.size(), 5U);
  EXPECT_EQ(borough->indicator(IndicatorCode("domestic-abuse-conference"))->suggests, LevelCode("4"));
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
