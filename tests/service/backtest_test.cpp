#include "service/oversee/backtest.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

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

}  // namespace
}  // namespace roundel::service
