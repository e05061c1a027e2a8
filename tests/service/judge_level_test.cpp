// A teacher and a social worker judge the same child's level of need, differ, talk, and sign one level together.
#include <gtest/gtest.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class TwoProfessions : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "schools", "2020-09-01", {about("schools/1", "child")},
              {{"forename", "Ivy"}, {"surname", "Example"}, {"birth-date", *parse_date("2016-05-04")}, {"sex", "f"}}),
        entry("2", "involvement.started", "schools", "2020-09-01", {about("schools/1", "child")},
              {{"practitioner", "T. Teale"}, {"service", "Oak Primary"}}, "dsl-001"),
        entry("3", "police.domestic-abuse", "city-police", "2024-05-01", {about("schools/1", "child")},
              {{"grade", "high"}, {"child-present", true}}),
        entry("4", "police.domestic-abuse", "city-police", "2024-05-20", {about("schools/1", "child")},
              {{"grade", "high"}, {"child-present", true}}),
    };
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    child_ = *person_of_source(*desk_, SourceId("schools/1"));
    ASSERT_TRUE(record_concern(*desk_, teacher_,
                               {.child = child_, .worry = "Afraid to go home.", .parents_told = "yes", .key = "c"}));
  }

  JudgeForm form(const std::string& level, const std::string& key) const {
    return {.child = child_, .level = LevelCode(level), .reason = "As I see it.", .key = key};
  }
  JudgedLevels judged() { return open_picture(*desk_, teacher_, child_, {})->judged; }

  AStore store_;
  std::unique_ptr<Desk> desk_;
  PersonId child_;
  const Caller teacher_ = practitioner("schools", "dsl-001", "practitioner");
  const Caller social_worker_ = practitioner("social-care", "sw-001", "joint-team");
  const Caller stranger_ = practitioner("dentistry", "dent-901", "practitioner");
};

TEST_F(TwoProfessions, ShareALevelThatBothSigned) {
  ASSERT_TRUE(judge_level(*desk_, teacher_, form("2", "a")));
  ASSERT_TRUE(judge_level(*desk_, social_worker_, form("3", "b")));
  ASSERT_TRUE(share_level(*desk_, social_worker_, form("3", "c")));
  const JudgedLevels before = judged();
  EXPECT_EQ(before.own.size(), 2U);
  EXPECT_FALSE(before.shared);
  ASSERT_TRUE(before.proposed);
  const SignLevelForm sign{.child = child_, .shared = before.proposed->entry, .key = "d"};
  ASSERT_TRUE(sign_level(*desk_, teacher_, sign));
  ASSERT_TRUE(sign_level(*desk_, teacher_, sign)) << "sent twice is signed once";
  const JudgedLevels after = judged();
  ASSERT_TRUE(after.shared);
  EXPECT_EQ(after.shared->level, LevelCode("3"));
  EXPECT_EQ(after.shared->signatures.size(), 2U);
  EXPECT_FALSE(after.shared->rested.edition.empty());
  EXPECT_FALSE(after.shared->rested.entries.empty()) << "the incidents were in front of the social worker";
  const auto tables = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(tables) << tables.error().text();
  for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
}

TEST_F(TwoProfessions, EachJudgesForItselfFirst) {
  ASSERT_TRUE(judge_level(*desk_, social_worker_, form("3", "a")));
  const auto alone = share_level(*desk_, social_worker_, form("3", "b"));
  ASSERT_FALSE(alone);
  EXPECT_EQ(alone.error().fault, Fault::conflict);
  const auto unjudged = share_level(*desk_, teacher_, form("3", "c"));
  ASSERT_FALSE(unjudged);
  EXPECT_EQ(unjudged.error().fault, Fault::conflict);
}

TEST_F(TwoProfessions, AStrangerNeitherWritesNorSigns) {
  ASSERT_TRUE(judge_level(*desk_, teacher_, form("2", "a")));
  ASSERT_TRUE(judge_level(*desk_, social_worker_, form("3", "b")));
  ASSERT_TRUE(share_level(*desk_, social_worker_, form("3", "c")));
  EXPECT_EQ(share_level(*desk_, stranger_, form("3", "d")).error().fault, Fault::refused);
  EXPECT_EQ(
      sign_level(*desk_, stranger_, {.child = child_, .shared = judged().proposed->entry, .key = "e"}).error().fault,
      Fault::refused);
}

TEST_F(TwoProfessions, WhatOneJudgedIsOnTheListOfChanges) {
  ASSERT_TRUE(judge_level(*desk_, teacher_, form("2", "a")));
  const auto list = see_changes(*desk_, social_worker_);
  ASSERT_TRUE(list) << list.error().text();
  EXPECT_TRUE(std::any_of(list->changes.begin(), list->changes.end(),
                          [](const Change& change) { return change.kind == "judgement"; }));
}

}  // namespace
}  // namespace roundel::service
