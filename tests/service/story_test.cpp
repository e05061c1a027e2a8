// The story of a concern: a teacher passes it on, the joint team sees it at once, a social worker decides, the teacher
// hears back; a stranger sees who is involved and no more.
//
//   Ivy (born 2016) lives with her mother Ada. The school knows Ivy, the health visitor knew her,
//   police were called to Ada's home twice this spring.
#include <gtest/gtest.h>
#include <unistd.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class Story : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "schools", "2020-09-01", {about("schools/1", "child")},
              {{"forename", "Ivy"}, {"surname", "Example"}, {"birth-date", *parse_date("2016-05-04")}, {"sex", "f"}}),
        entry("2", "identity.details", "schools", "2020-09-01", {about("schools/2", "adult")},
              {{"forename", "Ada"}, {"surname", "Example"}, {"birth-date", *parse_date("1990-01-02")}, {"sex", "f"}}),
        entry("3", "family.relationship", "schools", "2020-09-01",
              {about("schools/1", "child"), about("schools/2", "mother")}, {{"resident", "resident"}}),
        entry("4", "involvement.started", "schools", "2020-09-01", {about("schools/1", "child")},
              {{"practitioner", "T. Teale"}, {"service", "Oak Primary"}}, "dsl-001"),
        entry("5", "identity.details", "city-police", "2024-04-01", {about("city-police/9", "adult")},
              {{"forename", "Ada"}, {"surname", "Example"}, {"birth-date", *parse_date("1990-01-02")}, {"sex", "f"}}),
        entry("6", "police.domestic-abuse", "city-police", "2024-04-01", {about("city-police/9", "victim")},
              {{"grade", "medium"}, {"child-present", true}}),
        entry("7", "police.domestic-abuse", "city-police", "2024-05-01", {about("city-police/9", "victim")},
              {{"grade", "high"}, {"child-present", true}}),
        entry("8", "identity.link", "roundel", "2024-05-02",
              {about("city-police/9", "same-person"), about("schools/2", "same-person")},
              {{"person", person_of_alone(SourceId("city-police/9")).str()}, {"method", "test"}}),
    };
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    const auto assessed = assess_all(*desk_, console(), {}, 1, {});
    ASSERT_TRUE(assessed) << assessed.error().text();
    EXPECT_EQ(assessed->children, 1);
    const auto child = person_of_source(*desk_, SourceId("schools/1"));
    ASSERT_TRUE(child) << child.error().text();
    child_ = *child;
  }

  ConcernForm concern(const std::string& key) const {
    return {.child = child_,
            .worry = "Ivy came without a coat again and was afraid to go home.",
            .child_says = "I don't like the shouting.",
            .immediate_danger = false,
            .parents_told = "no-unsafe",
            .key = key};
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  PersonId child_;
  const Caller teacher_ = practitioner("schools", "dsl-001", "referrer");
  const Caller social_worker_ = practitioner("social-care", "sw-001", "joint-team");
  const Caller stranger_ = practitioner("dentistry", "dent-901", "practitioner");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, Story, ::testing::ValuesIn(support::each_engine()));

TEST_P(Story, TheSchoolsOwnPictureLacksWhatOnlyPoliceKnow) {
  const auto all = open_picture(*desk_, console(), child_, {});
  ASSERT_TRUE(all) << all.error().text();
  const auto school = open_picture(*desk_, console(), child_, {.as_known_at = {}, .as_known_to = AgencyId("housing")});
  ASSERT_TRUE(school) << school.error().text();
  EXPECT_EQ(all->picture.chronology.size(), 2U);
  EXPECT_TRUE(school->picture.chronology.empty()) << "housing is not in the joint team and recorded nothing";
}

TEST_P(Story, AnEarlierMomentKnowsNothingOfWhatCameLater) {
  store_.at("2024-06-10T09:00:00Z");
  const auto recorded = record_concern(*desk_, teacher_, concern("a"));
  ASSERT_TRUE(recorded) << recorded.error().text();
  const auto now = open_picture(*desk_, console(), child_, {});
  const auto before =
      open_picture(*desk_, console(), child_, {.as_known_at = *parse_timestamp("2024-06-09"), .as_known_to = {}});
  ASSERT_TRUE(now && before);
  EXPECT_EQ(now->response.concerns.size(), 1U);
  EXPECT_TRUE(before->response.concerns.empty());
}

// A desk keeps the families it read lately: what others record, undo or erase must still show.
TEST_P(Story, WhatAnotherDeskRecordsIsSeenByOneThatReadTheFamilyBefore) {
  const auto mine = store_.desk();
  ASSERT_TRUE(open_picture(*mine, console(), child_, {}));
  ASSERT_TRUE(record_concern(*desk_, teacher_, concern("a")));
  const auto after = open_picture(*mine, console(), child_, {});
  ASSERT_TRUE(after) << after.error().text();
  EXPECT_EQ(after->response.concerns.size(), 1U);
}

TEST_P(Story, WhatATransactionUndidIsNotKept) {
  ASSERT_TRUE(open_picture(*desk_, console(), child_, {}));
  Desk::Parts& parts = desk_->parts();
  const NewEntry undone =
      entry("undone", "school.late-collection", "schools", "2024-06-01", {about("schools/1", "child")}, {});
  const auto done = parts.database->transact([&]() -> Done {
    const auto added = parts.ledger->append_within({&undone, 1});
    if (!added) return fail(added.error());
    const auto within = open_picture(*desk_, console(), child_, {});
    if (!within) return fail(within.error());
    EXPECT_EQ(within->picture.chronology.size(), 3U) << "a transaction sees what it did";
    return fail(Fault::conflict, "undone on purpose");
  });
  EXPECT_FALSE(done);
  const auto after = open_picture(*desk_, console(), child_, {});
  ASSERT_TRUE(after) << after.error().text();
  EXPECT_EQ(after->picture.chronology.size(), 2U);
}

TEST_P(Story, WhatWasErasedIsNotKept) {
  const auto before = open_picture(*desk_, console(), child_, {});
  ASSERT_TRUE(before) << before.error().text();
  ASSERT_FALSE(before->picture.chronology.empty());
  const EntryId gone = before->picture.chronology.front().entry;
  const auto erased = desk_->parts().ledger->erase(desk_->area(), gone, "ordered by a court");
  ASSERT_TRUE(erased) << erased.error().text();
  const auto after = open_picture(*desk_, console(), child_, {});
  ASSERT_TRUE(after) << after.error().text();
  EXPECT_EQ(after->picture.chronology.size() + 1, before->picture.chronology.size());
}

TEST_P(Story, AConcernIsOnTheListAtOnceAndIsDecidedOnce) {
  const auto recorded = record_concern(*desk_, teacher_, concern("a"));
  ASSERT_TRUE(recorded) << recorded.error().text();
  EXPECT_FALSE(recorded->changes.empty());

  const auto list = see_changes(*desk_, social_worker_);
  ASSERT_TRUE(list) << list.error().text();
  ASSERT_FALSE(list->changes.empty());
  EXPECT_EQ(list->changes.front().child, child_);
  EXPECT_EQ(list->changes.front().name, "Ivy Example");

  const auto door = see_front_door(*desk_, social_worker_);
  ASSERT_TRUE(door) << door.error().text();
  ASSERT_EQ(door->waiting.size(), 1U);
  const DecideForm form{.concern = recorded->concern,
                        .child = child_,
                        .choice = ResponseChoice::joint_visit,
                        .reason = "Two incidents and a frightened child.",
                        .feedback = "We will visit together.",
                        .said = {.threshold = "level:3", .consent_share = "given", .consent_service = "not-asked"},
                        .key = "once"};
  const auto decided = decide_response(*desk_, social_worker_, form);
  ASSERT_TRUE(decided) << decided.error().text();
  EXPECT_EQ(decided->counts_as, "contact") << "by the definition of the place";
  const auto size = *desk_->parts().ledger->size(desk_->area());
  ASSERT_TRUE(decide_response(*desk_, social_worker_, form)) << "the same form once more is no second decision";
  EXPECT_EQ(*desk_->parts().ledger->size(desk_->area()), size);
  DecideForm other = form;
  other.key = "another";
  other.reason = "On second thoughts.";
  const auto again = decide_response(*desk_, social_worker_, other);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().fault, Fault::conflict);
  const auto page = see_concern(*desk_, social_worker_, child_, recorded->concern);
  ASSERT_TRUE(page) << page.error().text();
  const DecisionSaid& said = page->row.concern.decision->said;
  EXPECT_NE(said.threshold.find(": "), std::string::npos) << "the sentence, not its code";
  EXPECT_EQ(said.consent_share, "given");
  EXPECT_EQ(said.consent_service, "not-asked");
  EXPECT_EQ(said.consent_treatment, "") << "one answer is never read as another";

  const auto mine = see_my_concerns(*desk_, teacher_);
  ASSERT_TRUE(mine) << mine.error().text();
  ASSERT_EQ(mine->size(), 1U);
  ASSERT_TRUE(mine->front().concern.decision);
  EXPECT_EQ(mine->front().feedback, "We will visit together.");
}

TEST_P(Story, SendingTheFormTwiceRecordsItOnce) {
  const auto first = record_concern(*desk_, teacher_, concern("same"));
  const auto second = record_concern(*desk_, teacher_, concern("same"));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->concern, second->concern);
  EXPECT_EQ(see_my_concerns(*desk_, teacher_)->size(), 1U);
}

TEST_P(Story, AStrangerSeesWhoIsInvolvedAndNoContentAndItIsOnRecord) {
  const auto page = open_picture(*desk_, stranger_, child_, {});
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_FALSE(page->access.scope.any());
  EXPECT_FALSE(page->picture.involved.empty());
  EXPECT_TRUE(page->picture.chronology.empty());
  EXPECT_TRUE(page->findings.empty());
  EXPECT_TRUE(page->picture.identity.address.empty());
  ASSERT_TRUE(ask_for_access(*desk_, stranger_, child_, "She is booked with us tomorrow."));
  EXPECT_TRUE(open_picture(*desk_, stranger_, child_, {})->access_asked_for);

  const auto history = see_access_history(*desk_, console(), child_);
  ASSERT_TRUE(history) << history.error().text();
  const auto by_stranger =
      std::count_if(history->begin(), history->end(), [](const AccessLine& line) { return line.who == "dent-901"; });
  EXPECT_EQ(by_stranger, 3);
}

TEST_P(Story, EveryDerivedTableFollowsFromTheLedgerAfterwards) {
  const auto recorded = record_concern(*desk_, teacher_, concern("a"));
  ASSERT_TRUE(recorded);
  store_.at("2024-06-05T09:00:00Z");
  ASSERT_TRUE(decide_response(*desk_, social_worker_,
                              {.concern = recorded->concern,
                               .child = child_,
                               .choice = ResponseChoice::assessment,
                               .reason = "Needs a whole look.",
                               .feedback = ""}));
  const auto tables = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(tables) << tables.error().text();
  for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
}

TEST_P(Story, AnAlteredTableIsFound) {
  ASSERT_TRUE(desk_->parts().database->run("DELETE FROM member", {}));
  const auto tables = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(tables) << tables.error().text();
  EXPECT_GT(tables->front().differing, 0);
}

}  // namespace
}  // namespace roundel::service
