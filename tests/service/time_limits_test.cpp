// Time limits counted from their table against the same counted from the whole ledger; what happens is drawn by chance.
#include "service/oversee/time_limits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "service/derived/refresh.h"
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
         << " " << *clock.met << " " << *clock.met_late << " " << *clock.ended << " " << *clock.lapsed << " "
         << *clock.on_last_day << ";";
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

  std::string recent_day(int days) { return Date::of(2024, 6, 2).plus_days(-draw(days)).iso(); }
  // What a feed tells the front door, some of it of long ago.
  NewEntry notification() {
    told_.push_back(entry(key(), "police.missing", "city-police", draw(4) == 0 ? day() : recent_day(40), {child()}));
    return told_.back();
  }
  NewEntry decision() {
    if (told_.empty()) return notification();
    const NewEntry& of = told_[static_cast<std::size_t>(draw(static_cast<int>(told_.size())))];
    return entry(key(), "response.decided", "social-care", recent_day(1), of.about,
                 {{"concern", entry_id(of.area, of.agency, of.key).str()},
                  {"choice", std::string("no-further-action")},
                  {"reason", std::string("Enough is known")}});
  }

  NewEntry something() {
    switch (draw(15)) {
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
      case 8:
        return entry(key(), "midwifery.birth", "midwifery", recent_day(120), {child()});
      case 9:
        return entry(key(), "health-visiting.new-birth-visit", "health-visiting", recent_day(120), {child()});
      case 10:
      case 11:
        return notification();
      case 12:
        return entry(key(), "social-care.contact", "social-care", recent_day(40), {child()},
                     {{"source", std::string("6")}, {"outcome", std::string("information-only")}});
      case 13:
        return decision();
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
  bool any_lapsed(std::string_view code) {
    const auto seen = see_time_limits(*desk_, console());
    return std::ranges::any_of(seen->clocks,
                               [&](const ClockCount& one) { return one.code == code && *one.lapsed > 0; });
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
  std::vector<NewEntry> told_;  // what the police's feed told the front door
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
  for (int i = 0; i < 20; ++i) grow(something());
  expect_same();
  store_.at("2024-08-01T09:00:00Z");  // and what nobody did lapses
  expect_same();
  EXPECT_TRUE(any_lapsed("notification-decision"));
  const auto differences = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(differences) << differences.error().text();
  for (const TableDifference& one : *differences) EXPECT_EQ(one.differing, 0) << one.table;
}

// What waits in the table is the same however often the child is read anew, and grows with no old ones.
TEST(TimeLimitsTable, HoldsNothingOfBirthsAndNotificationsOfYearsAgo) {
  AStore store;
  const auto desk = store.desk();
  ASSERT_NE(desk, nullptr);
  const About ivy = about("midwifery/1", "child");
  const std::vector<NewEntry> feeds = {
      entry("1", "identity.details", "midwifery", "2019-01-01", {ivy}, {{"birth-date", *parse_date("2019-01-01")}}),
      entry("2", "midwifery.birth", "midwifery", "2019-01-01", {ivy}),
      entry("3", "police.missing", "city-police", "2022-01-01", {ivy}),
      entry("4", "police.missing", "city-police", "2024-05-31", {ivy}),
      entry("5", "midwifery.birth", "midwifery", "2024-05-31", {about("midwifery/2", "child")})};
  ASSERT_TRUE(desk->parts().ledger->append(feeds));
  ASSERT_TRUE(assess_all(*desk, console(), {}, 1, {}));
  const auto rows = [&] {
    const auto read = desk->parts().database->query("SELECT code, entry, settled FROM clock_run ORDER BY code", {});
    EXPECT_TRUE(read);
    return *read;
  };
  ASSERT_EQ(rows().size(), 2U);
  EXPECT_EQ(store::text(rows()[0][0]), "new-birth-visit");
  EXPECT_EQ(store::text(rows()[1][0]), "notification-decision");
  EXPECT_EQ(store::number(rows()[1][2]), Date::of(2024, 6, 29).days()) << "the day after the last on which it waits";
  store.at("2025-08-01T09:00:00Z");
  ASSERT_TRUE(assess_all(*desk, console(), {}, 1, {}));
  EXPECT_TRUE(rows().empty()) << "what lapsed more than twelve months ago is history";
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
