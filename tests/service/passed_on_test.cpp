// Police sent word of Ivy by their system, a teacher passed on a concern about Max: each service sees what became of
// it.
#include <gtest/gtest.h>

#include "service/oversee/referral_loop.h"
#include "service/parts.h"
#include "service/respond/passed_on.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class WhatWasPassedOn : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const auto child = [](const char* key, const char* source, const char* name) {
      return entry(key, "identity.details", "social-care", "2024-05-01", {about(source, "child")},
                   {{"forename", name}, {"surname", "Example"}, {"birth-date", *parse_date("2018-05-04")}});
    };
    const std::vector<NewEntry> entries = {
        child("1", "social-care/1", "Ivy"), child("2", "social-care/2", "Max"),
        entry("6", "police.missing", "city-police", "2024-06-01", {about("social-care/1", "child")}, {}, "pc-7")};
    ASSERT_TRUE(desk_->parts().ledger->append(entries));
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    ASSERT_TRUE(record_concern(*desk_, teacher_,
                               {.child = person("social-care/2"),
                                .worry = "Came without a coat",
                                .child_says = "",
                                .immediate_danger = false,
                                .parents_told = "yes",
                                .key = "a"}));
  }
  PersonId person(const char* source) { return *person_of_source(*desk_, SourceId(source)); }
  PassedOnPage seen_by(const Caller& caller, int page = 1) {
    auto seen = see_passed_on(*desk_, caller, page);
    EXPECT_TRUE(seen) << seen.error().text();
    return seen ? std::move(*seen) : PassedOnPage{};
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
  const Caller officer_ = practitioner("city-police", "pc-7", "practitioner");
  const Caller teacher_ = practitioner("schools", "dsl-001", "referrer");
  const Caller colleague_ = practitioner("schools", "dsl-002", "referrer");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, WhatWasPassedOn, ::testing::ValuesIn(support::each_engine()));

TEST_P(WhatWasPassedOn, IsSeenByTheOfficerWhoseSystemSentIt) {
  const auto mine = see_my_concerns(*desk_, officer_);
  ASSERT_TRUE(mine);
  ASSERT_EQ(mine->size(), 1U);
  EXPECT_EQ((*mine)[0].concern.by_feed->what, "Missing episode");
  EXPECT_EQ(seen_by(officer_).waiting, 1);
  ASSERT_TRUE(decide_response(*desk_, worker_,
                              {.concern = (*mine)[0].concern.entry,
                               .child = person("social-care/1"),
                               .choice = ResponseChoice::joint_visit,
                               .reason = "Second time this month",
                               .feedback = "We visit together tomorrow"}));
  const PassedOnPage after = seen_by(officer_);
  EXPECT_EQ(after.waiting, 0);
  ASSERT_EQ(after.rows.size(), 1U);
  EXPECT_TRUE(after.rows[0].told);
  EXPECT_EQ(after.rows[0].row.feedback, "We visit together tomorrow");
}

TEST_P(WhatWasPassedOn, IsToldToAColleagueWithoutAWordOfTheChild) {
  const PassedOnPage own = seen_by(teacher_);
  ASSERT_EQ(own.rows.size(), 1U);
  EXPECT_TRUE(own.rows[0].told);
  const PassedOnPage theirs = seen_by(colleague_);
  ASSERT_EQ(theirs.rows.size(), 1U);
  EXPECT_FALSE(theirs.rows[0].told);
  EXPECT_TRUE(theirs.rows[0].row.name.empty());
  EXPECT_TRUE(theirs.rows[0].row.concern.worry.empty());
  EXPECT_TRUE(theirs.rows[0].row.child.empty());
  EXPECT_EQ(seen_by(officer_).rows.size(), 1U) << "not the school's";
}

TEST_P(WhatWasPassedOn, IsPagedAndAPageBeyondTheLastIsTheLast) {
  std::vector<NewEntry> more;
  for (int i = 0; i < 25; ++i)
    more.push_back(entry("m" + std::to_string(i), "police.missing", "city-police", "2024-05-02",
                         {about("social-care/1", "child")}));
  ASSERT_TRUE(desk_->parts().ledger->append(more));
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  EXPECT_EQ(seen_by(officer_).rows.size(), 20U);
  const PassedOnPage last = seen_by(officer_, 9);
  EXPECT_EQ(last.page, 2);
  EXPECT_EQ(last.rows.size(), 6U);
  EXPECT_EQ(last.all, 26);
}

TEST_P(WhatWasPassedOn, IsShownEndToEndToManagersAloneAndFewAreWithheld) {
  EXPECT_EQ(see_referral_loop(*desk_, officer_).error().fault, Fault::refused);
  for (const char* agency : {"social-care", "city-police"}) {
    const auto loop = see_referral_loop(*desk_, practitioner(agency, "mgr-1", "manager"));
    ASSERT_TRUE(loop) << loop.error().text();
    ASSERT_EQ(loop->rows.size(), 2U);
    EXPECT_FALSE(loop->rows[0].sent) << "one is few";
  }
}

}  // namespace
}  // namespace roundel::service
