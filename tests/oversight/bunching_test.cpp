// How the days taken lie within a limit.
#include "oversight/bunching.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace roundel::oversight {
namespace {

ClockCount clock(int limit, std::map<int, std::int64_t> taken, TimeBase base = TimeBase::working_days) {
  ClockCount out{.code = "assessment", .limit = limit, .base = base};
  out.days_taken.counts = std::move(taken);
  return out;
}

TEST(Bunching, IsMarkedWhereMostIsDoneInTheLastFifthOfTheLimit) {
  EXPECT_TRUE(is_bunched(clock(15, {{5, 9}, {13, 4}, {15, 7}}))) << "eleven of twenty in the last three days";
  EXPECT_FALSE(is_bunched(clock(15, {{5, 10}, {13, 3}, {15, 7}}))) << "ten of twenty";
  EXPECT_FALSE(is_bunched(clock(15, {{12, 20}}))) << "the day before the last fifth begins";
  EXPECT_FALSE(is_bunched(clock(15, {{15, 19}}))) << "of nineteen, chance says as much";
  EXPECT_FALSE(is_bunched(clock(15, {{5, 20}, {16, 90}}))) << "what was late is told as late";
  EXPECT_FALSE(is_bunched(clock(1, {{1, 90}}))) << "one day has no early and late";
}

TEST(Bunching, ALimitInMonthsIsCountedInCalendarDays) {
  EXPECT_TRUE(is_bunched(clock(3, {{85, 30}}, TimeBase::months)));
  EXPECT_FALSE(is_bunched(clock(3, {{60, 30}}, TimeBase::months)));
  EXPECT_EQ(days_of_limit(clock(72, {}, TimeBase::clock_hours)), 3);
}

RC_GTEST_PROP(Groups, HoldEveryoneOnceAndFollowOneAnother, ()) {
  const auto bases = rc::gen::element(TimeBase::working_days, TimeBase::weeks, TimeBase::months);
  const ClockCount all = clock(
      *rc::gen::inRange(1, 60),
      *rc::gen::container<std::map<int, std::int64_t>>(rc::gen::inRange(0, 500), rc::gen::inRange<std::int64_t>(1, 9)),
      *bases);
  std::int64_t counted = 0;
  int next = 0;
  for (const DaysGroup& group : groups_of(all)) {
    RC_ASSERT(group.from == next);
    RC_ASSERT(group.to >= group.from);
    RC_ASSERT(group.beyond == (group.from > days_of_limit(all)));
    std::int64_t here = 0;
    for (const auto& [days, count] : all.days_taken.counts) here += days >= group.from && days <= group.to ? count : 0;
    RC_ASSERT(group.count == here);
    counted += group.count;
    next = group.to + 1;
  }
  RC_ASSERT(counted == all.days_taken.total());
}

}  // namespace
}  // namespace roundel::oversight
