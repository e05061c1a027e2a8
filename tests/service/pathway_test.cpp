// Ivy and her brother Max (mother Ada) are with social care. Steps are recorded once, whoever presses twice, and nobody
// overwrites anybody.
#include "service/respond/pathways.h"

#include <gtest/gtest.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class PathwayOf : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "social-care", "2024-05-01", {about("social-care/1", "child")},
              {{"forename", "Ivy"}, {"surname", "Example"}, {"birth-date", *parse_date("2016-05-04")}}),
        entry("2", "identity.details", "social-care", "2024-05-01", {about("social-care/2", "child")},
              {{"forename", "Max"}, {"surname", "Example"}, {"birth-date", *parse_date("2019-05-04")}}),
        entry("3", "family.relationship", "social-care", "2024-05-01",
              {about("social-care/1", "child"), about("social-care/9", "mother")}, {{"resident", "resident"}}),
        entry("4", "family.relationship", "social-care", "2024-05-01",
              {about("social-care/2", "child"), about("social-care/9", "mother")}, {{"resident", "resident"}}),
        entry("5", "involvement.started", "social-care", "2024-05-01",
              {about("social-care/1", "child"), about("social-care/2", "child")}, {{"service", "Assessment team"}},
              "sw-001"),
        entry("6", "social-care.referral", "social-care", "2024-05-02",
              {about("social-care/1", "child"), about("social-care/2", "child")}, {{"source", "1A"}}),
    };
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    ivy_ = *person_of_source(*desk_, SourceId("social-care/1"));
    max_ = *person_of_source(*desk_, SourceId("social-care/2"));
  }

  StepForm strategy(const std::string& key, const PathwayPage& page, bool both = false) const {
    StepForm form{.children = {{ivy_, page.pathway.version}},
                  .kind = "social-care.strategy-discussion",
                  .happened = Date::of(2024, 6, 3),
                  .values = {{"outcome", "section-47"}, {"reason", "Bruises"}, {"police", true}, {"health", true}},
                  .key = key};
    if (both) form.children.push_back(page.siblings.at(0).seen);
    return form;
  }
  Stage enquiry_of(const PersonId& child) {
    const auto page = see_pathway(*desk_, worker_, child);
    EXPECT_TRUE(page) << page.error().text();
    return page ? page->pathway.at(Track::enquiry).stage : Stage::none;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  PersonId ivy_, max_;
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
  const Caller stranger_ = practitioner("dentistry", "dent-901", "practitioner");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, PathwayOf, ::testing::ValuesIn(support::each_engine()));

TEST_P(PathwayOf, AFamilysEventIsRecordedOnceAndShowsOnEachChild) {
  const auto page = see_pathway(*desk_, worker_, ivy_);
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_EQ(page->name, "Ivy Example");
  EXPECT_EQ(page->pathway.at(Track::social_care).stage, Stage::referred);
  ASSERT_EQ(page->siblings.size(), 1U);
  EXPECT_EQ(page->siblings[0].name, "Max Example");
  const auto size = *desk_->parts().ledger->size(desk_->area());
  const auto recorded = record_step(*desk_, worker_, strategy("a", *page, true));
  ASSERT_TRUE(recorded) << recorded.error().text();
  EXPECT_TRUE(recorded->missing.empty());
  EXPECT_EQ(*desk_->parts().ledger->size(desk_->area()), size + 1);
  EXPECT_EQ(enquiry_of(ivy_), Stage::enquiring);
  EXPECT_EQ(enquiry_of(max_), Stage::enquiring);
}

TEST_P(PathwayOf, SendingTheFormTwiceRecordsItOnceAndIsNoConflict) {
  const auto page = see_pathway(*desk_, worker_, ivy_);
  ASSERT_TRUE(page);
  const auto first = record_step(*desk_, worker_, strategy("a", *page));
  const auto second = record_step(*desk_, worker_, strategy("a", *page));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->entry, second->entry);
  EXPECT_EQ(see_pathway(*desk_, worker_, ivy_)->pathway.taken.size(), 2U);
  EXPECT_EQ(enquiry_of(max_), Stage::none) << "it was about Ivy alone";
}

TEST_P(PathwayOf, TwoWhoActAtOnceDoNotOverwriteEachOther) {
  const auto page = see_pathway(*desk_, worker_, ivy_);
  ASSERT_TRUE(page);
  ASSERT_TRUE(record_step(*desk_, worker_, strategy("a", *page)));
  const auto late = record_step(*desk_, worker_, strategy("b", *page));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().fault, Fault::conflict);
  EXPECT_EQ(see_pathway(*desk_, worker_, ivy_)->pathway.taken.size(), 2U);
}

TEST_P(PathwayOf, WhatIsMissingIsToldAndNothingIsRecorded) {
  const auto page = see_pathway(*desk_, worker_, ivy_);
  ASSERT_TRUE(page);
  StepForm form = strategy("a", *page);
  form.values = {{"outcome", "section-47"}};
  const auto refused = record_step(*desk_, worker_, form);
  ASSERT_TRUE(refused) << refused.error().text();
  EXPECT_TRUE(refused->entry.empty());
  EXPECT_EQ(refused->missing.size(), 3U) << "why, police, health";
  EXPECT_EQ(enquiry_of(ivy_), Stage::none);
}

TEST_P(PathwayOf, IsNotForAStrangerNorAnothersStep) {
  EXPECT_EQ(see_pathway(*desk_, stranger_, ivy_).error().fault, Fault::refused);
  const auto page = see_pathway(*desk_, worker_, ivy_);
  ASSERT_TRUE(page);
  EXPECT_EQ(record_step(*desk_, stranger_, strategy("a", *page)).error().fault, Fault::refused);
  EXPECT_EQ(enquiry_of(ivy_), Stage::none);
}

}  // namespace
}  // namespace roundel::service
