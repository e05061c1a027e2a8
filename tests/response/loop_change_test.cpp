// Police sent of every missing episode until the first of April, and from then only of those with something to worry
// about: fewer are sent, and fewer come to nothing.
#include "response/loop_change.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace roundel {
namespace {

const LoopKey key{.way = SentBy::feed, .source = "city-police", .kind = KindCode("police.missing")};
const Date change = Date::of(2024, 4, 1);

PassedOnAbout told(int number, Date day, LoopAnswer answer, int days_to_answer = 1) {
  return {.child = PersonId(fmt::format("child-{:03}", number)),
          .entry = EntryId(fmt::format("{:03}-{}", number, day.iso())),
          .day = day,
          .way = key.way,
          .source = key.source,
          .kind = key.kind,
          .answer = answer,
          .answered = day.plus_days(days_to_answer)};
}

// Before: forty in ten weeks, thirty of them to nothing, of whom twelve came back by the duty desk five weeks later.
// After: twenty in ten weeks, ten to nothing, none of whom came back.
std::vector<PassedOnAbout> two_halves() {
  std::vector<PassedOnAbout> all;
  for (int i = 0; i < 40; ++i) {
    all.push_back(told(i, change.plus_days(-70 + i), i < 30 ? LoopAnswer::nothing : LoopAnswer::helped));
    if (i < 12) {
      PassedOnAbout again = told(i, all.back().answered.plus_days(35), LoopAnswer::none);
      again.way = SentBy::duty_desk;
      all.push_back(again);
    }
  }
  for (int i = 0; i < 20; ++i)
    all.push_back(told(100 + i, change.plus_days(i), i < 10 ? LoopAnswer::nothing : LoopAnswer::helped));
  put_in_order(all);
  return all;
}

TEST(LoopChange, SaysNothingBeforeFourWeeksHaveGoneBy) {
  EXPECT_FALSE(compare_loop(two_halves(), key, change, change.plus_days(26)));
  const auto first = compare_loop(two_halves(), key, change, change.plus_days(27));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->weeks, 4);
  EXPECT_FALSE(compare_loop(two_halves(), key, change, change.plus_days(-30))) << "it is still to come";
}

TEST(LoopChange, HoldsSpansOfEqualLengthBesideEachOther) {
  const auto compared = compare_loop(two_halves(), key, change, change.plus_days(7 * 10 - 1));
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->weeks, 10);
  EXPECT_EQ(compared->before.from, change.plus_days(-70));
  EXPECT_EQ(compared->before.to, change.plus_days(-1));
  EXPECT_EQ(compared->after.from, change);
  EXPECT_EQ(compared->before.passed_on, 4.0);
  EXPECT_EQ(compared->after.passed_on, 2.0);
  EXPECT_EQ(compared->before.nothing.percent, 75);
  EXPECT_EQ(compared->after.nothing.percent, 50);
  EXPECT_TRUE(compared->after.came_back.none) << "twelve weeks have not gone by since the first answer";
}

TEST(LoopChange, GivesBothTheSameTimeToComeBack) {
  const auto compared = compare_loop(two_halves(), key, change, change.plus_days(7 * 26));
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->weeks, 26) << "no longer";
  EXPECT_EQ(compared->before.came_back.percent, 40) << "twelve of thirty";
  EXPECT_EQ(compared->after.came_back.percent, 0);
}

TEST(LoopChange, CountsOnlyItsOwnSourceAndKind) {
  LoopKey other = key;
  other.source = "hospital";
  const auto compared = compare_loop(two_halves(), other, change, change.plus_days(70));
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->before.passed_on, 0.0);
  EXPECT_TRUE(compared->before.nothing.none);
}

TEST(LoopChange, WithholdsWhatRestsOnFew) {
  std::vector<PassedOnAbout> few;
  for (int i = 0; i < 4; ++i) few.push_back(told(i, change.plus_days(-7), LoopAnswer::nothing));
  for (int i = 10; i < 20; ++i) few.push_back(told(i, change, i < 12 ? LoopAnswer::nothing : LoopAnswer::helped));
  put_in_order(few);
  const auto compared = compare_loop(few, key, change, change.plus_days(70));
  ASSERT_TRUE(compared);
  EXPECT_FALSE(compared->before.passed_on) << "four";
  EXPECT_FALSE(compared->before.nothing.percent);
  EXPECT_TRUE(compared->after.passed_on) << "ten";
  EXPECT_FALSE(compared->after.nothing.percent) << "two of ten";
  EXPECT_FALSE(compared->after.nothing.none);
}

TEST(LoopChange, DoesNotTakeTheSameEventToldAgainForComingBack) {
  std::vector<PassedOnAbout> all;
  for (int i = 0; i < 10; ++i) {
    all.push_back(told(i, change.plus_days(-50), LoopAnswer::nothing));
    all.push_back(told(i, change.plus_days(-40), LoopAnswer::none));  // within a fortnight of the answer
  }
  put_in_order(all);
  EXPECT_EQ(compare_loop(all, key, change, change.plus_days(200))->before.came_back.percent, 0);
}

}  // namespace
}  // namespace roundel
