// After a birth: the new birth visit within two weeks, and not waited for when the next review has taken its place.
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

Entry entry(std::string id, std::string kind, Date on, std::vector<std::pair<std::string, Value>> values = {}) {
  Entry made;
  made.id = EntryId(std::move(id));
  made.kind = KindCode(std::move(kind));
  made.agency = AgencyId(made.kind.value.substr(0, made.kind.value.find('.')));
  made.happened = Happened::on(on);
  made.known = on;
  made.recorded = Timestamp::start_of(on);
  made.about = {{SourceId("midwifery/1"), RoleCode("child")}};
  made.sharing = "joint";
  made.values = std::move(values);
  return made;
}

const Date born = Date::of(2024, 3, 1);

Entry birth(std::string id = "b1", Date on = born) { return entry(std::move(id), "midwifery.birth", on); }
Entry visit(Date on) { return entry("v1", "health-visiting.new-birth-visit", on); }

std::vector<RunningClock> clocks(const std::vector<Entry>& entries, Date on) {
  return fold_clocks(pointers_to(entries), england(), on, nullptr);
}
RunningClock only(const std::vector<Entry>& entries, Date on) {
  const auto all = clocks(entries, on);
  EXPECT_EQ(all.size(), 1U);
  return all.at(0);
}

TEST(BirthClock, GivesTwoWeeksByLawAndSaysWhatGoodLooksLike) {
  const RunningClock clock = only({birth()}, born.plus_days(3));
  EXPECT_EQ(clock.code, "new-birth-visit");
  EXPECT_EQ(clock.due, born.plus_days(14));
  EXPECT_EQ(clock.force, Force::statutory);
  EXPECT_FALSE(clock.early.empty());
  EXPECT_EQ(clock.state, ClockState::running);
  EXPECT_EQ(only({birth()}, born.plus_days(15)).state, ClockState::late);
}

TEST(BirthClock, IsMetByTheVisit) {
  EXPECT_EQ(only({birth(), visit(born.plus_days(14))}, born.plus_days(20)).state, ClockState::met);
  EXPECT_EQ(only({birth(), visit(born.plus_days(15))}, born.plus_days(20)).state, ClockState::met_late);
}

TEST(BirthClock, OfOneBirthThatTwoServicesToldRunsOnce) {
  EXPECT_EQ(clocks({birth("b1"), birth("b2")}, born.plus_days(3)).size(), 1U);
  EXPECT_EQ(clocks({birth("b1"), visit(born.plus_days(10)), birth("b2")}, born.plus_days(12)).size(), 1U);
}

TEST(BirthClock, EndsWhereTheFamilyDeclinesOrTheChildDied) {
  EXPECT_EQ(only({birth(), entry("x", "health-visiting.declined", born.plus_days(9))}, born.plus_days(20)).state,
            ClockState::ended);
  const Entry died = entry("x", "identity.details", born.plus_days(2), {{"died", born.plus_days(2)}});
  EXPECT_EQ(only({birth(), died}, born.plus_days(20)).state, ClockState::ended);
  const Entry details = entry("x", "identity.details", born.plus_days(2), {{"birth-date", born}});
  EXPECT_EQ(only({birth(), details}, born.plus_days(20)).state, ClockState::late);
}

TEST(BirthClock, LapsesSixWeeksAfterTheBirth) {
  EXPECT_EQ(only({birth()}, born.plus_days(42)).state, ClockState::late);
  const RunningClock lapsed = only({birth()}, born.plus_days(43));
  EXPECT_EQ(lapsed.state, ClockState::lapsed);
  EXPECT_EQ(lapsed.ended, born.plus_days(43));
  EXPECT_EQ(only({birth(), visit(born.plus_days(60))}, born.plus_days(70)).state, ClockState::lapsed)
      << "what is done later is another visit";
}

TEST(BirthClock, OfABirthBeforeTheLawRunsNot) {
  EXPECT_TRUE(clocks({birth("b1", Date::of(2015, 9, 30))}, Date::of(2015, 10, 5)).empty());
}

TEST(BirthClock, StandsInTheWorkOfHealthVisitingUntilItLapses) {
  const std::vector<Entry> entries = {birth()};
  const auto work = fold_work(pointers_to(entries), england(), born.plus_days(20));
  ASSERT_EQ(work.size(), 1U);
  EXPECT_EQ(work[0].what, "Make the new birth visit");
  EXPECT_EQ(work[0].turn.agency_kinds, std::vector<std::string>{"health-visiting"});
  EXPECT_TRUE(work[0].late(born.plus_days(20)));
  EXPECT_EQ(work[0].waits_until, born.plus_days(42));
  EXPECT_TRUE(fold_work(pointers_to(entries), england(), born.plus_days(43)).empty());
}

}  // namespace
}  // namespace roundel
