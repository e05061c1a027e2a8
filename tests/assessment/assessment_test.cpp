#include "assessment/assessment.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/assessment/family_text.h"

namespace roundel {
namespace {

const Standards& england() {
  static const Standards loaded = load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt).value();
  return loaded;
}

testing::FamilyText family(std::string_view text) { return testing::FamilyText(text, england().vocabulary); }

const Finding* finding(const Assessment& assessment, std::string_view code) {
  const auto found = std::find_if(assessment.findings.begin(), assessment.findings.end(),
                                  [&](const Finding& f) { return f.indicator.str() == code; });
  return found == assessment.findings.end() ? nullptr : &*found;
}

bool asks(const Assessment& assessment, std::string_view question) {
  return std::any_of(assessment.unasked.begin(), assessment.unasked.end(),
                     [&](const Unasked& u) { return u.question == question; });
}

const char* repeated = R"(
  child born 2020-05-10
  mother resident
  city-police 2023-09-01 police.domestic-abuse about mother grade=standard
  city-police 2024-03-01 police.domestic-abuse about mother,child grade=medium)";

TEST(Assessment, AFindingHoldsFromTheDayTheRuleCameTrue) {
  const auto known = family(repeated);
  const auto on = assess(known.on(Date::of(2024, 6, 15)), england());
  const Finding* found = finding(on, "repeat-domestic-abuse");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->since, Date::of(2024, 3, 1));
  EXPECT_EQ(found->evidence.size(), 2U) << "the second is about two persons and counts once";
  EXPECT_EQ(found->agencies, std::vector{AgencyId("city-police")});
  EXPECT_EQ(on.suggested, LevelCode("3"));
}

TEST(Assessment, WhatAnAgencyAnsweredWithinAYearIsNoLongerAskedOfIt) {
  const char* question = "Is the partner known to the police?";
  auto known = family("child born 2020-05-10\npartner resident").on(Date::of(2024, 6, 15));
  ASSERT_TRUE(asks(assess(known, england()), question));
  Entry answer = known.entries.front();
  answer.id = EntryId("answer");
  answer.kind = KindCode("request.answered");
  answer.agency = AgencyId("city-police");
  answer.happened = Happened::on(Date::of(2024, 6, 1));
  answer.about = {{testing::FamilyText::source("child"), RoleCode("child")}};
  answer.values = {
      {"answer", "Not known"}, {"request", "r1"}, {"standing-question", "is-the-partner-known-to-the-police"}};
  known.entries.push_back(answer);
  EXPECT_FALSE(asks(assess(known, england()), question));
  known.on = Date::of(2025, 6, 2);
  EXPECT_TRUE(asks(assess(known, england()), question)) << "a year later it may have changed";
}

TEST(Assessment, AFindingEndsTheDayAfterItsWindow) {
  const auto known = family(repeated);
  EXPECT_NE(finding(assess(known.on(Date::of(2024, 9, 1)), england()), "repeat-domestic-abuse"), nullptr);
  EXPECT_EQ(finding(assess(known.on(Date::of(2024, 9, 2)), england()), "repeat-domestic-abuse"), nullptr);
  EXPECT_EQ(finding(assess(known.on(Date::of(2024, 2, 29)), england()), "repeat-domestic-abuse"), nullptr);
}

TEST(Assessment, AnAbsenceHoldsFromTheDayItsTimeIsFull) {
  const auto known = family("child born 2023-02-01\nhealth-visiting 2023-03-10 health-visiting.contact");
  EXPECT_EQ(finding(assess(known.on(Date::of(2023, 12, 9)), england()), "baby-out-of-sight"), nullptr);
  const auto on = assess(known.on(Date::of(2024, 3, 1)), england());
  ASSERT_NE(finding(on, "baby-out-of-sight"), nullptr);
  EXPECT_EQ(finding(on, "baby-out-of-sight")->since, Date::of(2023, 12, 10));
  EXPECT_TRUE(finding(on, "baby-out-of-sight")->evidence.empty());
}

TEST(Assessment, ABreakStartsTheFindingAnew) {
  const auto known = family(R"(
    child born 2012-02-01
    schools 2023-01-10 school.attendance percent=40
    schools 2024-05-10 school.attendance percent=45)");
  EXPECT_EQ(finding(assess(known.on(Date::of(2024, 6, 1)), england()), "severe-absence")->since, Date::of(2024, 5, 10));
}

TEST(Assessment, AnEntryWithoutADateCountsOnlyForEver) {
  const auto known = family(R"(
    child born 2020-05-10
    partner resident
    city-police ? police.sexual-offence-history about partner
    city-police ? police.restraining-order about partner)");
  const auto on = assess(known.on(Date::of(2024, 6, 15)), england());
  EXPECT_NE(finding(on, "sexual-offence-history"), nullptr);
  EXPECT_EQ(finding(on, "history-of-a-partner"), nullptr);
}

TEST(Assessment, WhatProtectsIsShownAndLowersNothing) {
  const auto known = family(std::string(repeated) + "\n  social-care 2024-05-01 protective.safety-plan");
  const auto on = assess(known.on(Date::of(2024, 6, 15)), england());
  ASSERT_NE(finding(on, "safety-plan-kept"), nullptr);
  EXPECT_EQ(on.suggested, LevelCode("3"));
  EXPECT_EQ(on.findings.front().indicator.str(), "repeat-domestic-abuse");
}

TEST(Assessment, KeepsTheLastJudgement) {
  const auto known = family(R"(
    child born 2020-05-10
    social-care 2024-01-01 judgement.level level=2 reason=first
    social-care 2024-02-01 judgement.level level=3 reason=second)");
  const auto on = assess(known.on(Date::of(2024, 6, 15)), england());
  ASSERT_TRUE(on.judgement);
  EXPECT_EQ(on.judgement->level, LevelCode("3"));
  EXPECT_EQ(on.judgement->on, Date::of(2024, 2, 1));
}

TEST(Assessment, AsksWhoTheFatherIsUntilSomebodySays) {
  EXPECT_TRUE(asks(
      assess(family("child born 2023-05-10\nmother resident\ngp 2024-01-01 gp.consultation").on(Date::of(2024, 6, 15)),
             england()),
      "Who is the father?"));
  EXPECT_FALSE(asks(
      assess(family("child born 2023-05-10\nfather elsewhere\ngp 2024-01-01 gp.consultation").on(Date::of(2024, 6, 15)),
             england()),
      "Who is the father?"));
}

TEST(Assessment, AsksAServiceThatCouldSettleAFindingAndHasSaidNothing) {
  const auto on = assess(family(repeated).on(Date::of(2024, 6, 15)), england());
  EXPECT_TRUE(asks(on, "What does Health visiting know of this family?"));
}

TEST(Assessment, ADeadChildIsNotAssessed) {
  auto known = family(repeated).on(Date::of(2024, 6, 15));
  known.entries.front().values.emplace_back("died", Date::of(2024, 5, 1));
  EXPECT_TRUE(assess(known, england()).findings.empty());
}

TEST(Assessment, TellsAFindingInOneSentence) {
  const auto known = family(repeated);
  const auto on = assess(known.on(Date::of(2024, 6, 15)), england());
  EXPECT_EQ(in_words(*finding(on, "repeat-domestic-abuse"), known.entries(), england()),
            "Repeated domestic abuse in the household: domestic abuse incident (2 times), the last on 1 March 2024 "
            "(city-police)");
}

}  // namespace
}  // namespace roundel
