#include "standards/sight.h"

#include <gtest/gtest.h>

#include "standards/standards.h"

namespace roundel {
namespace {

const Date on = Date::of(2024, 6, 15);
const KindCode plan("social-care.protection-plan-started");
const KindCode episode("early-help.episode-started");

const std::vector<SightRule>& rules() {
  static const std::vector<SightRule> loaded = [] {
    return load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt)->sight;
  }();
  return loaded;
}

int days(const std::vector<KindCode>& open, std::optional<Date> born) {
  const SightRule* rule = strictest(rules(), open, born, on);
  return rule == nullptr ? 0 : rule->days;
}

TEST(Sight, TheShortestTimeThatAppliesCounts) {
  const Date school_age = Date::of(2016, 1, 1);
  EXPECT_LT(days({plan}, school_age), days({episode}, school_age));
  EXPECT_EQ(days({plan, episode}, school_age), days({plan}, school_age));
}

TEST(Sight, AnInfantIsSeenMoreOftenUntilTheFirstBirthday) {
  EXPECT_LT(days({episode}, on.plus_months(-12).plus_days(1)), days({episode}, on.plus_months(-12)));
  EXPECT_EQ(days({episode}, std::nullopt), days({episode}, Date::of(2016, 1, 1))) << "an unknown age shortens nothing";
}

TEST(Sight, WithoutAnOpenNeedNothingIsAsked) { EXPECT_EQ(days({}, Date::of(2016, 1, 1)), 0); }

TEST(Sight, EveryNumberThatIsNotConfirmedSaysWhy) {
  for (const SightRule& rule : rules()) {
    EXPECT_FALSE(rule.source.empty()) << rule.code;
    EXPECT_TRUE(rule.confirmed || !rule.note.empty()) << rule.code;
  }
}

}  // namespace
}  // namespace roundel
