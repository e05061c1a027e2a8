// The rule language: what it takes, what it refuses and how, and that a sentence goes through its parts unchanged.
#include "standards/rule.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "standards/standards.h"
#include "tests/standards/any_rule.h"

namespace roundel {
namespace {

const Vocabulary& words() {
  static const Vocabulary loaded =
      load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt).value().vocabulary;
  return loaded;
}

std::string refusal(std::string_view sentence) {
  const auto rule = parse_rule(sentence, words(), Place{.file = "rules.toml", .line = 7, .column = 9});
  return rule ? "taken" : rule.error().text();
}

TEST(Rule, ReadsACount) {
  const auto rule = parse_rule("at least 2 police.domestic-abuse about household within 12 months", words());
  ASSERT_TRUE(rule);
  ASSERT_EQ(rule->conditions.size(), 1U);
  const Condition& condition = rule->conditions[0];
  EXPECT_EQ(condition.shape, Condition::Shape::count);
  EXPECT_EQ(condition.at_least, 2);
  EXPECT_EQ(condition.who.whom, Whom::household);
  EXPECT_EQ(condition.window, (Span{12, Unit::months}));
}

TEST(Rule, OrJoinsKindsAndAlsoCodes) {
  const auto rule = parse_rule(
      "at least 1 police.domestic-abuse with grade is high or medium or police.missing with hours 24 or more or any "
      "worry about child ever",
      words());
  ASSERT_TRUE(rule) << rule.error().text();
  ASSERT_EQ(rule->conditions[0].kinds.size(), 3U);
  EXPECT_EQ(rule->conditions[0].kinds[0].test->words, (std::vector<std::string>{"high", "medium"}));
  EXPECT_EQ(rule->conditions[0].kinds[1].test->number, 24);
  EXPECT_TRUE(rule->conditions[0].kinds[2].group);
}

TEST(Rule, IsAboutTheChildWhereNobodyIsNamed) {
  EXPECT_EQ(format(*parse_rule("at least 3 agencies with any worry within 6 months", words())),
            "at least 3 agencies with any worry about child within 6 months");
}

TEST(Rule, AnErrorPointsAtTheWordAndSuggestsTheNearest) {
  EXPECT_EQ(refusal("at least 2 police.domestic-abus about household within 12 months"),
            "rules.toml:7:20: 'police.domestic-abus' is not a kind of entry (expected 'police.domestic-abuse'?)");
  EXPECT_EQ(refusal("at least 2 police.missing about chld within 12 months"),
            "rules.toml:7:41: 'chld' is not a person of the family (expected 'child'?)");
  EXPECT_EQ(refusal("at least 2 police.missing about child within 12 month5"),
            "rules.toml:7:57: 'month5' is not a unit of time (expected 'month'?)");
  EXPECT_EQ(refusal("at least 1 police.domestic-abuse with grade is hig about child ever"),
            "rules.toml:7:56: 'hig' is not a code of grade (expected 'high'?)");
}

TEST(Rule, RefusesWhatItCannotMean) {
  for (const char* sentence :
       {"",
        "at",
        "at least",
        "at least 0 police.missing about child ever",
        "at least -1 police.missing about child ever",
        "at least 2 police.missing about child",
        "at least 2 police.missing about child since 3 months",
        "no police.missing about child within 3 months",
        "at least 2 police.missing about child within 3 months and",
        "at least 2 police.missing about child within 3 months while child",
        "at least 2 police.missing about child within 3 months or police.missing",
        "child has household",
        "child has no",
        "at least 1 police.missing with hours is 3 about child ever",
        "at least 1 police.missing with days 3 or more about child ever",
        "at least 1 police.offence-suspect with offence is theft about child ever",
        "at least 1 police.missing about child within 121 years",
        "at least 1 police.missing about child within 44000 days",
        "at least 99999999999 police.missing about child ever",
        "at least 1 any nothing about child ever",
        "at least 1 police.missing about child ever unless child has father or child has mother"})
    EXPECT_FALSE(parse_rule(sentence, words())) << sentence;
}

TEST(Rule, IsExplainedInFullerEnglish) {
  const auto rule =
      parse_rule("no health-visiting.contact about child since 9 months while child under 2 years", words());
  EXPECT_EQ(explain(*rule, words()),
            "Holds when for 9 months or longer nobody has recorded “Health visitor contact” about the child, while the "
            "child is younger than 2 years.");
}

// ---- every rule that can be made, goes through its sentence

Rule any_rule() { return testing::AnyRule(words(), {}, {}).rule(); }

RC_GTEST_PROP(Rule, GoesThroughItsSentence, ()) {
  const Rule rule = any_rule();
  const std::string sentence = format(rule);
  const auto read = parse_rule(sentence, words());
  RC_LOG() << sentence;
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == rule);
  RC_ASSERT(format(*read) == sentence);
}

RC_GTEST_PROP(Rule, IsNoLooserThanItself, ()) {
  const Rule rule = any_rule();
  RC_ASSERT(prove_no_looser(rule, rule, words()).has_value());
}

// ---- what a place may and may not do to a rule

std::string against(const char* floor, const char* place) {
  const auto proved = prove_no_looser(parse_rule(place, words()).value(), parse_rule(floor, words()).value(), words());
  return proved ? "no looser" : "refused: " + proved.error().expected;
}

TEST(Overlay, MayCountFewerLookLongerAndTakeInMore) {
  EXPECT_EQ(against("at least 3 police.missing about child within 12 months",
                    "at least 2 police.missing about child within 12 months"),
            "no looser");
  EXPECT_EQ(against("at least 3 police.missing about child within 12 months",
                    "at least 3 police.missing about family within 2 years"),
            "no looser");
  EXPECT_EQ(against("at least 3 police.missing about child within 12 months",
                    "at least 3 police.missing or camhs.crisis about child ever"),
            "no looser");
  EXPECT_EQ(against("at least 1 school.attendance with percent under 85 about child ever",
                    "at least 1 school.attendance with percent under 90 about child ever"),
            "no looser");
  EXPECT_EQ(against("no any contact about child since 9 months while child under 2 years",
                    "no any contact about child since 6 months while child under 3 years"),
            "no looser");
  EXPECT_EQ(against("at least 1 camhs.crisis about child ever unless child has mother",
                    "at least 1 camhs.crisis about child ever"),
            "no looser");
  EXPECT_EQ(against("at least 1 gp.not-brought about child ever", "at least 1 any not-brought about child ever"),
            "no looser");
}

TEST(Overlay, MayNotCountMoreLookShorterOrLeaveOut) {
  EXPECT_EQ(against("at least 2 police.missing about child within 12 months",
                    "at least 3 police.missing about child within 12 months"),
            "refused: a count of at most 2");
  EXPECT_EQ(against("at least 2 police.missing about child within 12 months",
                    "at least 2 police.missing about child within 50 weeks"),
            "refused: a window of at least 12 months");
  EXPECT_EQ(against("at least 2 police.missing about household ever", "at least 2 police.missing about child ever"),
            "refused: about household or wider");
  EXPECT_EQ(against("at least 1 any not-brought about child ever", "at least 1 gp.not-brought about child ever"),
            "refused: hospital.outpatient-not-brought as the national rule takes it");
  EXPECT_EQ(against("no any contact about child since 6 months", "no any contact about child since 9 months"),
            "refused: since at most 6 months");
  EXPECT_EQ(against("no gp.consultation about child since 6 months", "no any contact about child since 6 months"),
            "refused: without adult-mental-health.contact, which the national rule does not ask for");
  EXPECT_EQ(against("at least 1 camhs.crisis about child ever",
                    "at least 1 camhs.crisis about child ever while child under 5 years"),
            "refused: no 'while'");
  EXPECT_EQ(against("at least 1 camhs.crisis about child ever",
                    "at least 1 camhs.crisis about child ever unless child has mother"),
            "refused: no 'unless'");
  EXPECT_EQ(against("at least 1 camhs.crisis about child ever",
                    "at least 1 camhs.crisis about child ever and child has no father"),
            "refused: the same shape: at least 1 camhs.crisis about child ever");
}

}  // namespace
}  // namespace roundel
