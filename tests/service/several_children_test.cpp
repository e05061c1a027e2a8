// Ivy and Max have one mother, Ada. What is recorded once for both counts for each of them, in concerns, clocks,
// changes and in what the lists show; Ada's own childhood is not theirs.
#include <gtest/gtest.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class SeveralChildren : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const std::vector<About> both = {about("social-care/1", "child"), about("social-care/2", "child")};
    const std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "social-care", "2024-05-01", {about("social-care/1", "child")},
              {{"forename", "Ivy"}, {"surname", "Example"}, {"birth-date", *parse_date("2016-05-04")}}),
        entry("2", "identity.details", "social-care", "2024-05-01", {about("social-care/2", "child")},
              {{"forename", "Max"}, {"surname", "Example"}, {"birth-date", *parse_date("2019-05-04")}}),
        entry("3", "family.relationship", "social-care", "2024-05-01",
              {both[0], both[1], about("social-care/9", "mother")}, {{"resident", "resident"}}),
        entry("4", "involvement.started", "social-care", "2024-05-01", both, {{"service", "Assessment team"}},
              "sw-001"),
        entry("5", "social-care.strategy-discussion", "social-care", "2024-06-03", both,
              {{"outcome", "section-47"}, {"reason", "Bruises"}, {"police", true}, {"health", true}}),
        entry("6", "concern.raised", "schools", "2024-06-03", both, {{"worry", "Both came without coats"}}, "dsl-001"),
    };
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    concern_ = added->ids.back();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    ivy_ = *person_of_source(*desk_, SourceId("social-care/1"));
    max_ = *person_of_source(*desk_, SourceId("social-care/2"));
  }

  ChildPage page_of(const PersonId& child) {
    const auto page = open_picture(*desk_, worker_, child, {});
    EXPECT_TRUE(page) << page.error().text();
    return page ? *page : ChildPage();
  }
  void expect_tables_as_rebuilt() {
    const auto tables = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(tables) << tables.error().text();
    for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  EntryId concern_;
  PersonId ivy_, max_;
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, SeveralChildren, ::testing::ValuesIn(support::each_engine()));

TEST_P(SeveralChildren, EachHasTheConcernTheClockAndTheChange) {
  for (const PersonId& child : {ivy_, max_}) {
    const ChildPage page = page_of(child);
    ASSERT_EQ(page.response.concerns.size(), 1U);
    EXPECT_EQ(page.response.concerns[0].worry, "Both came without coats");
    const auto clock = [&](const char* code) {
      return std::any_of(page.response.clocks.begin(), page.response.clocks.end(),
                         [&](const RunningClock& each) { return each.code == code; });
    };
    EXPECT_TRUE(clock("initial-conference"));
    EXPECT_TRUE(clock("concern-decision"));
    EXPECT_TRUE(std::any_of(page.recent.begin(), page.recent.end(),
                            [](const Change& change) { return change.kind == "concern"; }));
  }
}

TEST_P(SeveralChildren, TheListsShowItForEachAndOneDecisionSettlesBoth) {
  const auto door = see_front_door(*desk_, worker_);
  ASSERT_TRUE(door) << door.error().text();
  EXPECT_EQ(door->waiting.size(), 2U) << "one line a child";
  const auto events = follow_live_changes(*desk_, worker_, 5);
  ASSERT_TRUE(events);
  EXPECT_EQ(events->size(), 2U) << "whoever looks at Max's page hears of it too";

  const auto decided = decide_response(*desk_, worker_,
                                       {.concern = concern_,
                                        .child = max_,
                                        .choice = ResponseChoice::joint_visit,
                                        .reason = "See both at home",
                                        .feedback = "We will visit"});
  ASSERT_TRUE(decided) << decided.error().text();
  EXPECT_TRUE(see_front_door(*desk_, worker_)->waiting.empty());
  for (const PersonId& child : {ivy_, max_}) {
    const ChildPage page = page_of(child);
    ASSERT_TRUE(page.response.concerns.at(0).decision.has_value());
    EXPECT_TRUE(std::any_of(page.recent.begin(), page.recent.end(),
                            [](const Change& change) { return change.kind == "response"; }));
  }
  const auto changes = see_changes(*desk_, worker_);
  ASSERT_TRUE(changes);
  const auto told = [&](const PersonId& child) {
    return std::count_if(changes->changes.begin(), changes->changes.end(),
                         [&](const Change& change) { return change.child == child && change.kind == "response"; });
  };
  EXPECT_EQ(told(ivy_), 1);
  EXPECT_EQ(told(max_), 1);
  expect_tables_as_rebuilt();
}

TEST_P(SeveralChildren, ADecisionSentAgainIsTheSameOneAndAnothersIsAConflict) {
  const DecideForm form{.concern = concern_,
                        .child = ivy_,
                        .choice = ResponseChoice::joint_visit,
                        .reason = "See both at home",
                        .feedback = "We will visit"};
  ASSERT_TRUE(decide_response(*desk_, worker_, form));
  const auto size = *desk_->parts().ledger->size(desk_->area());
  EXPECT_TRUE(decide_response(*desk_, worker_, form)) << "its answer was lost on the way";
  const auto other = decide_response(*desk_, practitioner("social-care", "sw-002", "joint-team"), form);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().fault, Fault::conflict);
  EXPECT_EQ(*desk_->parts().ledger->size(desk_->area()), size);
}

}  // namespace
}  // namespace roundel::service
