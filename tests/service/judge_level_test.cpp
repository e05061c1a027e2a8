// A teacher and a social worker judge the same child's level of need, differ, talk, and sign one level together.
#include <gtest/gtest.h>

#include "service/oversee/replay.h"
#include "service/oversee/vignettes.h"
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
  ASSERT_TRUE(after.shared->rested.found);
  EXPECT_GT(after.shared->rested.found->family, 0) << "repeated domestic abuse is of family and environment";
  EXPECT_FALSE(after.shared->rested.entries.empty()) << "the incidents were in front of the social worker";
  const auto tables = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(tables) << tables.error().text();
  for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
}

TEST_F(TwoProfessions, AreComparedByWhatTheyJudgedOfRealChildren) {
  const Caller manager = practitioner("social-care", "mgr-001", "manager");
  for (int i = 0; i < 6; ++i) {
    const std::string number = std::to_string(i);
    ASSERT_TRUE(judge_level(*desk_, practitioner("schools", "t-" + number, "practitioner"), form("3", "t" + number)));
    ASSERT_TRUE(judge_level(*desk_, practitioner("social-care", "s-" + number, "joint-team"),
                            form(i % 2 == 0 ? "2" : "3", "s" + number)));
  }
  ASSERT_TRUE(judge_level(*desk_, practitioner("schools", "t-0", "practitioner"), form("3", "t0"))) << "sent twice";
  const auto seen = see_severity(*desk_, manager);
  ASSERT_TRUE(seen) << seen.error().text();
  EXPECT_EQ(seen->decided.judged, 12);
  ASSERT_EQ(seen->decided.professions.size(), 2U);
  for (const GroupSeverity& one : seen->decided.professions) EXPECT_EQ(one.raters, 6) << one.profession;
  const auto tables = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(tables) << tables.error().text();
  for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
}

// What is kept is what was known when somebody judged: later findings do not change it.
TEST_F(TwoProfessions, WhatWasFoundThenIsNotWhatIsFoundLater) {
  ASSERT_TRUE(judge_level(*desk_, social_worker_, form("3", "a")));
  const auto before = judged().own.at(0).rested.found;
  ASSERT_TRUE(before);
  const NewEntry later[] = {entry("9", "school.attendance", "schools", "2024-05-28", {about("schools/1", "child")},
                                  {{"percent", std::int64_t{20}}})};
  const auto added = desk_->parts().ledger->append(later);
  ASSERT_TRUE(added) << added.error().text();
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  const auto now = open_picture(*desk_, social_worker_, child_, {});
  EXPECT_NE(found_by_domain(now->assessment.findings, desk_->standards()), *before) << "more is found now";
  EXPECT_EQ(now->judged.own.at(0).rested.found, before);
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

// A suggestion that rests on a sensitive entry tells of it: the judgement is told, what the findings suggested is not.
TEST_F(TwoProfessions, ASuggestionIsToldToThoseWhoMayReadAllThatItRestsOn) {
  const NewEntry feeds[] = {
      entry("5", "identity.details", "substance-misuse", "2020-01-01", {about("substance-misuse/9", "mother")},
            {{"forename", "Rose"}, {"surname", "Example"}, {"sex", "f"}}),
      entry("6", "family.relationship", "schools", "2020-09-01",
            {about("schools/1", "child"), about("substance-misuse/9", "mother")}, {{"resident", "resident"}}),
      entry("7", "substance-misuse.treatment-started", "substance-misuse", "2024-05-10",
            {about("substance-misuse/9", "mother")}, {}),
      entry("8", "substance-misuse.relapse", "substance-misuse", "2024-05-20", {about("substance-misuse/9", "mother")},
            {}),
      entry("9", "adult-mental-health.crisis", "adult-mental-health", "2024-05-21",
            {about("substance-misuse/9", "mother")}, {}),
  };
  const auto added = desk_->parts().ledger->append(feeds);
  ASSERT_TRUE(added) << added.error().text();
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  ASSERT_TRUE(judge_level(*desk_, social_worker_, form("3", "a")));

  const auto told = [](const ChildPage& page) {
    std::string out;
    for (const ChronologyItem& item : page.picture.chronology)
      if (item.kind == KindCode("judgement.level")) out += item.detail;
    return out;
  };
  const auto theirs = open_picture(*desk_, social_worker_, child_, {});
  ASSERT_TRUE(theirs);
  ASSERT_EQ(theirs->judged.own.size(), 1U);
  EXPECT_FALSE(theirs->judged.own[0].rested.withheld);
  EXPECT_EQ(theirs->judged.own[0].rested.suggested, theirs->assessment.suggested);
  EXPECT_TRUE(theirs->judged.own[0].agrees());
  EXPECT_EQ(told(*theirs).find("withheld"), std::string::npos);

  const auto narrower = open_picture(*desk_, teacher_, child_, {});
  ASSERT_TRUE(narrower);
  ASSERT_EQ(narrower->judged.own.size(), 1U);
  EXPECT_EQ(narrower->judged.own[0].level, LevelCode("3")) << "what people judged is told";
  EXPECT_TRUE(narrower->judged.own[0].rested.withheld);
  EXPECT_TRUE(narrower->judged.own[0].rested.suggested.empty());
  EXPECT_FALSE(narrower->judged.own[0].rested.found) << "how many findings there were tells of them too";
  EXPECT_EQ(told(*narrower).find("Findings"), std::string::npos) << told(*narrower);
  EXPECT_FALSE(narrower->judged.own[0].agrees());
  EXPECT_NE(told(*narrower).find("withheld"), std::string::npos) << told(*narrower);

  const auto replayed = see_replay(*desk_, teacher_, child_, {});
  ASSERT_TRUE(replayed) << replayed.error().text();
  EXPECT_TRUE(replayed->judged.own.at(0).rested.withheld);
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
