#include "assessment/jigsaw.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/assessment/family_text.h"

namespace roundel {
namespace {

const Standards& england() {
  static const Standards loaded = load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt).value();
  return loaded;
}
const Date today = Date::of(2024, 6, 15);

FamilyEntries family(std::string_view text, Date on = today) {
  return testing::FamilyText(text, england().vocabulary).on(on);
}

const Jigsaw* piece(const std::vector<Jigsaw>& all, std::string_view indicator) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Jigsaw& one) { return one.finding.indicator.str() == indicator; });
  return at == all.end() ? nullptr : &*at;
}

std::vector<Jigsaw> pieces_in(const FamilyEntries& known) {
  return pieces_of_the_jigsaw(known, assess(known, england()).findings, england());
}

TEST(Jigsaw, NamesThePieceOfEachAgency) {
  const auto all = pieces_in(family(R"(
    child born 2020-05-10
    gp 2023-09-01 gp.not-brought
    dentistry 2024-03-01 dentistry.not-brought
    gp 2024-04-01 gp.not-brought)"));
  const Jigsaw* found = piece(all, "not-brought-across-services");
  ASSERT_NE(found, nullptr);
  ASSERT_EQ(found->pieces.size(), 2U);
  EXPECT_EQ(found->pieces[0].agency, AgencyId("gp"));
  EXPECT_EQ(found->pieces[0].entries.size(), 2U);
  EXPECT_EQ(found->pieces[1].agency, AgencyId("dentistry"));
}

TEST(Jigsaw, IsNotWhatOneAgencyHadByItself) {
  const auto all = pieces_in(family(R"(
    child born 2020-05-10
    gp 2023-09-01 gp.not-brought
    gp 2023-10-01 gp.not-brought
    gp 2023-11-01 gp.not-brought
    dentistry 2024-03-01 dentistry.not-brought)"));
  EXPECT_EQ(piece(all, "was-not-brought"), nullptr) << "the practice alone had three";
  EXPECT_NE(piece(all, "not-brought-across-services"), nullptr);
}

bool has(const std::vector<OptimismSign>& signs, OptimismSign::Shape shape) {
  return std::any_of(signs.begin(), signs.end(), [&](const OptimismSign& one) { return one.shape == shape; });
}

TEST(Optimism, ALevelLoweredWithNothingNewIsASign) {
  const char* lowered = R"(
    child born 2018-05-10
    social-care 2024-01-10 judgement.level level=3 reason=first
    social-care 2024-03-10 judgement.level level=2 reason=second)";
  const auto signs = signs_of_optimism(family(lowered), england());
  ASSERT_EQ(signs.size(), 1U);
  EXPECT_EQ(signs[0].shape, OptimismSign::Shape::lowered_without_news);
  EXPECT_NE(signs[0].words.find("(Early help after Targeted)"), std::string::npos) << signs[0].words;
  EXPECT_EQ(signs[0].entries.size(), 2U);
  EXPECT_TRUE(
      signs_of_optimism(family(std::string(lowered) + "\n social-care 2024-02-10 social-care.visit child-seen=yes"),
                        england())
          .empty())
      << "somebody had met the child";
  EXPECT_TRUE(signs_of_optimism(family(R"(
    child born 2018-05-10
    social-care 2024-01-10 judgement.level level=2 reason=first
    social-care 2024-03-10 judgement.level level=3 reason=second)"),
                                england())
                  .empty())
      << "the level went up";
}

TEST(Optimism, AnotherProfessionThatSeesLessLowersNothing) {
  EXPECT_TRUE(signs_of_optimism(family(R"(
    child born 2018-05-10
    social-care 2024-01-10 judgement.level level=3 reason=first
    health-visiting 2024-03-10 judgement.level level=2 reason=second)"),
                                england())
                  .empty());
}

TEST(Optimism, AgreedAndNotDoneIsASign) {
  const auto signs = signs_of_optimism(family(R"(
    child born 2018-05-10
    social-care 2024-01-10 protective.engagement
    gp 2024-02-10 gp.not-brought
    social-care 2024-03-10 social-care.visit child-seen=no)"),
                                       england());
  ASSERT_EQ(signs.size(), 1U);
  EXPECT_EQ(signs[0].shape, OptimismSign::Shape::agreed_and_not_done);
  EXPECT_EQ(signs[0].entries.size(), 3U);
  EXPECT_FALSE(has(signs_of_optimism(family(R"(
    child born 2018-05-10
    gp 2023-12-10 gp.not-brought
    gp 2023-12-20 gp.not-brought
    social-care 2024-01-10 protective.engagement)"),
                                     england()),
                   OptimismSign::Shape::agreed_and_not_done))
      << "what was missed before the promise does not tell against it";
}

TEST(Optimism, LikeConcernsClosedAgainAndAgainAreASign) {
  const std::string closed = R"(
    child born 2018-05-10
    social-care 2023-06-10 social-care.referral source=2A primary-need=N1 no-further-action=yes
    social-care 2023-11-10 social-care.referral source=6 primary-need=N1 no-further-action=yes
    social-care 2024-03-10 social-care.referral source=3A primary-need=N1 no-further-action=yes)";
  const auto signs = signs_of_optimism(family(closed), england());
  ASSERT_EQ(signs.size(), 1U);
  EXPECT_EQ(signs[0].shape, OptimismSign::Shape::closed_again);
  EXPECT_NE(signs[0].words.find("referrals, need: Abuse or neglect"), std::string::npos) << signs[0].words;
  EXPECT_EQ(signs[0].entries.size(), 3U);
  EXPECT_TRUE(
      signs_of_optimism(family(closed + "\n social-care 2023-12-10 social-care.in-need-plan-started"), england())
          .empty())
      << "somebody acted between";
}

TEST(WhyToday, TellsANewEntryFromTimeThatPassed) {
  const char* text = R"(
    child born 2023-02-01
    mother resident
    health-visiting 2023-09-10 health-visiting.contact
    city-police 2024-05-01 police.domestic-abuse about mother)";
  const auto before = family(text, Date::of(2024, 6, 9));
  auto now = family(std::string(text) + "\n city-police 2024-06-12 police.domestic-abuse about mother", today);
  const auto why = why_today(before, now, assess(now, england()).findings, england());
  const auto of = [&](std::string_view indicator) {
    return std::find_if(why.begin(), why.end(),
                        [&](const WhyToday& one) { return one.finding.indicator.str() == indicator; });
  };
  ASSERT_NE(of("repeat-domestic-abuse"), why.end());
  EXPECT_EQ(of("repeat-domestic-abuse")->because, WhyToday::Because::new_entry);
  EXPECT_EQ(of("repeat-domestic-abuse")->entries.size(), 1U);
  ASSERT_NE(of("baby-out-of-sight"), why.end());
  EXPECT_EQ(of("baby-out-of-sight")->because, WhyToday::Because::time_passed);
  EXPECT_TRUE(of("baby-out-of-sight")->entries.empty());
}

}  // namespace
}  // namespace roundel
