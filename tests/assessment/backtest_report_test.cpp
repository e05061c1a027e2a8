// What is kept of a backtest is what was counted: written and read it is the same, and what is wrong in it is named.
#include "assessment/backtest_report.h"

#include <gtest/gtest.h>

namespace roundel::backtest {
namespace {

Backtest counted() {
  Backtest out;
  out.asked = {.from = Date::of(2024, 1, 1), .to = Date::of(2025, 6, 30), .level = LevelCode("3")};
  out.asked.counts = Counts::as_recorded;
  out.edition = "england 2026.1 \"local\"";
  out.weeks = 78;
  out.children = 412;
  out.in_harm = 0.0255;
  out.entries = 23'411;
  out.harms = 31;
  out.harms_too_late = 2;
  out.split = 3;
  out.lists = {{LevelCode("3"), "Targeted", 90, 1.1538, 0, 4, {30, 10, 5, 45}}};
  out.reached[0] = {.already = 10, .while_on = 15, .never = 6, .lower = 2, .median = 5, .upper = 9};
  out.reached[3] = {.already = 0, .while_on = 0, .never = 31, .lower = {}, .median = {}, .upper = {}};
  Against alone{.way = Way::alone, .both = 20, .only_together = 5, .only_other = 0, .neither = 6};
  alone.earlier = 8, alone.same_week = 12;
  alone.lower = 0, alone.median = 0, alone.upper = 14;
  out.against = {alone, {.way = Way::passed_on}, {.way = Way::taken_on}};
  out.agencies = {{AgencyId("city-police"), "City Police", alone}};
  out.types = {{"neglect", 20, {18, 12, 9, 6}}, {"sexual", {}, {}}};
  out.groups = {{"Sex", "Girls", 14, {11, 9, {}, 5}, 180, {31, 20, 12, 7}}};
  out.rules = {{.code = IndicatorCode("repeat-domestic-abuse"),
                .name = "Domestic abuse again and again",
                .level = LevelCode("3"),
                .protective = false,
                .began = 41,
                .children = 33,
                .share = 0.0123,
                .rights = {20, 1, 2, 18},
                .began_in_half = {20, 21},
                .right_in_half = {15, 5},
                .ended = 30,
                .came_back = 7}};
  out.published = true;
  return out;
}

TEST(BacktestReport, SaysAgainWhatWasCounted) {
  const Backtest before = counted();
  const std::string text = report_text(before);
  const auto after = read_report(text, "report");
  ASSERT_TRUE(after) << after.error().text();
  EXPECT_EQ(report_text(*after), text);
  EXPECT_EQ(after->edition, before.edition);
  EXPECT_EQ(after->asked.from, before.asked.from);
  EXPECT_EQ(after->asked.counts, Counts::as_recorded);
  EXPECT_EQ(after->entries, before.entries);
  EXPECT_DOUBLE_EQ(after->in_harm, before.in_harm);
  EXPECT_EQ(after->lists[0].rights, before.lists[0].rights);
  EXPECT_EQ(after->reached[0].median, 5);
  EXPECT_FALSE(after->reached[3].median) << "nobody was seen";
  EXPECT_EQ(after->against[2].way, Way::taken_on);
  EXPECT_EQ(after->agencies[0].against.upper, 14);
  EXPECT_EQ(after->rules[0].came_back, 7);
  EXPECT_TRUE(after->published);
}

TEST(BacktestReport, WhatWasWithheldStaysWithheld) {
  const auto after = read_report(report_text(counted()), "report");
  ASSERT_TRUE(after) << after.error().text();
  EXPECT_FALSE(after->types[1].harms);
  EXPECT_FALSE(after->groups[0].seen[2]);
  EXPECT_EQ(after->groups[0].seen[3], 5);
}

TEST(BacktestReport, NamesTheMemberThatIsMissingOrWrong) {
  std::string text = report_text(counted());
  text.replace(text.find("came-back = 7"), 13, "came-bakk = 7");
  const auto missing = read_report(text, "report");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().text().find("came-back"), std::string::npos) << missing.error().text();

  text = report_text(counted());
  text.replace(text.find("rights = [30, 10, 5, 45]"), 24, "rights = [30, 10, 5]");
  const auto short_of_one = read_report(text, "report");
  ASSERT_FALSE(short_of_one);
  EXPECT_NE(short_of_one.error().text().find("rights"), std::string::npos) << short_of_one.error().text();
}

TEST(BacktestReport, ARuleIsUnsteadyOnlyWhereChanceDoesNotExplainIt) {
  RuleRow rule;
  rule.began_in_half = {40, 40};
  rule.right_in_half = {30, 8};
  EXPECT_TRUE(rule.changed_between_halves());
  rule.right_in_half = {22, 18};
  EXPECT_FALSE(rule.changed_between_halves());
  rule.began_in_half = {8, 8};
  rule.right_in_half = {8, 0};
  EXPECT_FALSE(rule.changed_between_halves()) << "too few to say";
  rule.ended = 30;
  rule.came_back = 6;
  EXPECT_TRUE(rule.comes_and_goes());
  rule.came_back = 5;
  EXPECT_FALSE(rule.comes_and_goes());
}

}  // namespace
}  // namespace roundel::backtest
