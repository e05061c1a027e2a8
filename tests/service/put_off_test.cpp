// A health visitor puts off what changed for a child: with a reason and a day, and nothing is dropped in silence.
//
//   Ivy (born 2016) and Max (born 2019) live with their mother Ada. The health visitor works with both.
#include <gtest/gtest.h>

#include "service/oversee/out_of_sight.h"
#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class PuttingOff : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    std::vector<NewEntry> feeds = {
        entry("2", "identity.details", "schools", "2020-09-01", {about("schools/2", "adult")},
              {{"forename", "Ada"}, {"surname", "Example"}, {"birth-date", *parse_date("1990-01-02")}, {"sex", "f"}}),
        entry("7", "police.domestic-abuse", "city-police", "2024-05-10", {about("schools/2", "victim")},
              {{"grade", "high"}, {"child-present", true}}),
        entry("8", "police.domestic-abuse", "city-police", "2024-05-20", {about("schools/2", "victim")},
              {{"grade", "high"}, {"child-present", true}}),
        entry("9", "early-help.episode-started", "early-help", "2024-02-01", {about("schools/1", "child")}),
        entry("10", "health-visiting.contact", "health-visiting", "2024-05-28", {about("schools/3", "child")}),
        entry("11", "early-help.episode-started", "early-help", "2024-02-01", {about("schools/3", "child")})};
    for (const auto& [record, name, born] :
         {std::tuple{"schools/1", "Ivy", "2016-05-04"}, {"schools/3", "Max", "2019-05-04"}}) {
      feeds.push_back(entry(std::string("d") + name, "identity.details", "schools", "2020-09-01",
                            {about(record, "child")},
                            {{"forename", name}, {"surname", "Example"}, {"birth-date", *parse_date(born)}}));
      feeds.push_back(entry(std::string("r") + name, "family.relationship", "schools", "2020-09-01",
                            {about(record, "child"), about("schools/2", "mother")}, {{"resident", "resident"}}));
      feeds.push_back(entry(std::string("i") + name, "involvement.started", "health-visiting", "2020-09-01",
                            {about(record, "child")}, {{"practitioner", "H. Visitor"}}, "hv-001"));
    }
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    ivy_ = *person_of_source(*desk_, SourceId("schools/1"));
    max_ = *person_of_source(*desk_, SourceId("schools/3"));
  }

  ChangesToday list() { return *see_changes(*desk_, visitor_); }
  PutOffForm form(const std::string& until) const {
    return {.children = {ivy_, max_}, .until = *parse_date(until), .reason = "Visit on Thursday.", .key = "k"};
  }

  AStore store_;
  std::unique_ptr<Desk> desk_;
  PersonId ivy_, max_;
  const Caller visitor_ = practitioner("health-visiting", "hv-001", "practitioner");
  const Caller other_ = practitioner("gp", "gp-001", "practitioner");
};

TEST_F(PuttingOff, ChildrenOfOneParentStandTogether) {
  const ChangesToday changes = list();
  ASSERT_FALSE(changes.changes.empty());
  for (const Change& change : changes.changes) EXPECT_EQ(change.family, std::min(ivy_, max_));
}

TEST_F(PuttingOff, TakesAwayWhatChangedAndSaysSo) {
  const std::size_t before = list().changes.size();
  ASSERT_GT(before, 0U);
  ASSERT_TRUE(put_off_changes(*desk_, visitor_, form("2024-06-06")));
  const ChangesToday after = list();
  EXPECT_TRUE(after.changes.empty());
  ASSERT_EQ(after.not_shown.put_off.size(), 2U);
  EXPECT_EQ(after.not_shown.put_off[0].reason, "Visit on Thursday.");
  int held = 0;
  for (const PutOff& one : after.not_shown.put_off) held += one.changes;
  EXPECT_EQ(static_cast<std::size_t>(held), before) << "every change is on the list or told as held back";
}

TEST_F(PuttingOff, ComesBackByItselfOnTheDay) {
  ASSERT_TRUE(put_off_changes(*desk_, visitor_, form("2024-06-06")));
  store_.at("2024-06-05T09:00:00Z");
  EXPECT_TRUE(list().changes.empty());
  store_.at("2024-06-06T09:00:00Z");
  const ChangesToday back = list();
  EXPECT_TRUE(back.not_shown.put_off.empty());
  EXPECT_EQ(std::count_if(back.changes.begin(), back.changes.end(), [](const auto& one) { return one.kind == "back"; }),
            2);
}

TEST_F(PuttingOff, ComesBackEvenWhereTheChangeItselfIsHistoryByThen) {
  store_.at("2024-06-10T09:00:00Z");
  ASSERT_TRUE(put_off_changes(*desk_, visitor_, form("2024-06-24")));
  store_.at("2024-06-24T09:00:00Z");
  EXPECT_FALSE(list().changes.empty());
}

TEST_F(PuttingOff, WhatChangesAfterwardsShowsAtOnce) {
  ASSERT_TRUE(put_off_changes(*desk_, visitor_, form("2024-06-06")));
  store_.at("2024-06-04T09:00:00Z");
  ASSERT_TRUE(
      record_concern(*desk_, visitor_, {.child = ivy_, .worry = "A bruise.", .parents_told = "yes", .key = "c"}));
  const ChangesToday after = list();
  ASSERT_FALSE(after.changes.empty());
  EXPECT_TRUE(
      std::any_of(after.changes.begin(), after.changes.end(), [](const Change& one) { return one.kind == "concern"; }));
}

TEST_F(PuttingOff, CanBeBroughtBack) {
  const std::size_t before = list().changes.size();
  ASSERT_TRUE(put_off_changes(*desk_, visitor_, form("2024-06-06")));
  const EntryId entry = list().not_shown.put_off.front().entry;
  ASSERT_TRUE(bring_back_changes(*desk_, visitor_, ivy_, entry));
  EXPECT_EQ(list().changes.size(), before);
  ASSERT_TRUE(bring_back_changes(*desk_, visitor_, ivy_, entry)) << "twice is once";
  const auto tables = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(tables) << tables.error().text();
  for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
}

TEST_F(PuttingOff, EveryDerivedTableFollowsFromTheLedger) {
  ASSERT_TRUE(put_off_changes(*desk_, visitor_, form("2024-06-06")));
  ASSERT_TRUE(
      record_concern(*desk_, visitor_, {.child = ivy_, .worry = "A bruise.", .parents_told = "yes", .key = "c"}));
  const auto tables = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(tables) << tables.error().text();
  for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
}

TEST_F(PuttingOff, NeedsADayThatComesAndATieToTheChild) {
  EXPECT_EQ(put_off_changes(*desk_, visitor_, form("2024-06-03")).error().fault, Fault::bad_input);
  EXPECT_EQ(put_off_changes(*desk_, visitor_, form("2024-09-03")).error().fault, Fault::bad_input);
  EXPECT_EQ(put_off_changes(*desk_, other_, form("2024-06-06")).error().fault, Fault::refused);
}

TEST_F(PuttingOff, AnotherPersonsListIsNotTouched) {
  ASSERT_TRUE(put_off_changes(*desk_, visitor_, form("2024-06-06")));
  const Caller team = practitioner("social-care", "sw-001", "joint-team");
  ASSERT_TRUE(
      record_concern(*desk_, visitor_, {.child = ivy_, .worry = "A bruise.", .parents_told = "yes", .key = "c"}));
  const auto theirs = see_changes(*desk_, team);
  ASSERT_TRUE(theirs) << theirs.error().text();
  EXPECT_GT(theirs->changes.size(), list().changes.size()) << "the team sees what the visitor put off";
}

// A manager answers for the team's list, and has no families to find on a list of their own.
TEST_F(PuttingOff, AManagerWorksFromTheTeamsList) {
  const Caller team = practitioner("social-care", "sw-001", "joint-team");
  const Caller manager = practitioner("social-care", "mgr-001", "manager");
  ASSERT_TRUE(
      record_concern(*desk_, visitor_, {.child = ivy_, .worry = "A bruise.", .parents_told = "yes", .key = "c"}));
  const auto theirs = see_changes(*desk_, team);
  const auto managers = see_changes(*desk_, manager);
  ASSERT_TRUE(theirs && managers);
  ASSERT_FALSE(theirs->changes.empty());
  EXPECT_EQ(managers->changes.size(), theirs->changes.size());
  EXPECT_EQ(managers->children_in_view, theirs->children_in_view);
  ASSERT_TRUE(put_off_changes(*desk_, team, form("2024-06-06")));
  const std::vector<PutOff> put_off = see_changes(*desk_, manager)->not_shown.put_off;
  ASSERT_EQ(put_off.size(), see_changes(*desk_, team)->not_shown.put_off.size());
  ASSERT_FALSE(put_off.empty());
  EXPECT_EQ(put_off.front().reason, "Visit on Thursday.") << "what the team put off, with its reason";
}

TEST_F(PuttingOff, OutOfSightIsWhoNobodySawInTime) {
  const auto page = see_out_of_sight(*desk_, visitor_);
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_EQ(page->with_open_need, 2);
  ASSERT_EQ(page->rows.size(), 1U) << "Max was seen on 28 May";
  EXPECT_EQ(page->rows.front().child, ivy_);
  EXPECT_EQ(page->rows.front().rule.code, "early-help");
  EXPECT_FALSE(page->rows.front().last_seen);
}

}  // namespace
}  // namespace roundel::service
