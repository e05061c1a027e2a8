// The pathway: what leads where, what is refused and why, and that it all follows from the entries alone.
#include "response/pathway.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "response/plans.h"
#include "standards/standards.h"
#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

const Date today = Date::of(2024, 6, 3);

Pathway fold(std::string_view text) {
  const std::vector<Entry> entries = tiny::entries(text);
  return fold_pathway(pointers_to(entries));
}

std::vector<std::string> against(const Pathway& pathway, const char* kind,
                                 std::vector<std::pair<std::string, Value>> values, Date on = today) {
  std::vector<std::string> out;
  for (const Error& missing : missing_for(pathway, {step_of(kind), on, std::move(values)}, today))
    out.push_back(missing.place.field + ": " + missing.what);
  return out;
}

constexpr const char* enquiry_under_way = R"(
  2024-05-01 social-care social-care.referral child=ava | source=1A
  2024-05-02 social-care social-care.strategy-discussion child=ava | outcome=section-47
)";

TEST(Pathway, BeginsNowhere) {
  const Pathway pathway = fold("");
  for (const Track track : tracks()) EXPECT_EQ(pathway.at(track).stage, Stage::none) << track_name(track);
  EXPECT_EQ(pathway.version, -1);
}

constexpr const char* on_a_plan = R"(
  2024-05-01 social-care social-care.referral child=ava | source=1A
  2024-05-02 social-care social-care.strategy-discussion child=ava | outcome=section-47
  2024-05-13 social-care social-care.section-47-enquiry child=ava | outcome=conference
  2024-05-20 social-care social-care.initial-conference child=ava | outcome=plan
  2024-05-20 social-care social-care.protection-plan-started child=ava | category=NEG
)";

bool is_possible(const Pathway& pathway, std::string_view kind) {
  for (const StepAhead& ahead : steps_ahead(pathway))
    if (ahead.step->kind == kind) return ahead.missing.empty();
  return false;
}

TEST(Pathway, APlanThatAnotherAreaTakesOverEndsOnlyWhenThatAreaHasAccepted) {
  const std::vector<std::pair<std::string, Value>> taken_over = {
      {"taken-over", "Conference on 30 May: plan"}, {"what-changed", "They moved"}, {"why", "taken-over"}};
  const Pathway before = fold(on_a_plan);
  EXPECT_FALSE(is_possible(before, "social-care.protection-plan-ended")) << "a review has to decide";
  EXPECT_THAT(against(before, "social-care.protection-plan-ended", taken_over),
              testing::Contains(testing::HasSubstr("Another area must have accepted")));
  const Pathway after = fold(std::string(on_a_plan) + R"(
    2024-05-22 social-care social-care.transfer-offered child=ava | to-area=Westhaven
    2024-05-28 social-care social-care.transfer-accepted child=ava | accepted-by=W. Vale
  )");
  EXPECT_TRUE(is_possible(after, "social-care.protection-plan-ended"));
  EXPECT_THAT(against(after, "social-care.protection-plan-ended", taken_over), testing::IsEmpty());
  EXPECT_THAT(
      against(after, "social-care.protection-plan-ended", {{"what-changed", "They moved"}, {"why", "taken-over"}}),
      testing::ElementsAre(testing::HasSubstr("the other area's conference")));
  EXPECT_THAT(against(after, "social-care.protection-plan-ended", {{"what-changed", "Nothing"}}),
              testing::Not(testing::IsEmpty()))
      << "without a review and without another area it goes on";
}

TEST(Pathway, WhatHappenedEarlierTheSameDayIsRefusedByItsTime) {
  const Pathway pathway = fold("2024-06-02T22:10 city-police police.police-protection child=ava");
  EXPECT_EQ(pathway.at(Track::police_protection).stage, Stage::in_force);
  const auto refused = [&](int hour, AskedOn now = today) {
    return missing_for(pathway,
                       {.step = step_of("police.police-protection-ended"),
                        .happened = Date::of(2024, 6, 2),
                        .values = {{"what-follows", "Home with her grandmother"}},
                        .at = TimeOfDay(static_cast<std::int16_t>(hour * 60))},
                       now);
  };
  EXPECT_EQ(refused(21).size(), 1U);
  EXPECT_TRUE(refused(23).empty());
  const auto early = refused(23, Timestamp::at(Date::of(2024, 6, 2), TimeOfDay(22 * 60 + 30)));
  ASSERT_EQ(early.size(), 1U);
  EXPECT_EQ(early[0].place.field, "happened-time") << "that hour has not come";
}

TEST(Pathway, WhatTellsNoTimeStaysWhereItWasRecordedAmongWhatDoes) {
  const Pathway pathway = fold(R"(
    2024-06-01 social-care social-care.referral child=ava | source=6
    2024-06-01T10:30 social-care social-care.strategy-discussion child=ava | outcome=section-47
    2024-06-01 social-care social-care.section-47-enquiry child=ava | outcome=conference
    2024-06-01T09:00 city-police police.police-protection child=ava
  )");
  EXPECT_EQ(pathway.at(Track::enquiry).stage, Stage::conference_due) << "concluded after it began";
  EXPECT_EQ(pathway.taken.back().step->kind, "social-care.referral");
  for (const StepTaken& taken : pathway.taken) EXPECT_EQ(taken.outside, "") << taken.step->kind;
}

TEST(Pathway, AMissingChildWhoIsFoundWaitsForTheReturnInterview) {
  const Pathway gone = fold("2024-06-01T21:00 city-police police.missing child=ava");
  EXPECT_EQ(gone.at(Track::absence).stage, Stage::missing);
  const Pathway found = fold(R"(
    2024-06-01T21:00 city-police police.missing child=ava
    2024-06-02T03:00 city-police police.missing-found child=ava | found=At a friend's
  )");
  EXPECT_EQ(found.at(Track::absence).stage, Stage::found);
  EXPECT_EQ(fold("2024-06-01 city-police police.missing child=ava | hours=6").at(Track::absence).stage, Stage::none)
      << "told when it was over: nobody is missing";
}

TEST(Pathway, AnEnquiryLeadsToAConferenceAndAPlanThatEndsByAReview) {
  const Pathway pathway = fold(std::string(enquiry_under_way) + R"(
    2024-05-13 social-care social-care.section-47-enquiry child=ava | outcome=conference
    2024-05-20 social-care social-care.initial-conference child=ava | outcome=plan
    2024-05-20 social-care social-care.protection-plan-started child=ava | category=NEG
    2024-05-28 social-care social-care.core-group child=ava
    2024-06-01 social-care social-care.review-conference child=ava | outcome=no-plan
  )");
  EXPECT_EQ(pathway.at(Track::enquiry).stage, Stage::settled);
  EXPECT_EQ(pathway.at(Track::protection).stage, Stage::ending);
  EXPECT_EQ(pathway.at(Track::protection).since, Date::of(2024, 6, 1));
  EXPECT_EQ(pathway.at(Track::social_care).stage, Stage::referred);
  EXPECT_EQ(pathway.taken.front().step->kind, "social-care.review-conference") << "newest first";
  for (const StepTaken& taken : pathway.taken) EXPECT_EQ(taken.outside, "") << taken.step->kind;
}

TEST(Pathway, AStepThatIsNotPossibleIsRefusedWithWhatIsMissing) {
  const auto missing = against(fold(""), "social-care.strategy-discussion",
                               {{"outcome", "section-47"}, {"reason", "Bruises"}, {"police", true}, {"health", true}});
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0], ": Children's social care must be open: record the referral first");
  const auto early = against(fold(enquiry_under_way), "social-care.initial-conference",
                             {{"outcome", "plan"}, {"reason", "r"}, {"agencies", "all"}, {"why-not-heard", "asleep"}});
  ASSERT_EQ(early.size(), 1U);
  EXPECT_EQ(early[0], ": Section 47 enquiry: under way. First: conclude the section 47 enquiry");
}

TEST(Pathway, AStrategyDiscussionWithoutPoliceSaysWhy) {
  const Pathway open = fold("2024-05-01 social-care social-care.referral child=ava | source=1A");
  const std::vector<std::pair<std::string, Value>> values = {
      {"health", true}, {"outcome", "section-47"}, {"police", false}, {"reason", "r"}};
  const auto missing = against(open, "social-care.strategy-discussion", values);
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_TRUE(missing[0].starts_with("why-not-all:")) << missing[0];
  auto said = values;
  said.emplace_back("why-not-all", "Police could not be reached; told by telephone.");
  EXPECT_TRUE(against(open, "social-care.strategy-discussion", said).empty());
}

TEST(Pathway, AnAssessmentCarriesWhatTheChildSaysOrWhyNot) {
  const Pathway assessing = fold(R"(
    2024-05-01 social-care social-care.referral child=ava | source=1A
    2024-05-02 social-care social-care.assessment-started child=ava
  )");
  const char* kind = "social-care.assessment-completed";
  EXPECT_EQ(against(assessing, kind, {{"outcome", "child-in-need"}}).front(),
            "child-says: Say what the child says, or why the child was not heard");
  EXPECT_EQ(against(assessing, kind, {{"child-says", "I want my own bed"}, {"outcome", "child-in-need"}}).front(),
            "how-heard: Say how the child was heard");
  EXPECT_TRUE(against(assessing, kind, {{"outcome", "child-in-need"}, {"why-not-heard", "Two days old"}}).empty());
}

TEST(Pathway, ACaseClosesOnlyWhereNobodyIsLeftAlone) {
  const std::string planned = R"(
    2024-01-01 social-care social-care.referral child=ava | source=1A
    2024-01-02 social-care social-care.assessment-started child=ava
    2024-02-02 social-care social-care.assessment-completed child=ava | outcome=child-in-need
  )";
  const char* kind = "social-care.case-closed";
  const auto closing = [&](const std::string& text, const char* reason) {
    return against(fold(text), kind, {{"reason", reason}, {"what-changed", "She sleeps through."}});
  };
  EXPECT_TRUE(closing(planned, "RC8").empty());
  EXPECT_EQ(closing(planned + "2024-03-01 social-care social-care.in-need-plan-started child=ava\n", "RC7").front(),
            ": The child in need plan must end first");
  EXPECT_EQ(closing(planned, "RC9").size(), 1U) << "step down without early help agreed";
  EXPECT_TRUE(
      closing(planned + "2024-03-01 social-care early-help.episode-started child=ava | agreement=Mother\n", "RC9")
          .empty());
  EXPECT_EQ(closing(planned, "RC5").size(), 1U) << "moved away, and no area has accepted her";
  EXPECT_TRUE(closing(planned + R"(
    2024-03-01 social-care social-care.transfer-offered child=ava | to-area=Leeds
    2024-03-04 social-care social-care.transfer-accepted child=ava | accepted-by=Leeds duty team
  )",
                      "RC5")
                  .empty());
  EXPECT_EQ(against(fold(planned), kind, {{"reason", "RC8"}}).front(), "what-changed: Say what changed for the child");
}

TEST(Pathway, AChildWhoMovesInOnAPlanIsNeverWithoutOne) {
  const std::string moved =
      "2024-05-01 social-care social-care.transfer-in child=ava | from-area=Leeds; plan=protection\n";
  Pathway pathway = fold(moved);
  EXPECT_EQ(pathway.at(Track::social_care).stage, Stage::assessed);
  EXPECT_EQ(pathway.at(Track::protection).stage, Stage::arriving);
  EXPECT_EQ(against(pathway, "social-care.case-closed", {{"reason", "RC7"}, {"what-changed", "x"}}).front(),
            ": The child protection plan must end first");
  pathway = fold(moved + "2024-05-14 social-care social-care.transfer-in-conference child=ava | outcome=plan\n");
  EXPECT_EQ(pathway.at(Track::protection).stage, Stage::decided);
}

TEST(Pathway, WhatAFeedRecordsOutsideTheStepsIsFoldedAndMarked) {
  const Pathway pathway = fold("2024-05-20 social-care social-care.protection-plan-started child=ava | category=NEG");
  EXPECT_EQ(pathway.at(Track::protection).stage, Stage::on_plan) << "the record is never argued away";
  EXPECT_EQ(pathway.taken.front().outside,
            "Child protection plan has not begun. First: record the initial child protection conference");
}

TEST(Pathway, AStepIsNotRecordedBeforeItHappensNorBeforeWhatItFollows) {
  const Pathway open = fold(enquiry_under_way);
  const std::vector<std::pair<std::string, Value>> values = {
      {"outcome", "no-concerns"}, {"reason", "r"}, {"why-not-heard", "w"}};
  EXPECT_EQ(against(open, "social-care.section-47-enquiry", values, today.plus_days(1)).size(), 1U);
  const auto before = against(open, "social-care.section-47-enquiry", values, Date::of(2024, 5, 1));
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before[0],
            "happened: Section 47 enquiry came to 'Under way' on 2 May 2024: this cannot have happened before");
}

TEST(Pathway, TwoWhoActAtOnceDoNotOverwriteEachOther) {
  const Pathway before = fold("2024-05-01 social-care social-care.referral child=ava | source=1A");
  const Pathway after = fold(enquiry_under_way);
  EXPECT_TRUE(unchanged_since(before, before.version));
  const Done late = unchanged_since(after, before.version);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().fault, Fault::conflict);
  EXPECT_NE(late.error().what.find("record a strategy discussion"), std::string::npos) << "says what came between";
}

TEST(Pathway, OffersOnlyWhatIsPossible) {
  const auto ahead = steps_ahead(fold(enquiry_under_way));
  const auto missing = [&](std::string_view kind) {
    const auto found =
        std::find_if(ahead.begin(), ahead.end(), [&](const auto& each) { return each.step->kind == kind; });
    return found == ahead.end() ? std::vector<std::string>{"not offered"} : found->missing;
  };
  EXPECT_TRUE(missing("social-care.section-47-enquiry").empty());
  EXPECT_TRUE(missing("social-care.assessment-started").empty());
  EXPECT_FALSE(missing("social-care.referral").empty());
  EXPECT_FALSE(missing("social-care.core-group").empty());
  EXPECT_EQ(missing("response.decided").front(), "not offered") << "it has a page of its own";
}

// However a child came where it stands, by steps that were taken one after the other: nothing in it is marked.
RC_GTEST_PROP(Pathway, WhatWasNotRefusedIsNeverMarked, ()) {
  std::vector<Entry> entries;
  for (int day = 0; day < 25; ++day) {
    const Pathway pathway = fold_pathway(pointers_to(entries));
    const Step& step = steps()[*rc::gen::inRange<std::size_t>(0, steps().size())];
    static const std::vector<std::string> codes = {"section-47",  "conference", "plan",        "no-plan",
                                                   "no-concerns", "RC5",        "RC8",         "RC9",
                                                   "protection",  "in-need",    "joint-visit", "yes"};
    Entry entry;
    entry.id = EntryId("e" + std::to_string(day));
    entry.kind = KindCode(std::string(step.kind));
    entry.happened = Happened::on(Date::of(2024, 1, 1).plus_days(day));
    entry.known = entry.happened.to;
    entry.sequence = day;
    for (const char* name : {"choice", "no-further-action", "outcome", "plan", "reason"})
      entry.values.emplace_back(name, *rc::gen::elementOf(codes));
    const auto missing = missing_for(pathway, {&step, entry.happened.to, entry.values}, today.plus_days(100));
    const bool possible =
        std::all_of(missing.begin(), missing.end(), [](const Error& e) { return !e.place.field.empty(); });
    if (possible) entries.push_back(entry);
  }
  const Pathway pathway = fold_pathway(pointers_to(entries));
  for (const StepTaken& taken : pathway.taken) RC_ASSERT(taken.outside.empty());
  std::reverse(entries.begin(), entries.end());
  const Pathway other_way = fold_pathway(pointers_to(entries));
  for (const Track track : tracks()) RC_ASSERT(other_way.at(track).stage == pathway.at(track).stage);
}

TEST(Steps, AreKindsOfTheVocabularyAndAskForItsValues) {
  const auto england = load_standards(ROUNDEL_SOURCE_DIR "/standards", {});
  ASSERT_TRUE(england) << england.error().text();
  for (const Step& step : steps()) {
    const EntryKind* kind = england->vocabulary.kind(step.kind);
    ASSERT_NE(kind, nullptr) << step.kind;
    for (const Required& required : step.required)
      EXPECT_NE(kind->value(required.value), nullptr) << step.kind << " " << required.value;
    const auto knows = [&](const When& when) {
      if (when.value.empty() || when.is.empty()) return true;
      const ValueSpec* value = kind->value(when.value);
      if (value == nullptr) return false;
      if (value->type == ValueType::yes_no) return when.is == "yes" || when.is == "no";
      const CodeSet* codes = england->vocabulary.code_set(value->code_set);
      return codes != nullptr && codes->meaning(when.is) != nullptr;
    };
    for (const Effect& effect : step.effects) EXPECT_TRUE(knows(effect.when)) << step.kind << " " << effect.when.is;
    for (const Need& need : step.needs) EXPECT_TRUE(knows(need.when)) << step.kind << " " << need.when.is;
    for (const char* said : {"child-says", "child-wants", "how-heard", "why-not-heard", "parents-say", "father-says"})
      EXPECT_TRUE(!step.voice || kind->value(said) != nullptr) << step.kind << " " << said;
    for (const ValueSpec& value : kind->values)
      for (const char* taken : {"key", "seen", "happened", "csrf", "kind"}) EXPECT_NE(value.name, taken) << step.kind;
  }
}

TEST(Steps, EveryStageCanBeReachedAndLeft) {
  for (const Track track : tracks()) {
    std::vector<Stage> reached = {Stage::none};
    std::vector<Stage> left;
    for (const Step& step : steps())
      for (const Effect& effect : step.effects) {
        if (effect.track != track || effect.to == Stage::stay) continue;
        reached.push_back(effect.to);
        left.insert(left.end(), effect.from.begin(), effect.from.end());
      }
    for (const Stage stage : left)
      EXPECT_NE(std::find(reached.begin(), reached.end(), stage), reached.end())
          << track_name(track) << " never comes to " << stage_name(stage);
    for (const Stage stage : reached)
      EXPECT_NE(std::find(left.begin(), left.end(), stage), left.end())
          << track_name(track) << " never leaves " << stage_name(stage);
  }
}

TEST(Steps, AreAsTheirPageSays) {
  const std::string path = ROUNDEL_SOURCE_DIR "/docs/pathway.md";
  if (std::getenv("ROUNDEL_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << pathway_in_words();
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_TRUE(text.str() == pathway_in_words()) << "docs/pathway.md differs from the table of steps";
}

TEST(Plan, AnActionIsOpenUntilItIsDoneAndLateAfterItsDay) {
  const std::vector<Entry> entries = tiny::entries(R"(
    2024-05-01 social-care plan.action#bed child=ava | plan=in-need; outcome=Ava sleeps; action=A bed of her own; who=Family worker; you-said=I want my own bed
    2024-05-01 social-care plan.action#gp child=ava | plan=in-need; outcome=Ava is well; action=Register; who=Mother
    2024-05-09 social-care plan.action-done child=ava | action=gp; done=done; what-changed=She has a GP
    2024-05-09 social-care plan.action-done child=ava | action=nowhere; done=done; what-changed=x
  )");
  const auto plan = fold_plan(pointers_to(entries));
  ASSERT_EQ(plan.size(), 2U);
  EXPECT_EQ(plan[0].action, "A bed of her own") << "open ones first";
  EXPECT_EQ(plan[0].you_said, "I want my own bed");
  EXPECT_FALSE(plan[0].done);
  ASSERT_TRUE(plan[1].done);
  EXPECT_EQ(plan[1].done->what_changed, "She has a GP");
  PlanAction late = plan[0];
  late.by = Date::of(2024, 5, 31);
  EXPECT_TRUE(late.late(today));
  EXPECT_FALSE(late.late(Date::of(2024, 5, 31))) << "its last day is not late";
}

}  // namespace
}  // namespace roundel
