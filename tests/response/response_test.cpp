#include "response/response.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

ClockRule rule(const char* code, const char* starts, std::vector<std::string> meets, int days) {
  return {.code = code,
          .name = code,
          .starts = starts,
          .meets = std::move(meets),
          .limit = days,
          .edition = "Working Together 2023",
          .effective_from = Date::of(2023, 12, 15),
          .source = "Working Together 2023"};
}

Standards standards() {
  Standards s = tiny::standards();
  s.clocks = {rule("concern-decision", "concern.raised", {"response.decided"}, 1),
              rule("assessment", "response.decided", {"social-care.assessment-completed"}, 45),
              rule("visit", "social-care.visit", {"social-care.visit", "social-care.protection-plan-ended"}, 10)};
  s.clocks[1].starts_when = StartsWhen{.value = "choice", .is = {"assessment"}};
  return s;
}

Response fold(std::string_view text, Date on, const Standards& with = standards()) {
  return fold_response(tiny::entries(text), with, on);
}

TEST(ResponseChoice, GoesThroughItsWords) {
  for (const ResponseChoice choice : response_choices()) EXPECT_EQ(parse_response(word(choice)), choice);
  EXPECT_EQ(response_choices().size(), 6U);
  EXPECT_EQ(response_name(ResponseChoice::joint_visit), "Joint visit");
  EXPECT_EQ(parse_response("visit").error().fault, Fault::bad_input);
}

TEST(Concerns, KeepTheirOwnDecisionAndFeedback) {
  const auto concerns = fold(R"(
    2024-03-01 schools:t-1 concern.raised#one child=ava | worry=Hungry again; child-says=I am hungry
    2024-03-02 gp:gp-1 concern.raised#two child=ava | worry=Bruise
    2024-03-04 social-care:sw-1 response.decided child=ava | concern=one; choice=early-help; reason=Support is enough
    2024-03-04 social-care:sw-1 response.feedback child=ava | concern=one; message=Early help will call
    2024-03-05 social-care:sw-1 response.decided child=ava | concern=nowhere; choice=early-help; reason=x
  )",
                             Date::of(2024, 3, 6))
                            .concerns;
  ASSERT_EQ(concerns.size(), 2U);
  EXPECT_EQ(concerns[0].worry, "Bruise") << "newest first";
  EXPECT_FALSE(concerns[0].decision);
  EXPECT_TRUE(concerns[0].feedback.empty());
  EXPECT_EQ(concerns[1].child_says, "I am hungry");
  EXPECT_EQ(concerns[1].from, AgencyId("schools"));
  EXPECT_EQ(concerns[1].by, PractitionerId("t-1"));
  ASSERT_TRUE(concerns[1].decision);
  EXPECT_EQ(concerns[1].decision->choice, ResponseChoice::early_help);
  EXPECT_EQ(concerns[1].decision->practitioner, "sw-1");
  EXPECT_EQ(concerns[1].feedback, "Early help will call");
}

TEST(Clocks, AConcernOfFridayIsToBeDecidedByMonday) {
  const char* friday = "2024-03-01 schools concern.raised child=ava | worry=Hungry";
  const auto monday = fold(friday, Date::of(2024, 3, 4)).clocks;
  ASSERT_EQ(monday.size(), 1U);
  EXPECT_EQ(monday[0].due, Date::of(2024, 3, 4));
  EXPECT_EQ(monday[0].state, ClockState::running) << "the last day still runs";
  EXPECT_EQ(monday[0].source, "Working Together 2023, guidance");
  EXPECT_EQ(fold(friday, Date::of(2024, 3, 5)).clocks[0].state, ClockState::late);
}

TEST(Clocks, SkipBankHolidays) {
  const auto clocks = fold("2024-12-24 schools concern.raised child=ava | worry=Hungry", Date::of(2024, 12, 27)).clocks;
  ASSERT_EQ(clocks.size(), 1U);
  EXPECT_EQ(clocks[0].due, Date::of(2024, 12, 27));
}

TEST(Clocks, AreMetOnTheLastDayAndMetLateAfterIt) {
  const auto clocks = fold(R"(
    2024-03-01 schools concern.raised#one child=ava | worry=Hungry
    2024-03-01 gp concern.raised#two child=ava | worry=Bruise
    2024-03-04 social-care response.decided child=ava | concern=one; choice=no-further-action; reason=x
    2024-03-05 social-care response.decided child=ava | concern=two; choice=no-further-action; reason=x
  )",
                           Date::of(2024, 3, 6))
                          .clocks;
  ASSERT_EQ(clocks.size(), 2U);
  EXPECT_EQ(clocks[0].entry, EntryId("two"));
  EXPECT_EQ(clocks[0].state, ClockState::met_late);
  EXPECT_EQ(clocks[1].entry, EntryId("one"));
  EXPECT_EQ(clocks[1].state, ClockState::met);
  EXPECT_EQ(clocks[1].met, Date::of(2024, 3, 4));
}

TEST(Clocks, OnlyADecisionToAssessStartsTheAssessment) {
  const auto visited =
      fold("2024-03-01 social-care response.decided child=ava | concern=one; choice=joint-visit; reason=x",
           Date::of(2024, 3, 4));
  EXPECT_TRUE(visited.clocks.empty());
  const auto assessed =
      fold("2024-03-01 social-care response.decided child=ava | concern=one; choice=assessment; reason=x",
           Date::of(2024, 3, 4));
  ASSERT_EQ(assessed.clocks.size(), 1U);
  EXPECT_EQ(assessed.clocks[0].code, "assessment");
  EXPECT_EQ(assessed.clocks[0].due, Date::of(2024, 5, 3)) << "45 working days";
}

TEST(Clocks, AVisitMeetsTheClockOfTheVisitBeforeAndStartsItsOwn) {
  const auto clocks = fold(R"(
    2024-03-01 social-care social-care.visit#first child=ava
    2024-03-08 social-care social-care.visit#second child=ava
  )",
                           Date::of(2024, 3, 11))
                          .clocks;
  ASSERT_EQ(clocks.size(), 2U);
  EXPECT_EQ(clocks[0].entry, EntryId("second"));
  EXPECT_EQ(clocks[0].state, ClockState::running);
  EXPECT_EQ(clocks[1].entry, EntryId("first"));
  EXPECT_EQ(clocks[1].met, Date::of(2024, 3, 8));
}

// Of the initial conference: starts at the discussion that leads to an enquiry, one at a time.
Standards with_a_conference() {
  Standards s = tiny::standards();
  ClockRule conference = rule("conference", "social-care.strategy-discussion", {"social-care.initial-conference"}, 15);
  conference.starts_when = StartsWhen{.value = "outcome", .is = {"section-47"}};
  conference.one_at_a_time = true;
  conference.ends = {
      {.kind = "social-care.section-47-enquiry", .when = StartsWhen{.value = "outcome", .is = {"no-concerns"}}},
      {.kind = "social-care.case-closed", .when = {}}};
  s.clocks = {conference};
  return s;
}

TEST(Clocks, EndWhenWhatTheyWaitForCanNoLongerCome) {
  const std::string begun = "2024-03-01 social-care social-care.strategy-discussion child=ava | outcome=section-47\n";
  const auto clocks = [&](const std::string& more) {
    return fold(begun + more, Date::of(2024, 11, 1), with_a_conference()).clocks;
  };
  const auto ended = clocks("2024-03-08 social-care social-care.section-47-enquiry child=ava | outcome=no-concerns");
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].state, ClockState::ended) << "not 225 days late";
  EXPECT_EQ(ended[0].ended, Date::of(2024, 3, 8));
  EXPECT_FALSE(ended[0].met);
  const auto goes_on = clocks("2024-03-08 social-care social-care.section-47-enquiry child=ava | outcome=conference");
  EXPECT_EQ(goes_on[0].state, ClockState::late) << "this enquiry asks for the conference";
  EXPECT_EQ(clocks("2024-05-08 social-care social-care.case-closed child=ava")[0].state, ClockState::ended);
  const auto met = clocks(R"(
    2024-03-20 social-care social-care.initial-conference child=ava
    2024-05-08 social-care social-care.case-closed child=ava)");
  EXPECT_EQ(met[0].state, ClockState::met) << "it was met before the case closed";
}

TEST(Clocks, AConferenceOfALaterEnquiryDoesNotMeetOneThatEnded) {
  const auto clocks = fold(R"(
    2024-03-01 social-care social-care.strategy-discussion child=ava | outcome=section-47
    2024-03-08 social-care social-care.section-47-enquiry child=ava | outcome=no-concerns
    2024-06-03 social-care social-care.strategy-discussion child=ava | outcome=section-47
    2024-06-10 social-care social-care.initial-conference child=ava)",
                           Date::of(2024, 11, 1), with_a_conference())
                          .clocks;
  ASSERT_EQ(clocks.size(), 2U);
  EXPECT_EQ(clocks[0].state, ClockState::met);
  EXPECT_EQ(clocks[0].started, Date::of(2024, 6, 3));
  EXPECT_EQ(clocks[1].state, ClockState::ended);
}

TEST(Clocks, SeveralStrategyDiscussionsOfOneEnquiryStartOneClock) {
  const auto clocks = fold(R"(
    2024-02-28 social-care social-care.strategy-discussion child=ava | outcome=assessment
    2024-03-01 social-care social-care.strategy-discussion child=ava | outcome=section-47
    2024-03-05 social-care social-care.strategy-discussion child=ava | outcome=section-47
    2024-03-11 social-care social-care.initial-conference child=ava)",
                           Date::of(2024, 3, 12), with_a_conference())
                          .clocks;
  ASSERT_EQ(clocks.size(), 1U);
  EXPECT_EQ(clocks[0].started, Date::of(2024, 3, 1)) << "the one at which the enquiry was initiated";
}

TEST(Clocks, TheEditionOfTheDayOfTheEventRules) {
  Standards two = standards();
  two.clocks[0].effective_to = Date::of(2024, 6, 30);
  ClockRule later = two.clocks[0];
  later.edition = "Working Together 2026";
  later.effective_from = Date::of(2024, 7, 1);
  later.effective_to.reset();
  later.limit = 3;
  two.clocks.push_back(later);
  const auto old = fold("2024-06-28 schools concern.raised child=ava | worry=x", Date::of(2024, 12, 1), two).clocks;
  ASSERT_EQ(old.size(), 1U);
  EXPECT_EQ(old[0].due, Date::of(2024, 7, 1));
  const auto now = fold("2024-07-01 schools concern.raised child=ava | worry=x", Date::of(2024, 12, 1), two).clocks;
  ASSERT_EQ(now.size(), 1U);
  EXPECT_EQ(now[0].due, Date::of(2024, 7, 4));
  EXPECT_TRUE(fold("2023-12-01 schools concern.raised child=ava | worry=x", Date::of(2024, 12, 1)).clocks.empty())
      << "no edition, no clock";
}

TEST(Clocks, WithoutTheHolidaysAClockIsToldAsAProblemAndNotGuessed) {
  std::vector<Error> problems;
  const auto response = fold_response(tiny::entries("2025-12-31 schools concern.raised child=ava | worry=x"),
                                      standards(), Date::of(2025, 12, 31), &problems);
  EXPECT_TRUE(response.clocks.empty());
  EXPECT_EQ(problems.size(), 1U);
  EXPECT_EQ(response.concerns.size(), 1U);
}

RC_GTEST_PROP(ResponseProperty, TheFoldDoesNotDependOnOrder, ()) {
  std::string text;
  const int lines = *rc::gen::inRange(1, 20);
  for (int i = 0; i < lines; ++i) {
    static const std::vector<std::string> kinds = {
        "concern.raised child=ava | worry=x", "social-care.visit child=ava",
        "response.decided child=ava | concern=entry-0; choice=assessment; reason=x",
        "response.feedback child=ava | concern=entry-0; message=y", "social-care.assessment-completed child=ava"};
    text += Date::of(2024, 3, 1).plus_days(*rc::gen::inRange(0, 4)).iso() + " social-care " +
            *rc::gen::elementOf(kinds) + "\n";
  }
  std::vector<Entry> entries = tiny::entries(text);
  for (Entry& entry : entries) entry.recorded = Timestamp::start_of(entry.known);  // many of the same moment
  std::vector<Entry> turned = entries;
  std::reverse(turned.begin(), turned.end());
  const Response one = fold_response(entries, standards(), Date::of(2024, 3, 10));
  const Response other = fold_response(turned, standards(), Date::of(2024, 3, 10));
  RC_ASSERT(one.concerns.size() == other.concerns.size());
  for (std::size_t i = 0; i < one.concerns.size(); ++i) {
    RC_ASSERT(one.concerns[i].entry == other.concerns[i].entry);
    RC_ASSERT(one.concerns[i].decision.has_value() == other.concerns[i].decision.has_value());
    if (one.concerns[i].decision) RC_ASSERT(one.concerns[i].decision->entry == other.concerns[i].decision->entry);
  }
  RC_ASSERT(one.clocks.size() == other.clocks.size());
  for (std::size_t i = 0; i < one.clocks.size(); ++i) {
    RC_ASSERT(one.clocks[i].entry == other.clocks[i].entry);
    RC_ASSERT(one.clocks[i].met == other.clocks[i].met);
  }
}

// ---- deciding ----

Concern concern() {
  return {.entry = EntryId("one"),
          .children = {SourceId("schools/ava")},
          .from = AgencyId("schools"),
          .by = PractitionerId("t-1")};
}
Result<std::vector<NewEntry>> decided(const Concern& about, std::string reason, std::string feedback = {}) {
  return decide(about, ResponseChoice::joint_visit, std::move(reason), AgencyId("social-care"), PractitionerId("sw-1"),
                AreaCode("E08000032"), Date::of(2024, 3, 4), std::move(feedback));
}

TEST(Decide, AddsTheDecisionAndTheFeedbackAndNothingElse) {
  const auto entries = decided(concern(), " Two services must see the home together ");
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 2U);
  const NewEntry& decision = entries->at(0);
  EXPECT_EQ(decision.kind, KindCode("response.decided"));
  EXPECT_EQ(decision.standing, Standing::judgement);
  EXPECT_EQ(decision.about, (std::vector<About>{{SourceId("schools/ava"), RoleCode("child")}}));
  EXPECT_EQ(decision.values,
            (std::vector<std::pair<std::string, Value>>{
                {"choice", "joint-visit"}, {"concern", "one"}, {"reason", "Two services must see the home together"}}));
  EXPECT_EQ(entries->at(1).kind, KindCode("response.feedback"));
  EXPECT_EQ(std::get<std::string>(entries->at(1).values.at(1).second), "The response to your concern is: joint visit.");
  EXPECT_NE(decision.key, entries->at(1).key);
}

TEST(Decide, TellsTheReferrerWhatTheDeciderWrote) {
  const auto entries = decided(concern(), "x", "We will visit on Tuesday.");
  EXPECT_EQ(std::get<std::string>(entries->at(1).values.at(1).second), "We will visit on Tuesday.");
}

TEST(Decide, IsAboutEachChildOfTheConcern) {
  const auto entries = tiny::entries("2024-03-01 schools concern.raised child=ava child=ben mother=zoe | worry=Hungry");
  const auto concerns = fold_response(entries, tiny::standards(), Date::of(2024, 3, 1)).concerns;
  ASSERT_EQ(concerns.size(), 1U);
  EXPECT_EQ(concerns[0].children, (std::vector<SourceId>{SourceId("schools/ava"), SourceId("schools/ben")}));
  const auto decision = decided(concerns[0], "Both were seen hungry");
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->at(0).about.size(), 2U);
  EXPECT_EQ(decision->at(1).about.size(), 2U);
}

TEST(Decide, NeedsAReason) {
  const auto entries = decided(concern(), "  ");
  ASSERT_FALSE(entries);
  EXPECT_EQ(entries.error().fault, Fault::bad_input);
  EXPECT_EQ(entries.error().place.field, "reason");
}

TEST(Decide, ASecondDecisionIsAConflict) {
  Concern about = concern();
  about.decision = Decision{.choice = ResponseChoice::early_help};
  EXPECT_EQ(decided(about, "x").error().fault, Fault::conflict);
}

TEST(Decide, AnOverlongReasonIsRefusedWithoutRepeatingIt) {
  const auto entries = decided(concern(), std::string(20'000, 'x'));
  ASSERT_FALSE(entries);
  EXPECT_LT(entries.error().text().size(), 200U);
}

}  // namespace
}  // namespace roundel
