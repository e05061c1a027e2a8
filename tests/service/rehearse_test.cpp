// The demonstration's practitioners rate and judge by the same use cases as people on the pages.
#include "service/oversee/rehearse.h"

#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class Rehearsing : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    std::vector<NewEntry> feeds;
    for (int i = 0; i < 12; ++i) {
      const std::string child = fmt::format("schools/{}", i);
      const auto add = [&](const char* kind, const char* agency, const char* day,
                           std::vector<std::pair<std::string, Value>> values = {}, const std::string& by = "") {
        feeds.push_back(
            entry(std::to_string(feeds.size()), kind, agency, day, {about(child, "child")}, std::move(values), by));
      };
      add("identity.details", "schools", "2020-09-01",
          {{"forename", "Ivy" + std::to_string(i)}, {"surname", "Example"}, {"birth-date", *parse_date("2016-05-04")}});
      add("involvement.started", "schools", "2020-09-01", {{"service", "Oak"}}, i % 2 == 0 ? "dsl-001" : "dsl-002");
      add("involvement.started", "social-care", "2024-01-01", {{"service", "Team"}}, "sw-001");
      add("school.concern", "schools", "2024-03-01", {{"topic", "family"}}, "dsl-001");
      if (i == 0) continue;  // of whom nothing is found
      add("police.domestic-abuse", "city-police", "2024-05-01", {{"grade", "high"}, {"child-present", true}});
      add("police.domestic-abuse", "city-police", "2024-05-20", {{"grade", "high"}, {"child-present", true}});
    }
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    desk_->parts().demonstration = true;
  }

  Result<Rehearsed> rehearse_now(const Caller& who) {
    return rehearse(*desk_, who,
                    {.rates = [](const Caller&,
                                 const Vignette&) { return SaidOfVignette{.level = LevelCode("2"), .sure = "sure"}; },
                     .judges =
                         [&](const Caller& judge, const PersonId& child, const RestedOn& in_front) {
                           judged_[{judge.agency, child}].insert(judge.practitioner);
                           in_front_.push_back(in_front);
                           return SaidOfChild{.level = LevelCode("3"), .reason = "As I see it."};
                         },
                     .practitioners = 2,
                     .children = 5},
                    {});
  }

  AStore store_;
  std::unique_ptr<Desk> desk_;
  std::map<std::pair<AgencyId, PersonId>, std::set<PractitionerId>> judged_;
  std::vector<RestedOn> in_front_;
};

TEST_F(Rehearsing, EachRatesEveryFamilyAndJudgesSomeOfTheirChildren) {
  const auto done = rehearse_now(console());
  ASSERT_TRUE(done) << done.error().text();
  std::set<AgencyId> agencies;
  for (const auto& [of, who] : judged_) {
    agencies.insert(of.first);
    EXPECT_EQ(who.size(), 1U) << "two of one agency would seem to have changed their mind";
  }
  EXPECT_TRUE(agencies.contains(AgencyId("schools")));
  EXPECT_TRUE(agencies.contains(AgencyId("city-police"))) << "the police name nobody, and their desk judges";
  EXPECT_EQ(done->judged, static_cast<std::int64_t>(judged_.size()));
  EXPECT_EQ(done->rated, done->practitioners * static_cast<std::int64_t>(desk_->parts().vignettes.size()));
  for (const RestedOn& one : in_front_) {
    EXPECT_FALSE(one.entries.empty());
    ASSERT_TRUE(one.found);
    EXPECT_GT(one.found->family, 0) << "what was found was in front of them";
  }
  const auto tables = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(tables) << tables.error().text();
  for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
}

TEST_F(Rehearsing, WhoeverMaySignInJudgesForThemselves) {
  ASSERT_TRUE(add_account(*desk_, console(),
                          {.login = "teacher",
                           .password = "a rounded picture",
                           .name = "Tariq Teale",
                           .practitioner = PractitionerId("dsl-001"),
                           .agency = AgencyId("schools"),
                           .role = "practitioner"}));
  ASSERT_TRUE(rehearse_now(console()));
  EXPECT_FALSE(judged_.empty());
  for (const auto& [of, who] : judged_) EXPECT_FALSE(who.contains(PractitionerId("dsl-001")));
}

TEST_F(Rehearsing, SaidTwiceIsRecordedOnce) {
  ASSERT_TRUE(rehearse_now(console()));
  const auto before = desk_->parts().ledger->size(desk_->area());
  ASSERT_TRUE(rehearse_now(console()));
  EXPECT_EQ(*desk_->parts().ledger->size(desk_->area()), *before);
}

TEST_F(Rehearsing, IsRefusedInARealStoreAndToAnybodyButTheConsole) {
  EXPECT_EQ(rehearse_now(practitioner("social-care", "mgr-001", "manager")).error().fault, Fault::refused);
  desk_->parts().demonstration = false;
  EXPECT_EQ(rehearse_now(console()).error().fault, Fault::refused);
  EXPECT_TRUE(judged_.empty());
}

}  // namespace
}  // namespace roundel::service
