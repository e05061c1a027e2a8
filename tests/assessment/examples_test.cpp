// Every indicator carries its example families, each is run here; and what a looser rule of a place would overlook is
// shown as a family.
#include "assessment/examples.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "tests/assessment/family_text.h"

namespace roundel {
namespace {

const std::string dir = std::string(ROUNDEL_SOURCE_DIR) + "/standards";

const Vocabulary& words() {
  static const Vocabulary loaded = load_standards(dir, std::nullopt).value().vocabulary;
  return loaded;
}

TEST(Examples, EachIndicatorOfEnglandHoldsForOneFamilyAndNotForAnother) {
  const auto standards = load_standards(dir, std::nullopt);
  ASSERT_TRUE(standards) << standards.error().text();
  const ExamplesRun run = run_examples(*standards);
  EXPECT_TRUE(run.in_order()) << text(run, *standards);
  EXPECT_GE(run.runs.size(), 2 * standards->indicators.size());
}

TEST(Examples, TheIndicatorsOfEveryPlaceHoldAsTheirExamplesSay) {
  for (const std::string& place : places_of(dir)) {
    const auto standards = load_standards(dir, place);
    ASSERT_TRUE(standards) << standards.error().text();
    const ExamplesRun run = run_examples(*standards);
    EXPECT_TRUE(run.in_order()) << text(run, *standards);
  }
}

TEST(Examples, AFamilyThatIsNotAsSaidIsToldWithItsLine) {
  Standards standards = load_standards(dir, std::nullopt).value();
  std::erase_if(standards.indicators, [](const Indicator& one) { return one.code.str() != "was-not-brought"; });
  standards.indicators[0].examples[1].holds = true;
  const ExamplesRun run = run_examples(standards);
  EXPECT_FALSE(run.in_order());
  EXPECT_NE(text(run, standards).find("development.toml:"), std::string::npos);
  EXPECT_NE(text(run, standards).find("does not hold for this family, and should"), std::string::npos);
}

TEST(Examples, AFamilyThatCannotBeReadIsAnError) {
  const auto read =
      FamilyText::read("child born 2020-01-01\ngp 2024-01-01 gp.no-such-thing", words(), Place{.file = "x", .line = 5});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().place.line, 6);
}

struct Loose {
  const char* floor;
  const char* place;
};
const Loose looser[] = {
    {"at least 2 police.missing about child within 12 months",
     "at least 3 police.missing about child within 12 months"},
    {"at least 2 police.missing about child within 12 months", "at least 2 police.missing about child within 50 weeks"},
    {"at least 2 police.domestic-abuse about household ever", "at least 2 police.domestic-abuse about child ever"},
    {"at least 1 any not-brought about child ever", "at least 1 gp.not-brought about child ever"},
    {"no any contact about child since 6 months", "no any contact about child since 9 months"},
    {"at least 1 camhs.crisis about child ever", "at least 1 camhs.crisis about child ever while child under 5 years"},
    {"at least 1 camhs.crisis about child ever", "at least 1 camhs.crisis about child ever unless child has mother"},
    {"at least 1 police.restraining-order about partner ever",
     "at least 1 police.restraining-order about resident partner ever"},
    {"first early-help.closed about child then concern.raised about child within 6 months ever",
     "first early-help.closed about child then concern.raised about child within 3 months ever"},
    {"falling school.attendance percent by 10 or more within 6 months",
     "falling school.attendance percent by 15 or more within 6 months"},
    {"at least 12 months since social-care.protection-plan-started without social-care.protection-plan-ended about "
     "child",
     "at least 15 months since social-care.protection-plan-started without social-care.protection-plan-ended about "
     "child"},
    {"at least 1 more any worry about child within 3 months than before",
     "at least 2 more any worry about child within 3 months than before"},
    {"at least 1 substance-misuse.relapse about adult within 12 months",
     "at least 1 substance-misuse.relapse about adult until substance-misuse.completed within 12 months"},
};

TEST(CounterExample, IsAFamilyThatThePlaceWouldOverlook) {
  for (const Loose& one : looser) {
    SCOPED_TRACE(one.place);
    const Rule floor = parse_rule(one.floor, words()).value();
    const Rule place = parse_rule(one.place, words()).value();
    EXPECT_FALSE(prove_no_looser(place, floor, words()));
    const auto found = counter_example(place, floor, words());
    ASSERT_TRUE(found);
    Standards two;
    two.vocabulary = words();
    two.indicators.resize(2);
    two.indicators[0].code = IndicatorCode("floor");
    two.indicators[0].rule = floor;
    two.indicators[1].code = IndicatorCode("place");
    two.indicators[1].rule = place;
    const auto findings = assess(testing::FamilyText(found->family, words()).on(found->on), two).findings;
    ASSERT_EQ(findings.size(), 1U) << found->family;
    EXPECT_EQ(findings[0].indicator.str(), "floor");
  }
}

TEST(CounterExample, IsNotFoundWhereThePlaceIsNoLooser) {
  EXPECT_FALSE(counter_example(parse_rule("at least 1 police.missing about family within 2 years", words()).value(),
                               parse_rule("at least 2 police.missing about child within 12 months", words()).value(),
                               words()));
}

}  // namespace
}  // namespace roundel
