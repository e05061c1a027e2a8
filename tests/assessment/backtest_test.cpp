#include "assessment/backtest.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "assessment/family_text.h"

namespace roundel::backtest {
namespace {

const Standards& words() {
  static const Standards loaded = load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt).value();
  return loaded;
}

// Three services, each with one worry; the third comes on 1 April.
constexpr std::string_view three_services = R"(
  child born 2020-05-10
  mother resident
  father elsewhere
  housing 2024-02-01 housing.arrears about mother weeks=6
  nurseries 2024-03-01 nursery.concern topic=family
  adult-mental-health 2024-04-01 adult-mental-health.referral about father accepted=no)";

Truth one_child(std::vector<TrueHarm> harms) {
  Truth truth;
  truth.children.push_back({Date::of(2020, 5, 10), "f", "Asian", 1});
  truth.harms = std::move(harms);
  truth.child_of.emplace(FamilyText::source("child"), 0);
  return truth;
}

Asked from_january(Counts counts = Counts::as_known) {
  return {.from = Date::of(2024, 1, 1),
          .to = Date::of(2024, 9, 30),
          .level = LevelCode("3"),
          .counts = counts,
          .threads = 2};
}

Backtest ran(std::string_view family, const Truth& truth, const Asked& asked) {
  const auto text = FamilyText::read(family, words().vocabulary);
  require(text.has_value(), "the family can be read");
  Run run(words(), truth, asked);
  for (const Entry& entry : text->entries()) run.add(entry);
  return run.finish({});
}

const Reached& by(const Backtest& done, Way way) { return done.reached[static_cast<std::size_t>(way)]; }

const RuleRow& rule(const Backtest& done, std::string_view code) {
  return *std::find_if(done.rules.begin(), done.rules.end(),
                       [&](const RuleRow& row) { return row.code.str() == code; });
}

TEST(Backtest, SeesHarmInTheWeekInWhichTheLastPieceCame) {
  const Truth truth = one_child({{0, "neglect", Date::of(2024, 3, 10), Date::of(2024, 6, 30)}});
  const Backtest done = ran(three_services, truth, from_january());
  EXPECT_EQ(done.children, 1);
  EXPECT_EQ(done.harms, 1);
  EXPECT_EQ(by(done, Way::together).while_on, 1);
  EXPECT_EQ(by(done, Way::together).median, 3) << "weeks from 11 March to 1 April";
  EXPECT_EQ(by(done, Way::alone).never, 1) << "no agency had it by itself";
  EXPECT_EQ(by(done, Way::taken_on).never, 1);
  ASSERT_EQ(done.against.size(), 3U);
  EXPECT_EQ(done.against[0].only_together, 1);
  EXPECT_EQ(rule(done, "several-services-each-below-threshold").rights[0], 1);
}

const AgainstAgency& agency(const Backtest& done, std::string_view id) {
  return *std::find_if(done.agencies.begin(), done.agencies.end(),
                       [&](const AgainstAgency& one) { return one.agency.str() == id; });
}

TEST(Backtest, IsHeldAgainstEachAgencyByItself) {
  const Truth truth = one_child({{0, "neglect", Date::of(2024, 3, 10), Date::of(2024, 6, 30)}});
  // The school by itself comes to the list's level a month after the three had it together.
  const Backtest done = ran(std::string(three_services) + R"(
  schools 2024-05-01 school.concern topic=neglect
  schools 2024-05-02 school.concern topic=neglect
  schools 2024-05-03 school.concern topic=neglect)",
                            truth, from_january());
  for (const char* id : {"housing", "nurseries", "adult-mental-health"}) {
    EXPECT_EQ(agency(done, id).against.only_together, 1) << id;
    EXPECT_EQ(agency(done, id).against.both, 0) << id;
  }
  const Against& schools = agency(done, "schools").against;
  EXPECT_EQ(schools.both, 1);
  EXPECT_EQ(schools.earlier, 1);
  EXPECT_EQ(schools.median, done.against[0].median) << "no other agency had it by itself";
  EXPECT_GE(*schools.median, 28);
}

TEST(Backtest, GainsTheDaysUntilThePeopleTookItOn) {
  const Truth truth = one_child({{0, "neglect", Date::of(2024, 3, 10), Date::of(2024, 6, 30)}});
  const Backtest done =
      ran(std::string(three_services) + "\n  social-care 2024-04-22 social-care.referral source=2A primary-need=N1",
          truth, from_january());
  EXPECT_EQ(by(done, Way::taken_on).while_on, 1);
  const Against& taken_on = done.against[2];
  EXPECT_EQ(taken_on.way, Way::taken_on);
  EXPECT_EQ(taken_on.both, 1);
  EXPECT_EQ(taken_on.earlier, 1);
  EXPECT_EQ(taken_on.median, 21);
}

TEST(Backtest, AListWithoutHarmNearIsWrong) {
  const Backtest done = ran(three_services, one_child({}), from_january());
  const auto list =
      std::find_if(done.lists.begin(), done.lists.end(), [](const ListOf& one) { return one.level == LevelCode("3"); });
  ASSERT_NE(list, done.lists.end());
  EXPECT_GE(list->listed, 1);
  EXPECT_EQ(list->rights[3], list->listed);
  const GroupRow& everybody = done.groups.front();
  EXPECT_EQ(everybody.unharmed, 1);
  EXPECT_EQ(everybody.listed[static_cast<std::size_t>(Way::together)], 1);
  EXPECT_EQ(everybody.listed[static_cast<std::size_t>(Way::taken_on)], 0);
}

TEST(Backtest, WhatNobodyRecordedIsMissed) {
  const Truth truth = one_child({{0, "neglect", Date::of(2024, 3, 10), {}}});
  const Backtest done = ran("child born 2016-05-10\n  schools 2024-02-01 school.enrolment", truth, from_january());
  EXPECT_EQ(by(done, Way::together).never, 1);
  EXPECT_TRUE(rule(done, "several-services-each-below-threshold").never());
}

TEST(Backtest, HarmThatBeginsTooLateToBeSeenIsNotCounted) {
  const Truth truth = one_child({{0, "neglect", Date::of(2024, 9, 1), {}}});
  const Backtest done = ran(three_services, truth, from_january());
  EXPECT_EQ(done.harms, 0);
  EXPECT_EQ(done.harms_too_late, 1);
}

TEST(Backtest, OneWorkerAndTwoFindTheSame) {
  const Truth truth = one_child({{0, "neglect", Date::of(2024, 3, 10), {}}});
  Asked alone = from_january();
  alone.threads = 1;
  const Backtest one = ran(three_services, truth, alone);
  const Backtest two = ran(three_services, truth, from_january());
  for (std::size_t i = 0; i < one.rules.size(); ++i) {
    EXPECT_EQ(one.rules[i].began, two.rules[i].began) << one.rules[i].code.str();
    EXPECT_EQ(one.rules[i].share, two.rules[i].share);
  }
}

GroupRow row(std::string group, std::string member, int harmed, int seen) {
  GroupRow out{.group = std::move(group), .member = std::move(member), .harmed = harmed, .unharmed = 100};
  out.seen.fill(seen);
  out.listed.fill(50);
  return out;
}

TEST(PublishedBacktest, WithholdsFewAndWhatWouldGiveThemAway) {
  Backtest made;
  made.groups = {row("Everybody", "All children", 83, 60), row("Sex", "Girls", 3, 3), row("Sex", "Boys", 80, 57)};
  const Backtest shown = published(std::move(made));
  EXPECT_EQ(shown.groups[0].harmed, 83);
  EXPECT_FALSE(shown.groups[1].harmed);
  EXPECT_FALSE(shown.groups[2].harmed) << "83 less the boys would be the girls";
  EXPECT_FALSE(shown.groups[2].seen[0]);
}

TEST(PublishedBacktest, WithholdsWhereFewAreNotInACount) {
  Backtest made;
  made.groups = {row("Everybody", "All children", 83, 60), row("Sex", "Girls", 40, 38), row("Sex", "Boys", 43, 22)};
  const Backtest shown = published(std::move(made));
  EXPECT_EQ(shown.groups[1].harmed, 40);
  EXPECT_FALSE(shown.groups[1].seen[0]) << "two were not seen";
  EXPECT_FALSE(shown.groups[2].seen[0]);
}

}  // namespace
}  // namespace roundel::backtest
