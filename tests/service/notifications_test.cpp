// What feeds tell the front door: police told of a night at Ivy's home, the hospital of an injury of Max that nobody
// can explain, and social care's own feed answers for Tom.
#include <gtest/gtest.h>

#include <fstream>

#include "service/parts.h"
#include "service/respond/worklist.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class FeedNotifications : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const auto child = [](const char* key, const char* source, const char* name) {
      return entry(key, "identity.details", "social-care", "2024-05-01", {about(source, "child")},
                   {{"forename", name}, {"surname", "Example"}, {"birth-date", *parse_date("2018-05-04")}});
    };
    add({child("1", "social-care/1", "Ivy"), child("2", "social-care/2", "Max"), child("3", "social-care/3", "Tom"),
         entry("4", "family.relationship", "social-care", "2024-05-01",
               {about("social-care/1", "child"), about("social-care/9", "mother")}, {{"resident", "resident"}}),
         entry("5", "family.relationship", "social-care", "2024-05-01",
               {about("social-care/2", "child"), about("social-care/9", "mother")}, {{"resident", "resident"}}),
         entry("6", "police.domestic-abuse", "city-police", "2024-06-01",
               {about("social-care/9", "victim"), about("social-care/1", "child")}, {{"grade", "medium"}}, "pc-7"),
         entry("7", "hospital.emergency-attendance", "hospital", "2024-06-01", {about("social-care/2", "child")},
               {{"complaint", "injury"}, {"injury", "bruise"}, {"explanation", "inconsistent"}}),
         entry("8", "police.missing", "city-police", "2024-05-28", {about("social-care/3", "child")})});
  }
  void add(const std::vector<NewEntry>& entries) {
    const auto added = desk_->parts().ledger->append(entries);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  }
  PersonId person(const char* source) { return *person_of_source(*desk_, SourceId(source)); }
  FrontDoor door() {
    auto seen = see_front_door(*desk_, worker_);
    EXPECT_TRUE(seen) << seen.error().text();
    return seen ? std::move(*seen) : FrontDoor{};
  }
  Result<Decided> decide_first(const char* source) {
    for (const ConcernRow& row : door().waiting)
      if (row.child == person(source))
        return decide_response(*desk_, worker_,
                               {.concern = row.concern.entry,
                                .child = row.child,
                                .choice = ResponseChoice::assessment,
                                .reason = "Third night this year",
                                .feedback = "A social worker sees them this week",
                                .said = {.threshold = "level:3", .parents_told = "yes"},
                                .key = "once"});
    return fail(Fault::not_found, "nothing waits about this child");
  }
  void expect_rebuilt() {
    const auto differences = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(differences) << differences.error().text();
    for (const TableDifference& table : *differences) EXPECT_EQ(table.differing, 0) << table.table;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
  const Caller officer_ = practitioner("city-police", "pc-7", "practitioner");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, FeedNotifications, ::testing::ValuesIn(support::each_engine()));

TEST_P(FeedNotifications, WaitAtTheFrontDoorByFamily) {
  const FrontDoor seen = door();
  ASSERT_EQ(seen.waiting.size(), 3U);
  ASSERT_EQ(seen.families.size(), 2U) << "Ivy and Max have one mother";
  for (const ConcernRow& row : seen.waiting) ASSERT_TRUE(row.concern.by_feed);
  const auto police =
      std::ranges::find_if(seen.waiting, [&](const ConcernRow& row) { return row.child == person("social-care/1"); });
  EXPECT_EQ(police->concern.by_feed->what, "Domestic abuse incident");
  EXPECT_EQ(police->concern.worry, "Risk grade: Medium");
  EXPECT_EQ(seen.never_decided, 0);
  expect_rebuilt();
}

TEST_P(FeedNotifications, HaveADayByWhichTheyAreDecidedAsAConcernHas) {
  const auto own = [&](const ConcernRow& row) -> const RunningClock* {
    const auto at = std::ranges::find(row.clocks, "notification-decision", &RunningClock::code);
    return at == row.clocks.end() ? nullptr : &*at;
  };
  const FrontDoor seen = door();  // they came on Monday, the third of June
  for (const ConcernRow& row : seen.waiting) {
    ASSERT_NE(own(row), nullptr);
    EXPECT_EQ(own(row)->due, *parse_date("2024-06-04"));
    EXPECT_EQ(own(row)->state, ClockState::running);
  }
  store_.at("2024-06-05T09:00:00Z");
  EXPECT_EQ(own(door().waiting.front())->state, ClockState::late);
  const auto decided = decide_first("social-care/1");
  ASSERT_TRUE(decided) << decided.error().text();
  EXPECT_EQ(own(door().decided.front())->state, ClockState::met_late);
  EXPECT_EQ(own(door().decided.front())->met, *parse_date("2024-06-05"));
}

TEST_P(FeedNotifications, StandAtTheFrontDoorAsSoonAsTheFeedWasTaken) {
  add({entry("30", "identity.details", "city-police", "2024-05-01", {about("city-police/77", "child")},
             {{"forename", "Una"}, {"surname", "Other"}, {"birth-date", *parse_date("2012-05-04")}})});
  const std::string file = store_.path("city-police_incidents_june.csv");
  std::ofstream(file)
      << "IncidentNo,Type,IncidentDate,ReportedDate,OfficerNo,VictimNo,PerpetratorNo,ChildNos,SuspectNo,"
         "HouseholdNos,DashGrade,ChildPresent,Hours,Offence,Against,ExploitationType\n"
         "I1,MISPER,02/06/2024,02/06/2024,,,,77,,,,,,,,\n"
         "I2,MISPER,01/02/2024,01/02/2024,,,,77,,,,,,,,\n"
         "I3,MISPER,02/06/2024,02/06/2024,,,,78,,,,,,,,\n";
  const auto taken = ingest(*desk_, console(), {.paths = {file}, .replay_clock = {}}, {});
  ASSERT_TRUE(taken) << taken.error().text();
  EXPECT_EQ(taken->added, 3);
  const FrontDoor seen = door();
  EXPECT_EQ(seen.queue.size(), 4U) << "what is of February waits no more, and 78 is nobody yet";
  EXPECT_TRUE(std::ranges::any_of(seen.queue, [&](const auto& one) { return one.child == person("city-police/77"); }));
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  EXPECT_EQ(door().queue.size(), 4U) << "the assessment says the same";
  expect_rebuilt();
}

TEST_P(FeedNotifications, WaitNoMoreAsSoonAsAFeedAnsweredThem) {
  const std::string file = store_.path("social-care_episodes_june.csv");
  std::ofstream(file)
      << "StepId,StepType,StepDate,RecordedDate,Worker,ChildId,Source,Need,NoFurtherAction,Outcome,Factors,"
         "Category,PreviousPlans,ChildSeen,SeenAlone,LegalStatus,Placement,Reason,Stage,Level,Detail\n"
         "S1,CONTACT,2024-05-29,2024-05-30,,3,6,,,information-only,,,,,,,,,,,\n";
  const auto taken = ingest(*desk_, console(), {.paths = {file}, .replay_clock = {}}, {});
  ASSERT_TRUE(taken) << taken.error().text();
  ASSERT_EQ(taken->added, 1) << taken->rejected << " rejected";
  for (const WaitingConcern& one : door().queue) EXPECT_NE(one.child, person("social-care/3"));
}

TEST_P(FeedNotifications, StandBehindWhatPeoplePassedOn) {
  const auto raised = record_concern(*desk_, practitioner("schools", "dsl-001", "referrer"),
                                     {.child = person("social-care/3"),
                                      .worry = "Afraid to go home",
                                      .child_says = "",
                                      .immediate_danger = false,
                                      .parents_told = "yes",
                                      .key = "a"});
  ASSERT_TRUE(raised) << raised.error().text();
  const FrontDoor seen = door();
  ASSERT_EQ(seen.queue.size(), 4U);
  EXPECT_EQ(seen.queue.front().concern, raised->concern) << "though it came last";
  ASSERT_EQ(seen.families.size(), 2U);
  EXPECT_EQ(seen.families[0].waiting.size(), 2U) << "Tom's concern, and police about Tom";
  expect_rebuilt();
}

TEST_P(FeedNotifications, AreDecidedLikeAConcernAndOnce) {
  const auto decided = decide_first("social-care/1");
  ASSERT_TRUE(decided) << decided.error().text();
  EXPECT_EQ(decided->counts_as, "referral");
  const FrontDoor after = door();
  EXPECT_EQ(after.waiting.size(), 2U);
  ASSERT_EQ(after.decided.size(), 1U);
  ASSERT_TRUE(after.decided[0].concern.decision);
  EXPECT_EQ(after.decided[0].concern.decision->said.parents_told, "yes");
  EXPECT_FALSE(after.decided[0].concern.decision->said.threshold.empty());
  const auto again = decide_response(*desk_, worker_,
                                     {.concern = after.decided[0].concern.entry,
                                      .child = person("social-care/1"),
                                      .choice = ResponseChoice::no_further_action,
                                      .reason = "Otherwise"});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().fault, Fault::conflict);
  expect_rebuilt();
}

TEST_P(FeedNotifications, CountAsSettledWhereSocialCaresFeedAnswersWithinAFortnight) {
  add({entry("20", "social-care.contact", "social-care", "2024-05-30", {about("social-care/3", "child")},
             {{"source", "6"}, {"outcome", "information-only"}}),
       entry("21", "social-care.contact", "social-care", "2024-05-31", {about("social-care/1", "child")},
             {{"source", "6"}, {"outcome", "information-only"}})});
  const FrontDoor seen = door();
  ASSERT_EQ(seen.waiting.size(), 2U);
  for (const ConcernRow& row : seen.waiting) EXPECT_NE(row.child, person("social-care/3"));
  EXPECT_EQ(seen.waiting.size(), 2U) << "what was recorded on the day before does not answer for Ivy's night";
  expect_rebuilt();
}

TEST_P(FeedNotifications, WaitAsLongAsTheStandardsSayAndAreThenToldAsNeverDecided) {
  store_.at("2024-06-29T09:00:00Z");  // 28 days after the first of June
  EXPECT_EQ(door().waiting.size(), 2U) << "of 28 May no longer";
  EXPECT_EQ(door().never_decided, 1);
  store_.at("2024-06-30T09:00:00Z");
  EXPECT_TRUE(door().waiting.empty());
  EXPECT_EQ(door().never_decided, 3);
}

TEST_P(FeedNotifications, StandOnTheTeamsWorklistAndAreWaitedForByWhoeverSentThem) {
  const auto waiting_for = [](const Result<WorkPage>& page, bool to_do) {
    EXPECT_TRUE(page) << page.error().text();
    int count = 0;
    for (const auto* rows : {&page->late, &page->to_do, &page->waiting})
      for (const WorkRow& row : *rows)
        count += row.to_do == to_do && row.work.what == "Decide the response to a notification" ? 1 : 0;
    return count;
  };
  EXPECT_EQ(waiting_for(see_work(*desk_, worker_, WorkOf::team), true), 3);
  EXPECT_EQ(waiting_for(see_work(*desk_, officer_, WorkOf::mine), false), 1) << "the officer's own, not the others'";
  ASSERT_TRUE(decide_first("social-care/1"));
  EXPECT_EQ(waiting_for(see_work(*desk_, worker_, WorkOf::team), true), 2);
  EXPECT_EQ(waiting_for(see_work(*desk_, officer_, WorkOf::mine), false), 0);
}

TEST_P(FeedNotifications, AreToldToWhoeverFollowsWithoutTheirKind) {
  const auto before = live_position(*desk_);
  ASSERT_TRUE(before);
  add({entry("60", "police.missing", "city-police", "2024-06-02", {about("social-care/1", "child")}),
       entry("61", "police.welfare-check", "city-police", "2024-06-02", {about("social-care/1", "child")}),
       entry("62", "request.information", "schools", "2024-06-03", {about("social-care/1", "child")},
             {{"of-agency", "social-care"}, {"question", "What do you know?"}})});
  const auto events = follow_live_changes(*desk_, worker_, *before);
  ASSERT_TRUE(events) << events.error().text();
  ASSERT_EQ(events->size(), 2U);
  EXPECT_EQ((*events)[0].kind, "notification");
  EXPECT_EQ((*events)[1].kind, "request");
}

TEST_P(FeedNotifications, OfALowGradeOrAnExplainedInjuryAreNone) {
  add({entry("30", "police.domestic-abuse", "city-police", "2024-06-02", {about("social-care/3", "child")},
             {{"grade", "standard"}}),
       entry("31", "hospital.emergency-attendance", "hospital", "2024-06-02", {about("social-care/3", "child")},
             {{"complaint", "injury"}, {"injury", "minor"}, {"explanation", "consistent"}})});
  EXPECT_EQ(door().waiting.size(), 3U);
}

TEST_P(FeedNotifications, OfTheDutyDeskWaitUntilTheyHaveAnOutcome) {
  add({entry("40", "social-care.contact", "social-care", "2024-06-02", {about("social-care/2", "child")},
             {{"source", "6"}})});
  EXPECT_EQ(door().waiting.size(), 4U);
}

TEST_P(FeedNotifications, CountAsRepeats) {
  add({entry("50", "police.missing", "city-police", "2024-06-02", {about("social-care/1", "child")})});
  ASSERT_TRUE(decide_first("social-care/1"));
  const FrontDoor seen = door();
  ASSERT_FALSE(seen.families.empty());
  const auto family = std::ranges::find_if(seen.families, [&](const FamilyInbox& one) {
    return std::ranges::any_of(one.waiting,
                               [&](std::size_t row) { return seen.waiting[row].child == person("social-care/1"); });
  });
  ASSERT_NE(family, seen.families.end());
  EXPECT_EQ(family->earlier, 1);
}

}  // namespace
}  // namespace roundel::service
