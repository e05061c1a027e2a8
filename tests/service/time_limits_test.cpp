// Time limits counted from their table against the same counted from the whole ledger; what happens is drawn by chance.
#include "service/oversee/time_limits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "service/derived/projections.h"
#include "service/oversee/system_view.h"
#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

// Everything that the page tells of the limits.
std::vector<std::string> told(const Oversight& seen) {
  std::vector<std::string> out;
  for (const ClockCount& clock : seen.clocks) {
    std::ostringstream line;
    line << clock.code << " " << clock.edition << " " << clock.limit << ": " << *clock.running << " " << *clock.late
         << " " << *clock.met << " " << *clock.met_late << " " << *clock.ended << " " << *clock.on_last_day << ";";
    for (const auto& [days, count] : clock.days_taken.counts) line << " " << days << "=" << count;
    out.push_back(line.str());
  }
  for (const Error& problem : seen.problems) out.push_back(problem.what);
  return out;
}

class TimeLimitsKept : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    chance_.seed(static_cast<unsigned>(GetParam()));
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
  }

  int draw(int below) { return std::uniform_int_distribution<int>(0, below - 1)(chance_); }
  std::string key() { return "k" + std::to_string(++keys_); }
  std::string day() { return Date::of(2023, 2, 1).plus_days(draw(480)).iso(); }
  About child() { return about("social-care/" + std::to_string(draw(8)), "child"); }

  NewEntry something() {
    switch (draw(9)) {
      case 0:
        return entry(key(), "social-care.referral", "social-care", day(), {child()}, {{"source", std::string("3A")}});
      case 1:
        return entry(key(), "social-care.assessment-completed", "social-care", day(), {child()});
      case 2:
        return entry(key(), "social-care.strategy-discussion", "social-care", day(), {child(), child()},
                     {{"outcome", std::string(draw(2) == 0 ? "section-47" : "assessment")}});
      case 3:
        return entry(key(), "social-care.initial-conference", "social-care", day(), {child()},
                     {{"outcome", std::string("plan")}});
      case 4:
        return entry(key(), "social-care.case-closed", "social-care", day(), {child()});
      case 5:
        return entry(key(), "police.missing-found", "city-police", day(), {child()});
      case 6:
        return entry(key(), "social-care.looked-after-started", "social-care", day(), {child()});
      case 7:
        return entry(key(), "social-care.visit", "social-care", day(), {child()}, {{"child-seen", true}});
      default:
        return entry(key(), "police.police-protection", "city-police", day(), {child()});
    }
  }
  // As use cases do: appended, and what follows from it brought up to date.
  void grow(const NewEntry& one) {
    Desk::Parts& parts = desk_->parts();
    const auto done = parts.database->transact([&]() -> Done {
      const auto added = parts.ledger->append_within({&one, 1});
      if (!added) return fail(added.error());
      for (const About& each : one.about)
        if (const auto refreshed = refresh_families(parts, {*person_of(parts, each.source)}); !refreshed)
          return refreshed;
      return {};
    });
    ASSERT_TRUE(done) << done.error().text();
  }
  void expect_same() {
    const auto here = see_time_limits(*desk_, console());
    const auto there = see_oversight(*desk_, console(), {});
    ASSERT_TRUE(here && there);
    EXPECT_EQ(told(*here), told(*there));
    EXPECT_EQ(here->asked.from, there->asked.from);
    EXPECT_GT(here->clocks.size(), 4U) << "nothing proves nothing";
  }

  AStore store_;
  std::unique_ptr<Desk> desk_;
  std::mt19937 chance_;
  int keys_ = 0;
};

INSTANTIATE_TEST_SUITE_P(DrawnBySeed, TimeLimitsKept, ::testing::Range(1, 7));

TEST_P(TimeLimitsKept, AreTheSameFromTheTableAndFromTheLedger) {
  std::vector<NewEntry> feeds;
  for (int record = 0; record < 8; ++record)
    feeds.push_back(entry(key(), "identity.details", "social-care", "2023-01-01",
                          {about("social-care/" + std::to_string(record), "child")},
                          {{"birth-date", Date::of(2015, 5, 4)}}));
  for (int i = 0; i < 80; ++i) feeds.push_back(something());
  const auto added = desk_->parts().ledger->append(feeds);
  ASSERT_TRUE(added) << added.error().text();
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  expect_same();
  for (int i = 0; i < 40; ++i) grow(something());
  expect_same();
  store_.at("2024-06-20T09:00:00Z");  // time goes on: what ran is late
  expect_same();
  const auto differences = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(differences) << differences.error().text();
  for (const TableDifference& one : *differences) EXPECT_EQ(one.differing, 0) << one.table;
}

TEST(TimeLimitsPage, IsForManagers) {
  AStore store;
  const auto desk = store.desk();
  ASSERT_NE(desk, nullptr);
  EXPECT_TRUE(see_time_limits(*desk, practitioner("social-care", "tm-001", "manager")));
  EXPECT_EQ(see_time_limits(*desk, practitioner("social-care", "sw-001", "practitioner")).error().fault,
            Fault::refused);
}

}  // namespace
}  // namespace roundel::service
