#include "service/oversee/backtest.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "service/oversee/kept_backtest.h"
#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class BacktestOnAStore : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    write("children.csv", "person,born,sex,ethnicity,deprivation_fifth\nT1,2020-05-10,f,APKN,2\n");
    write("people.csv", "source_record,person\nschools/SC1,T1\nschools/SC2,T9\n");
    write("harm.csv", "person,type,from,to\nT1,neglect,2024-01-01,\nT9,neglect,2024-01-01,2024-02-01\n");
  }
  void write(const std::string& name, const std::string& text) { std::ofstream(store_.path(name)) << text; }
  std::string folder() const { return std::filesystem::path(store_.path("x")).parent_path().string(); }

  AStore store_;
  std::unique_ptr<Desk> desk_;
};

TEST_F(BacktestOnAStore, ReadsTheTruthAboutTheChildrenAlone) {
  const auto truth = read_truth(folder(), desk_->standards().vocabulary);
  ASSERT_TRUE(truth) << truth.error().text();
  ASSERT_EQ(truth->children.size(), 1U);
  EXPECT_EQ(truth->children[0].ethnicity, "Asian");
  EXPECT_EQ(truth->children[0].fifth, 2);
  EXPECT_EQ(truth->child_of.size(), 1U) << "T9 is no child of this history";
  ASSERT_EQ(truth->harms.size(), 1U);
  EXPECT_FALSE(truth->harms[0].to);
}

TEST_F(BacktestOnAStore, ATruthOfAnotherShapeIsRefusedWithItsLine) {
  write("harm.csv", "person,type\nT1,neglect\n");
  const auto truth = read_truth(folder(), desk_->standards().vocabulary);
  ASSERT_FALSE(truth);
  EXPECT_EQ(truth.error().place.line, 1);
}

TEST_F(BacktestOnAStore, ARealStoreIsRefused) {
  const auto done = run_backtest(*desk_, console(), {.truth = folder()}, {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::refused);
}

TEST_F(BacktestOnAStore, IsForTheConsoleAlone) {
  desk_->parts().demonstration = true;
  for (const char* role : {"practitioner", "joint-team", "manager", "reviewer"}) {
    const auto done = run_backtest(*desk_, practitioner("schools", "t-1", role), {.truth = folder()}, {});
    ASSERT_FALSE(done) << role;
    EXPECT_EQ(done.error().fault, Fault::refused) << role;
  }
  const auto empty = run_backtest(*desk_, console(), {.truth = folder()}, {});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().fault, Fault::not_found) << "nothing is recorded yet";
}

// As a run of these rules would have it.
backtest::Backtest report_of(const Standards& standards, int children) {
  backtest::Backtest out;
  out.asked = {.from = Date::of(2024, 1, 1), .to = Date::of(2024, 12, 31), .level = LevelCode("3")};
  out.edition = standards.edition;
  out.children = children;
  for (const auto way : {backtest::Way::alone, backtest::Way::passed_on, backtest::Way::taken_on})
    out.against.push_back({.way = way});
  for (const Indicator& indicator : standards.indicators)
    out.rules.push_back({.code = indicator.code, .name = indicator.name, .level = indicator.suggests});
  return backtest::published(std::move(out));
}

class KeptReport : public ::testing::TestWithParam<std::string> {
 protected:
  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_ = store_.desk();
  const Caller manager_ = practitioner("social-care", "mgr-001", "manager");
};

TEST_P(KeptReport, TheNewestIsToldToManagers) {
  const auto none = see_backtest(*desk_, manager_);
  ASSERT_TRUE(none) << none.error().text();
  EXPECT_FALSE(*none) << "nothing is kept yet";
  ASSERT_TRUE(keep_backtest(*desk_, console(), report_of(desk_->standards(), 100)));
  store_.at("2024-06-04T09:00:00Z");
  ASSERT_TRUE(keep_backtest(*desk_, console(), report_of(desk_->standards(), 200)));
  const auto kept = see_backtest(*desk_, manager_);
  ASSERT_TRUE(kept && *kept);
  EXPECT_EQ((*kept)->backtest.children, 200);
  EXPECT_EQ((*kept)->made, *parse_timestamp("2024-06-04T09:00:00Z"));
  EXPECT_FALSE((*kept)->rules_changed);
}

TEST_P(KeptReport, SaysWhereTheRulesHaveChangedSince) {
  backtest::Backtest other = report_of(desk_->standards(), 100);
  other.rules.pop_back();
  ASSERT_TRUE(keep_backtest(*desk_, console(), other));
  const auto kept = see_backtest(*desk_, manager_);
  ASSERT_TRUE(kept && *kept);
  EXPECT_TRUE((*kept)->rules_changed);
}

TEST_P(KeptReport, IsKeptAtTheConsoleAndReadByManagersAlone) {
  const auto refused = keep_backtest(*desk_, manager_, report_of(desk_->standards(), 100));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::refused);
  for (const char* role : {"practitioner", "joint-team", "referrer", "reviewer", "steward"}) {
    const auto seen = see_backtest(*desk_, practitioner("schools", "t-1", role));
    ASSERT_FALSE(seen) << role;
    EXPECT_EQ(seen.error().fault, Fault::refused) << role;
  }
}

INSTANTIATE_TEST_SUITE_P(OnEachEngine, KeptReport, ::testing::ValuesIn(support::each_engine()));

}  // namespace
}  // namespace roundel::service
