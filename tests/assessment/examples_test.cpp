// Every indicator carries its examples; each is run here.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/assessment/family_text.h"

namespace roundel {
namespace {

const std::string dir = std::string(ROUNDEL_SOURCE_DIR) + "/standards";

void run_examples(const Standards& standards) {
  for (const Indicator& indicator : standards.indicators)
    for (const Example& example : indicator.examples) {
      SCOPED_TRACE(fmt::format("{}:{} {}", example.place.file, example.place.line, indicator.code.str()));
      const testing::FamilyText family(example.family, standards.vocabulary);
      const Assessment found = assess(family.on(example.on), standards);
      const bool holds = std::any_of(found.findings.begin(), found.findings.end(),
                                     [&](const Finding& finding) { return finding.indicator == indicator.code; });
      EXPECT_EQ(holds, example.holds) << indicator.sentence;
    }
}

TEST(Examples, EachIndicatorOfEnglandHoldsForOneFamilyAndNotForAnother) {
  const auto standards = load_standards(dir, std::nullopt);
  ASSERT_TRUE(standards) << standards.error().text();
  run_examples(*standards);
  for (const Indicator& indicator : standards->indicators)
    for (const bool holds : {true, false})
      EXPECT_TRUE(std::any_of(indicator.examples.begin(), indicator.examples.end(), [&](const Example& e) {
        return e.holds == holds;
      })) << indicator.code.str();
}

TEST(Examples, TheIndicatorsOfNorthernCityHoldAsTheirExamplesSay) {
  const auto standards = load_standards(dir, "northern-city");
  ASSERT_TRUE(standards) << standards.error().text();
  run_examples(*standards);
}

}  // namespace
}  // namespace roundel
