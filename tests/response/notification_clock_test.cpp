// By when what a feed told the front door is to be decided: a notification of a Friday, by Monday night. One fold for
// the child's clocks and for what is open.
#include <gtest/gtest.h>

#include <algorithm>

#include "response/clocks.h"
#include "response/worklist.h"

namespace roundel {
namespace {

const Standards& england() {
  static const Standards standards = *load_standards(ROUNDEL_SOURCE_DIR "/standards", "northern-city");
  return standards;
}

Entry entry(std::string id, std::string kind, Date known, const char* recorded,
            std::vector<std::pair<std::string, Value>> values = {}) {
  Entry made;
  made.id = EntryId(std::move(id));
  made.kind = KindCode(std::move(kind));
  made.agency = AgencyId(made.kind.value.starts_with("police") ? "city-police" : "social-care");
  made.happened = Happened::on(known);
  made.known = known;
  made.recorded = *parse_timestamp(recorded);
  made.about = {{SourceId("city-police/1"), RoleCode("child")}};
  made.sharing = "joint";
  std::sort(values.begin(), values.end());
  made.values = std::move(values);
  return made;
}

const Date thursday = Date::of(2024, 6, 6);

Entry missing(const char* recorded = "2024-06-07T02:00:00Z") {  // a Friday
  return entry("n1", "police.missing", thursday, recorded);
}
Entry decided(const char* at) {
  return entry("d1", "response.decided", parse_timestamp(at)->date(), at,
               {{"concern", "n1"}, {"choice", "no-further-action"}, {"reason", "Known and at home"}});
}
Entry contact(Date on) { return entry("s1", "social-care.contact", on, "2024-06-20T08:00:00Z", {{"outcome", "x"}}); }

std::vector<RunningClock> clocks(const std::vector<Entry>& entries, AskedOn on, const Standards& by = england()) {
  auto out = fold_clocks(pointers_to(entries), by, on, nullptr);
  std::erase_if(out, [](const RunningClock& clock) { return clock.code != "notification-decision"; });
  return out;
}
RunningClock only(const std::vector<Entry>& entries, AskedOn on, const Standards& by = england()) {
  const auto all = clocks(entries, on, by);
  EXPECT_EQ(all.size(), 1U);
  return all.at(0);
}

TEST(NotificationClock, GivesAWorkingDayFromTheMomentItReachedTheRecord) {
  const RunningClock running = only({missing()}, Date::of(2024, 6, 10));
  EXPECT_EQ(running.entry, EntryId("n1"));
  EXPECT_EQ(running.started, Date::of(2024, 6, 7));
  EXPECT_EQ(running.due, Date::of(2024, 6, 10));
  EXPECT_EQ(running.state, ClockState::running) << "the last day counts";
  EXPECT_EQ(only({missing()}, Date::of(2024, 6, 11)).state, ClockState::late);
  EXPECT_TRUE(clocks({missing()}, thursday).empty()) << "it has not reached the record yet";
}

TEST(NotificationClock, IsMetByADecisionInTimeAndLateAfterIt) {
  EXPECT_EQ(only({missing(), decided("2024-06-10T16:00:00Z")}, Date::of(2024, 6, 20)).state, ClockState::met);
  const RunningClock late = only({missing(), decided("2024-06-11T08:00:00Z")}, Date::of(2024, 6, 20));
  EXPECT_EQ(late.state, ClockState::met_late);
  EXPECT_EQ(late.met, Date::of(2024, 6, 11));
}

TEST(NotificationClock, IsCountedOnceOfWhatTwoRecordsOfTheChildTell) {
  Entry both = missing();
  both.about.push_back({SourceId("city-police/2"), RoleCode("child")});
  EXPECT_EQ(clocks({both}, Date::of(2024, 6, 10)).size(), 1U);
  Entry withdrawn = entry("w1", "entry.withdrawn", thursday, "2024-06-07T09:00:00Z");
  withdrawn.corrects = EntryId("n1");
  EXPECT_TRUE(clocks({missing(), withdrawn}, Date::of(2024, 6, 10)).empty());
}

TEST(NotificationClock, CountsHoursWhereAPlaceDoes) {
  Standards hours = england();
  for (ClockRule& rule : hours.clocks)
    if (rule.code == "notification-decision") {
      rule.base = TimeBase::clock_hours;
      rule.limit = 4;
    }
  const RunningClock clock = only({missing()}, *parse_timestamp("2024-06-07T05:59:00Z"), hours);
  EXPECT_EQ(clock.due_at, *parse_timestamp("2024-06-07T06:00:00Z"));
  EXPECT_EQ(clock.state, ClockState::running);
  EXPECT_EQ(only({missing()}, *parse_timestamp("2024-06-07T06:01:00Z"), hours).state, ClockState::late);
}

TEST(NotificationClock, EndsWhereSocialCareAnsweredAndSaysNotWhetherInTime) {
  const RunningClock answered = only({missing(), contact(Date::of(2024, 6, 12))}, Date::of(2024, 6, 20));
  EXPECT_EQ(answered.state, ClockState::ended);
  EXPECT_EQ(answered.ended, Date::of(2024, 6, 12));
  EXPECT_TRUE(clocks({missing(), contact(thursday)}, Date::of(2024, 6, 20)).empty())
      << "it was answered before it reached the record: nobody here waited";
  EXPECT_EQ(
      only({missing(), contact(Date::of(2024, 6, 12)), decided("2024-06-10T16:00:00Z")}, Date::of(2024, 6, 20)).state,
      ClockState::met)
      << "who decided first counts";
}

TEST(NotificationClock, LapsesWhenNobodyDecidedWhileItWaited) {
  EXPECT_EQ(only({missing()}, Date::of(2024, 7, 4)).state, ClockState::late) << "28 days after it was known";
  const RunningClock lapsed = only({missing()}, Date::of(2024, 7, 5));
  EXPECT_EQ(lapsed.state, ClockState::lapsed);
  EXPECT_EQ(lapsed.ended, Date::of(2024, 7, 5));
  EXPECT_FALSE(lapsed.met);
  EXPECT_EQ(only({missing(), decided("2024-07-08T08:00:00Z")}, Date::of(2024, 7, 9)).state, ClockState::lapsed)
      << "a decision so late does not meet it";
  EXPECT_TRUE(clocks({missing("2024-08-01T02:00:00Z")}, Date::of(2024, 8, 2)).empty())
      << "years of a feed that are taken at once start nothing";
}

TEST(NotificationClock, IsTheLastDayOfWhatWaitsAndNoLineOfItsOwn) {
  const std::vector<Entry> entries = {missing()};
  const auto work = fold_work(pointers_to(entries), england(), Date::of(2024, 6, 11));
  ASSERT_EQ(work.size(), 1U);
  EXPECT_EQ(work[0].kind, WorkKind::concern);
  EXPECT_EQ(work[0].by, Date::of(2024, 6, 10));
  EXPECT_TRUE(work[0].late(Date::of(2024, 6, 11)));
  EXPECT_EQ(work[0].waits_until, Date::of(2024, 7, 4));
  EXPECT_TRUE(fold_work(pointers_to(entries), england(), Date::of(2024, 7, 5)).empty());
}

}  // namespace
}  // namespace roundel
