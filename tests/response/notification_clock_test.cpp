// By when what a feed told the front door is to be decided: a notification of a Friday, by Monday night.
#include <gtest/gtest.h>

#include "response/clocks.h"

namespace roundel {
namespace {

const Standards& england() {
  static const Standards standards = *load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt);
  return standards;
}

Concern told_on(const char* moment) {
  Concern concern;
  concern.entry = EntryId("n01");
  concern.raised = *parse_timestamp(moment);
  concern.by_feed = FromFeed{
      .what = "Missing episode", .on = Date::of(2024, 6, 6), .waits_until = Date::of(2024, 7, 4), .followed = ""};
  return concern;
}

TEST(NotificationClock, GivesAWorkingDayFromTheMomentItReachedTheRecord) {
  const Concern told = told_on("2024-06-07T02:00:00Z");  // a Friday
  const auto running = clock_of_notification(told, england(), Date::of(2024, 6, 10));
  ASSERT_TRUE(running);
  EXPECT_EQ(running->started, Date::of(2024, 6, 7));
  EXPECT_EQ(running->due, Date::of(2024, 6, 10));
  EXPECT_EQ(running->state, ClockState::running) << "the last day counts";
  EXPECT_EQ(clock_of_notification(told, england(), Date::of(2024, 6, 11))->state, ClockState::late);
}

TEST(NotificationClock, IsMetByADecisionInTimeAndLateAfterIt) {
  Concern told = told_on("2024-06-07T02:00:00Z");
  told.decision = Decision{.entry = EntryId("d"), .at = *parse_timestamp("2024-06-10T16:00:00Z")};
  EXPECT_EQ(clock_of_notification(told, england(), Date::of(2024, 6, 20))->state, ClockState::met);
  told.decision->at = *parse_timestamp("2024-06-11T08:00:00Z");
  EXPECT_EQ(clock_of_notification(told, england(), Date::of(2024, 6, 20))->state, ClockState::met_late);
}

TEST(NotificationClock, CountsHoursWhereAPlaceDoes) {
  Standards hours = england();
  for (ClockRule& rule : hours.clocks)
    if (rule.code == "notification-decision") {
      rule.base = TimeBase::clock_hours;
      rule.limit = 4;
    }
  const Concern told = told_on("2024-06-07T02:00:00Z");
  const auto clock = clock_of_notification(told, hours, *parse_timestamp("2024-06-07T05:59:00Z"));
  ASSERT_TRUE(clock);
  EXPECT_EQ(clock->due_at, *parse_timestamp("2024-06-07T06:00:00Z"));
  EXPECT_EQ(clock->state, ClockState::running);
  EXPECT_EQ(clock_of_notification(told, hours, *parse_timestamp("2024-06-07T06:01:00Z"))->state, ClockState::late);
}

TEST(NotificationClock, IsNotShownForAConcernOrForWhatAFeedAnswered) {
  Concern told = told_on("2024-06-07T02:00:00Z");
  told.by_feed->followed = "Contact with children's social care";
  EXPECT_FALSE(clock_of_notification(told, england(), Date::of(2024, 6, 10)));
  told.by_feed.reset();
  EXPECT_FALSE(clock_of_notification(told, england(), Date::of(2024, 6, 10)));
}

}  // namespace
}  // namespace roundel
