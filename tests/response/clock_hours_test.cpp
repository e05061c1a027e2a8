// Limits in hours, and limits that stand still for a while: one child and a whole area count them alike.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "response/clocks.h"
#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

Timestamp at(int month, unsigned day, int hour, int minute = 0) {
  return Timestamp::at(Date::of(2024, static_cast<unsigned>(month), day),
                       TimeOfDay(static_cast<std::int16_t>(hour * 60 + minute)));
}

ClockRule rule(TimeBase base, int limit) {
  return {.code = "held",
          .name = "held",
          .starts = "police.restraining-order",
          .meets = {"social-care.visit"},
          .pauses = {{.from = {.kind = "gp.not-brought", .when = {}},
                      .until = {{.kind = "health-visiting.contact", .when = {}}},
                      .source = "An Act"}},
          .limit = limit,
          .base = base,
          .edition = "An Act",
          .effective_from = Date::of(2020, 1, 1),
          .source = "An Act"};
}

RunningClock only(std::string_view text, AskedOn on, const ClockRule& of = rule(TimeBase::clock_hours, 24)) {
  Standards standards = tiny::standards();
  standards.clocks = {of};
  const std::vector<Entry> entries = tiny::entries(text);
  const auto clocks = fold_clocks(pointers_to(entries), standards, on, nullptr);
  EXPECT_EQ(clocks.size(), 1U);
  return clocks.at(0);
}

constexpr const char* detained = "2024-03-04T21:40 city-police police.restraining-order child=ava\n";
std::string and_then(const char* line) { return std::string(detained) + line; }

TEST(ClockHours, RunFromTheTimeOfDayToTheMinute) {
  const RunningClock clock = only(detained, at(3, 5, 21, 39));
  EXPECT_EQ(clock.due_at, at(3, 5, 21, 40));
  EXPECT_EQ(clock.due, Date::of(2024, 3, 5));
  EXPECT_TRUE(clock.time_told);
  EXPECT_EQ(clock.state, ClockState::running);
  EXPECT_EQ(only(detained, at(3, 5, 21, 41)).state, ClockState::late);
}

TEST(ClockHours, AskedByTheDayAloneHaveNotPassedBeforeTheDayHas) {
  EXPECT_EQ(only(detained, Date::of(2024, 3, 5)).state, ClockState::running);
  EXPECT_EQ(only(detained, Date::of(2024, 3, 6)).state, ClockState::late);
}

TEST(ClockHours, WithoutATimeRunFromTheStartOfTheDayAndSaySo) {
  const RunningClock clock = only("2024-03-04 city-police police.restraining-order child=ava", at(3, 4, 12));
  EXPECT_EQ(clock.due_at, at(3, 5, 0));
  EXPECT_FALSE(clock.time_told);
}

TEST(ClockHours, AreElapsedTimeWhenTheClocksGoForward) {
  const RunningClock clock = only("2024-03-30T12:00 city-police police.restraining-order child=ava", at(3, 30, 13));
  EXPECT_EQ(clock.due_at, at(3, 31, 13)) << "the night of 31 March has an hour less";
}

TEST(ClockHours, AreMetByTheTimeWhereItIsToldAndElseByTheDay) {
  const auto state = [](const char* line) { return only(and_then(line), at(3, 9, 12)).state; };
  EXPECT_EQ(state("2024-03-05T21:40 social-care social-care.visit child=ava"), ClockState::met);
  EXPECT_EQ(state("2024-03-05T21:41 social-care social-care.visit child=ava"), ClockState::met_late);
  EXPECT_EQ(state("2024-03-05 social-care social-care.visit child=ava"), ClockState::met);
  EXPECT_EQ(state("2024-03-06 social-care social-care.visit child=ava"), ClockState::met_late);
}

TEST(ClockHours, AreNotMetByWhatHappenedEarlierThatDay) {
  EXPECT_EQ(only(and_then("2024-03-04T20:00 social-care social-care.visit child=ava"), at(3, 4, 23)).state,
            ClockState::running);
}

TEST(ClockPauses, StandStillFromOneEntryUntilAnother) {
  const std::string paused = and_then("2024-03-05T02:00 gp gp.not-brought child=ava\n");
  const RunningClock still = only(paused, at(3, 5, 5));
  EXPECT_EQ(still.state, ClockState::paused);
  EXPECT_EQ(still.paused_since, Date::of(2024, 3, 5));
  EXPECT_EQ(still.due_at, at(3, 6, 0, 40)) << "if it went on now";
  EXPECT_EQ(still.pauses, std::vector<std::string>{"An Act"});
  const std::string back = paused + "2024-03-05T08:30 health-visiting health-visiting.contact child=ava\n";
  const RunningClock on = only(back, at(3, 6, 4));
  EXPECT_EQ(on.due_at, at(3, 6, 4, 10));
  EXPECT_EQ(on.state, ClockState::running);
  EXPECT_FALSE(on.paused_since);
  EXPECT_EQ(only(back + "2024-03-06T04:05 social-care social-care.visit child=ava", at(3, 9, 12)).state,
            ClockState::met);
}

TEST(ClockPauses, RescueNothingThatWasLateAlready) {
  const RunningClock clock = only(and_then("2024-03-05T22:00 gp gp.not-brought child=ava"), at(3, 7, 12));
  EXPECT_EQ(clock.state, ClockState::late);
  EXPECT_EQ(clock.due_at, at(3, 5, 21, 40));
}

TEST(ClockPauses, CountWorkingDaysWhereTheLimitDoes) {
  const ClockRule days = rule(TimeBase::working_days, 10);
  // Friday 8 March to Tuesday 12 March: two working days.
  const RunningClock clock = only(R"(
    2024-03-04 city-police police.restraining-order child=ava
    2024-03-08 gp gp.not-brought child=ava
    2024-03-12 health-visiting health-visiting.contact child=ava
  )",
                                  Date::of(2024, 3, 13), days);
  EXPECT_EQ(clock.due, Date::of(2024, 3, 20)) << "and not Monday the 18th";
  EXPECT_FALSE(clock.due_at);
}

TEST(ClockPauses, CountCalendarDaysInWeeksAndMonths) {
  const char* text = R"(
    2024-03-04 city-police police.restraining-order child=ava
    2024-03-08 gp gp.not-brought child=ava
    2024-03-12 health-visiting health-visiting.contact child=ava
  )";
  EXPECT_EQ(only(text, Date::of(2024, 3, 13), rule(TimeBase::weeks, 1)).due, Date::of(2024, 3, 15));
  EXPECT_EQ(only(text, Date::of(2024, 3, 13), rule(TimeBase::months, 1)).due, Date::of(2024, 4, 8));
}

RC_GTEST_PROP(ClockPauses, NeverBringALimitForward, ()) {
  const auto from = *rc::gen::inRange(0, 40);
  const auto length = *rc::gen::inRange(0, 40);
  const auto base = *rc::gen::element(TimeBase::working_days, TimeBase::clock_hours, TimeBase::weeks, TimeBase::months);
  const Date start = Date::of(2024, 3, 4);
  const std::string begun = "2024-03-04 city-police police.restraining-order child=ava\n";
  const std::string paused = begun + start.plus_days(from).iso() + " gp gp.not-brought child=ava\n" +
                             start.plus_days(from + length).iso() +
                             " health-visiting health-visiting.contact child=ava";
  const Date on = start.plus_days(100);
  const ClockRule of = rule(base, 3);
  RC_ASSERT(only(paused, on, of).due >= only(begun, on, of).due);
  RC_ASSERT(only(paused, on, of).due <= only(begun, on, of).due.plus_days(length * 2 + 3));
}

}  // namespace
}  // namespace roundel
