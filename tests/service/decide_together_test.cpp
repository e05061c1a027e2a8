// One night, told by police, hospital, school and health visitor: one decision does for all of them, each hears back,
// and nobody's decision is written over. Ivy and Max are brother and sister.
#include <gtest/gtest.h>

#include <thread>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class DecideTogether : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const auto child = [](const char* key, const char* source, const char* name) {
      return entry(key, "identity.details", "social-care", "2024-05-01", {about(source, "child")},
                   {{"forename", name}, {"surname", "Example"}, {"birth-date", *parse_date("2018-05-04")}});
    };
    const auto mother_of = [](const char* key, const char* source) {
      return entry(key, "family.relationship", "social-care", "2024-05-01",
                   {about(source, "child"), about("social-care/9", "mother")}, {{"resident", "resident"}});
    };
    const std::vector<NewEntry> feeds = {
        child("1", "social-care/1", "Ivy"),
        child("2", "social-care/2", "Max"),
        mother_of("3", "social-care/1"),
        mother_of("4", "social-care/2"),
        entry("5", "police.domestic-abuse", "city-police", "2024-06-02",
              {about("social-care/9", "victim"), about("social-care/1", "child"), about("social-care/2", "child")},
              {{"grade", "high"}}, "pc-7"),
        entry("6", "hospital.emergency-attendance", "hospital", "2024-06-02", {about("social-care/2", "child")},
              {{"complaint", "injury"}, {"injury", "bruise"}, {"explanation", "inconsistent"}}),
        entry("7", "police.missing", "city-police", "2024-05-20", {about("social-care/1", "child")})};
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    const auto recorded = record_concern(*desk_, teacher_,
                                         {.child = person("social-care/1"),
                                          .worry = "In yesterday's clothes, and afraid",
                                          .child_says = "",
                                          .immediate_danger = false,
                                          .parents_told = "yes",
                                          .key = "a"});
    ASSERT_TRUE(recorded) << recorded.error().text();
    school_ = recorded->concern;
  }
  PersonId person(const char* source) { return *person_of_source(*desk_, SourceId(source)); }
  ConcernPage page() {
    auto seen = see_concern(*desk_, worker_, person("social-care/1"), school_);
    EXPECT_TRUE(seen) << seen.error().text();
    return seen ? std::move(*seen) : ConcernPage{};
  }
  DecideForm form() {
    DecideForm form{.concern = school_,
                    .child = person("social-care/1"),
                    .choice = ResponseChoice::strategy_discussion,
                    .reason = "Three services told of one night",
                    .feedback = "We spoke within the hour",
                    .said = {.threshold = "level:4", .consent_share = "not-needed", .parents_told = "yes"},
                    .key = "once"};
    for (const ConcernRow& row : page().together)
      form.also.push_back({.concern = row.concern.entry, .child = row.child});
    return form;
  }
  std::int64_t entries() { return *desk_->parts().ledger->size(desk_->area()); }
  std::vector<WaitingConcern> queue() { return see_front_door(*desk_, worker_)->queue; }
  void expect_rebuilt() {
    const auto differences = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(differences) << differences.error().text();
    for (const TableDifference& table : *differences) EXPECT_EQ(table.differing, 0) << table.table;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  EntryId school_;
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
  const Caller colleague_ = practitioner("social-care", "sw-002", "joint-team");
  const Caller teacher_ = practitioner("schools", "dsl-001", "referrer");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, DecideTogether, ::testing::ValuesIn(support::each_engine()));

TEST_P(DecideTogether, ThePageTellsWhatElseWaitsOfTheSameEventAndEachOnce) {
  const std::vector<ConcernRow> together = page().together;
  ASSERT_EQ(together.size(), 2U) << "what police told is about two children and stands once; May is another event";
  EXPECT_EQ(together[0].concern.from, AgencyId("city-police"));
  EXPECT_EQ(together[0].concern.by_feed->on, *parse_date("2024-06-02"));
  EXPECT_EQ(together[1].concern.from, AgencyId("hospital"));
}

TEST_P(DecideTogether, OneFormGivesEachItsOwnDecisionInOneAppendAndEverybodyHearsBack) {
  const auto before = entries();
  const auto decided = decide_response(*desk_, worker_, form());
  ASSERT_TRUE(decided) << decided.error().text();
  EXPECT_EQ(entries(), before + 6) << "a decision and an answer for each of three";
  EXPECT_EQ(decided->heard.size(), 3U);
  EXPECT_FALSE(decided->clocks.empty());
  const auto door = see_front_door(*desk_, worker_);
  ASSERT_TRUE(door) << door.error().text();
  EXPECT_EQ(door->queue.size(), 1U) << "of May alone";
  ASSERT_EQ(door->decided.size(), 4U) << "police told of two children";
  for (const ConcernRow& row : door->decided) {
    ASSERT_TRUE(row.concern.decision);
    EXPECT_EQ(row.concern.decision->reason, "Three services told of one night");
    EXPECT_EQ(row.concern.decision->said.consent_share, "not-needed");
    EXPECT_EQ(row.concern.decision->said.parents_told, "yes");
    EXPECT_FALSE(row.concern.decision->said.threshold.empty());
    EXPECT_EQ(row.feedback, "We spoke within the hour");
  }
  const auto heard = see_my_concerns(*desk_, teacher_);
  ASSERT_TRUE(heard) << heard.error().text();
  EXPECT_EQ(heard->at(0).feedback, "We spoke within the hour");
  const auto officer = see_my_concerns(*desk_, practitioner("city-police", "pc-7", "practitioner"));
  ASSERT_TRUE(officer) << officer.error().text();
  ASSERT_EQ(officer->size(), 2U) << "of each child";
  for (const ConcernRow& row : *officer) EXPECT_EQ(row.feedback, "We spoke within the hour");
  expect_rebuilt();
}

TEST_P(DecideTogether, WhatIsLeftOutKeepsWaiting) {
  DecideForm some = form();
  const EntryId left = some.also.back().concern;
  some.also.pop_back();
  ASSERT_TRUE(decide_response(*desk_, worker_, some));
  const auto waits = queue();
  ASSERT_EQ(waits.size(), 2U);
  EXPECT_TRUE(std::ranges::any_of(waits, [&](const WaitingConcern& one) { return one.concern == left; }));
  expect_rebuilt();
}

TEST_P(DecideTogether, TheSameFormAgainAddsNothing) {
  const DecideForm all = form();
  ASSERT_TRUE(decide_response(*desk_, worker_, all));
  const auto before = entries();
  const auto again = decide_response(*desk_, worker_, all);
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(again->heard.size(), 3U);
  EXPECT_EQ(entries(), before);
}

TEST_P(DecideTogether, WhatSomebodyElseDecidedMeanwhileIsNamedAndNothingIsHalfWritten) {
  const DecideForm all = form();
  DecideForm one = all;
  one.concern = all.also[0].concern;
  one.child = all.also[0].child;
  one.also.clear();
  one.choice = ResponseChoice::no_further_action;
  one.key = "another";
  ASSERT_TRUE(decide_response(*desk_, colleague_, one));
  const auto before = entries();
  const auto refused = decide_response(*desk_, worker_, all);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::conflict);
  EXPECT_NE(refused.error().what.find("Domestic abuse incident, 2 June 2024"), std::string::npos)
      << refused.error().what;
  EXPECT_NE(refused.error().what.find("Nothing was recorded for the others"), std::string::npos);
  EXPECT_EQ(refused.error().what.find("Ivy"), std::string::npos) << "no name of a child in an error";
  EXPECT_EQ(entries(), before);
  const auto waits = queue();
  EXPECT_TRUE(std::ranges::any_of(waits, [&](const WaitingConcern& each) { return each.concern == school_; }));
}

TEST_P(DecideTogether, IsForWhatWasToldOfOneEventAlone) {
  DecideForm mixed = form();
  for (const WaitingConcern& one : queue())
    if (std::ranges::none_of(mixed.also, [&](const auto& known) { return known.concern == one.concern; }) &&
        one.concern != school_)
      mixed.also.push_back({.concern = one.concern, .child = one.child});
  ASSERT_EQ(mixed.also.size(), 3U);
  const auto before = entries();
  const auto refused = decide_response(*desk_, worker_, mixed);
  ASSERT_FALSE(refused) << "the child was missing a fortnight before";
  EXPECT_EQ(refused.error().fault, Fault::conflict);
  EXPECT_EQ(entries(), before);
}

TEST_P(DecideTogether, IsRefusedAsAWholeToWhoMayNotDecide) {
  const DecideForm all = form();
  const auto before = entries();
  const auto refused = decide_response(*desk_, teacher_, all);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::refused);
  EXPECT_EQ(entries(), before);
}

TEST_P(DecideTogether, OfTwoAtOnceOneDecidesAllAndTheOtherNothing) {
  const DecideForm all = form();
  DecideForm other = all;
  std::rotate(other.also.begin(), other.also.end() - 1, other.also.end());
  std::swap(other.concern, other.also.front().concern);
  std::swap(other.child, other.also.front().child);
  other.key = "another";
  other.reason = "Seen from the other end";
  const auto before = entries();
  const auto second = store_.desk();
  ASSERT_NE(second, nullptr);
  std::optional<Result<Decided>> mine, theirs;
  std::thread one([&] { mine = decide_response(*desk_, worker_, all); });
  std::thread two([&] { theirs = decide_response(*second, colleague_, other); });
  one.join();
  two.join();
  EXPECT_NE(mine->has_value(), theirs->has_value());
  EXPECT_EQ((mine->has_value() ? *theirs : *mine).error().fault, Fault::conflict);
  EXPECT_EQ(entries(), before + 6);
  expect_rebuilt();
}

}  // namespace
}  // namespace roundel::service
