// What is open for a child: whose turn it is, who waits, and when it is over.
#include "response/worklist.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "response/handover.h"

namespace roundel {
namespace {

const Date monday = Date::of(2024, 6, 3);

const Standards& standards() {
  static const Standards loaded = *load_standards(ROUNDEL_SOURCE_DIR "/standards", "northern-city");
  return loaded;
}

Entry entry(std::string id, std::string kind, Date day, std::string agency,
            std::vector<std::pair<std::string, Value>> values = {}, std::string by = "") {
  Entry made;
  made.id = EntryId(std::move(id));
  made.kind = KindCode(std::move(kind));
  made.agency = AgencyId(std::move(agency));
  made.practitioner = PractitionerId(std::move(by));
  made.happened = Happened::on(day);
  made.known = day;
  made.recorded = Timestamp::start_of(day);
  made.about = {{SourceId("health-visiting/1"), RoleCode("child")}};
  std::sort(values.begin(), values.end());
  made.values = std::move(values);
  return made;
}
std::vector<OpenWork> folded(const std::vector<Entry>& entries, Date on = monday) {
  return fold_work(pointers_to(entries), standards(), on);
}
Entry concern() {
  return entry("c1", "concern.raised", monday, "health-visiting", {{"worry", "She is afraid"}}, "hv-001");
}
Entry decided(const std::string& choice) {
  return entry("d1", "response.decided", monday, "social-care",
               {{"concern", "c1"}, {"choice", choice}, {"reason", "It is needed"}});
}

TEST(OpenWork, AConcernWaitsForTheJointTeamAndIsNotToldTwice) {
  const auto work = folded({concern()});
  ASSERT_EQ(work.size(), 1U) << "its time limit is its last day, not a line of its own";
  EXPECT_EQ(work[0].kind, WorkKind::concern);
  EXPECT_TRUE(work[0].turn.joint_team);
  EXPECT_EQ(work[0].asked_by_practitioner, PractitionerId("hv-001"));
  EXPECT_EQ(work[0].by, monday.plus_days(1));
  EXPECT_FALSE(work[0].late(monday.plus_days(1)));
  EXPECT_TRUE(work[0].late(monday.plus_days(2)));
}

TEST(OpenWork, IsOverWhenItIsDecided) { EXPECT_TRUE(folded({concern(), decided("no-further-action")}).empty()); }

TEST(OpenWork, AVisitThatWasDecidedWaitsUntilItIsRecorded) {
  const auto work = folded({concern(), decided("joint-visit")});
  const auto visit = std::ranges::find(work, WorkKind::visit, &OpenWork::kind);
  ASSERT_NE(visit, work.end());
  EXPECT_EQ(visit->entry, EntryId("d1"));
  EXPECT_EQ(visit->by, Date::of(2024, 6, 10)) << "five working days, by the place's own limit";
  EXPECT_EQ(std::ranges::count(work, WorkKind::clock, &OpenWork::kind), 0) << "the limit is no line of its own";
  const auto after = folded({concern(), decided("joint-visit"),
                             entry("v1", "response.visit", monday, "health-visiting", {{"child-seen", true}})});
  EXPECT_EQ(std::ranges::find(after, WorkKind::visit, &OpenWork::kind), after.end());
}

TEST(OpenWork, ARequestIsTheTurnOfTheServiceThatIsAsked) {
  const Entry asked =
      entry("r1", "request.information", monday, "health-visiting",
            {{"of-agency", "city-police"}, {"question", "Is he known?"}, {"by-when", monday.plus_days(4)}}, "hv-001");
  const auto work = folded({asked});
  ASSERT_EQ(work.size(), 1U);
  EXPECT_TRUE(is_turn_of(work[0].turn, *standards().agency(AgencyId("city-police"))));
  EXPECT_FALSE(is_turn_of(work[0].turn, *standards().agency(AgencyId("health-visiting"))));
  EXPECT_EQ(work[0].asked_by_practitioner, PractitionerId("hv-001"));
  EXPECT_TRUE(folded({asked, entry("a1", "request.answered", monday, "city-police", {{"request", "r1"}})}).empty());
}

TEST(OpenWork, ATimeLimitIsTheTurnOfWhoRecordsWhatMeetsIt) {
  const auto work = folded({entry("s1", "social-care.referral", monday, "social-care")});
  const auto clock = std::ranges::find(work, WorkKind::clock, &OpenWork::kind);
  ASSERT_NE(clock, work.end());
  EXPECT_TRUE(is_turn_of(clock->turn, *standards().agency(AgencyId("social-care"))));
  EXPECT_FALSE(is_turn_of(clock->turn, *standards().agency(AgencyId("health-visiting"))));
  EXPECT_FALSE(turn_words(clock->turn, standards()).empty());
}

TEST(OpenWork, AnActionOfAPlanStaysUntilItIsDoneAndNotWhenItIsDoneInPart) {
  const auto action = entry("p1", "plan.action", monday, "early-help",
                            {{"plan", "early-help"},
                             {"outcome", "Safe sleep"},
                             {"action", "Bring a cot"},
                             {"who", "Ann Other"},
                             {"of-agency", "health-visiting"},
                             {"by-when", monday.plus_days(-3)}});
  const auto done = [&](const std::string& how) {
    return entry("q1", "plan.action-done", monday, "early-help",
                 {{"action", "p1"}, {"done", how}, {"what-changed", "She sleeps"}});
  };
  const auto work = folded({action});
  ASSERT_EQ(work.size(), 1U);
  EXPECT_EQ(work[0].turn.person, "Ann Other");
  EXPECT_EQ(work[0].turn.agency, AgencyId("health-visiting"));
  EXPECT_TRUE(work[0].late(monday));
  EXPECT_EQ(folded({action, done("partly")}).size(), 1U);
  EXPECT_TRUE(folded({action, done("done")}).empty());
}

TEST(OpenWork, WhatIsDueFirstStandsFirst) {
  const auto work = folded({entry("s1", "social-care.referral", monday.plus_days(-10), "social-care"), concern()});
  ASSERT_GE(work.size(), 2U);
  EXPECT_EQ(work[0].entry, EntryId("s1")) << "late since last week";
  EXPECT_TRUE(std::ranges::is_sorted(work, {}, [](const OpenWork& each) { return each.by.value_or(Date(1'000'000)); }));
}

TEST(Handovers, SayWhoTookOverFromWhomUntilWhen) {
  const auto standing = fold_handovers(pointers_to(std::vector<Entry>{}));
  EXPECT_TRUE(standing.empty());
  const std::vector<Entry> entries = {entry("h1", "work.handed-over", monday, "health-visiting",
                                            {{"from", "hv-001"},
                                             {"to", "hv-002"},
                                             {"to-name", "Ben"},
                                             {"back", monday.plus_days(7)},
                                             {"reason", "On leave"}})};
  const auto one = fold_handovers(pointers_to(entries));
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].from, PractitionerId("hv-001"));
  EXPECT_EQ(one[0].to, PractitionerId("hv-002"));
  EXPECT_EQ(one[0].back, monday.plus_days(7));
}

}  // namespace
}  // namespace roundel
