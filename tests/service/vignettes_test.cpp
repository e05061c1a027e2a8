// Practitioners rate made-up families; nobody is in the ledger's people for it, and a manager sees professions only.
#include "service/oversee/vignettes.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class Vignettes : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
  }
  Done rate(const Caller& who, const std::string& vignette, const std::string& level,
            const std::string& sure = "sure") {
    return rate_vignette(
        *desk_, who, {.vignette = vignette, .level = LevelCode(level), .sure = sure, .key = std::to_string(key_++)});
  }
  std::optional<VignetteRating> mine(const Caller& who, const std::string& vignette) {
    const auto families = see_vignettes(*desk_, who);
    if (!families) return std::nullopt;
    for (const VignetteToRate& one : *families)
      if (one.vignette.code == vignette) return one.mine;
    return std::nullopt;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  int key_ = 0;
  const Caller teacher_ = practitioner("schools", "dsl-001", "practitioner");
  const Caller social_worker_ = practitioner("social-care", "sw-001", "joint-team");
  const Caller manager_ = practitioner("social-care", "mgr-001", "manager");
};

TEST_P(Vignettes, TheLastRatingCountsAndIsOnlyTheRatersOwn) {
  EXPECT_FALSE(mine(teacher_, "insulin-missed"));
  ASSERT_TRUE(rate(teacher_, "insulin-missed", "2"));
  ASSERT_TRUE(rate(teacher_, "insulin-missed", "3", "unsure"));
  const auto rating = mine(teacher_, "insulin-missed");
  ASSERT_TRUE(rating);
  EXPECT_EQ(rating->level, LevelCode("3"));
  EXPECT_EQ(rating->sure, "unsure");
  EXPECT_FALSE(mine(social_worker_, "insulin-missed"));
}

TEST_P(Vignettes, ARatingMakesNobodyAPerson) {
  ASSERT_TRUE(rate(teacher_, "insulin-missed", "2"));
  const NewEntry about_a_child[] = {
      entry("1", "vignette.rated", "schools", "2024-05-01", {about("schools/1", "child")},
            {{"level", "2"}, {"scheme", "any"}, {"sure", "sure"}, {"vignette", "insulin-missed"}})};
  EXPECT_FALSE(desk_->parts().ledger->append(about_a_child)) << "a rating says something of no person";
  const auto assessed = assess_all(*desk_, console(), {}, 1, {});
  ASSERT_TRUE(assessed) << assessed.error().text();
  EXPECT_EQ(assessed->children, 0);
  const auto tables = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(tables) << tables.error().text();
  for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
  const auto verified = verify(*desk_, console(), {});
  ASSERT_TRUE(verified);
  EXPECT_TRUE(verified->breaches.empty());
}

TEST_P(Vignettes, WhatIsNotOnTheFormIsRefused) {
  EXPECT_EQ(rate(teacher_, "no-such-family", "2").error().fault, Fault::not_found);
  EXPECT_EQ(rate(teacher_, "insulin-missed", "9").error().fault, Fault::bad_input);
  EXPECT_EQ(rate(teacher_, "insulin-missed", "2", "certain").error().fault, Fault::bad_input);
  EXPECT_EQ(rate(practitioner("roundel", "st-1", "steward"), "insulin-missed", "2").error().fault, Fault::refused);
}

TEST_P(Vignettes, OnlyManagersSeeHowProfessionsDiffer) {
  for (int i = 0; i < 6; ++i) {
    const std::string sure = i == 0 ? "unsure" : "sure";
    for (const char* vignette : {"insulin-missed", "late-and-hungry", "new-trainers"}) {
      ASSERT_TRUE(rate(practitioner("schools", fmt::format("t-{}", i), "practitioner"), vignette,
                       i % 2 == 0 ? "2" : "3", sure));
      ASSERT_TRUE(rate(practitioner("social-care", fmt::format("s-{}", i), "joint-team"), vignette,
                       i % 2 == 0 ? "3" : "4", sure));
    }
  }
  EXPECT_EQ(see_severity(*desk_, teacher_).error().fault, Fault::refused);
  const auto seen = see_severity(*desk_, manager_);
  ASSERT_TRUE(seen) << seen.error().text();
  ASSERT_TRUE(seen->severity.estimated);
  ASSERT_EQ(seen->severity.professions.size(), 2U);
  for (const GroupSeverity& one : seen->severity.professions) {
    EXPECT_EQ(one.raters, 6);
    EXPECT_EQ(one.severity->of_100 > 50, one.profession == "social-care") << one.profession;
  }
}

INSTANTIATE_TEST_SUITE_P(OnEachEngine, Vignettes, ::testing::ValuesIn(support::each_engine()));

}  // namespace
}  // namespace roundel::service
