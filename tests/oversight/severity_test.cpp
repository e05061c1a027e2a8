// Ratings simulated with known truth: what the model says of it, how often its intervals hold it, and what it keeps to
// itself.
#include "oversight/severity.h"

#include <cmath>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "oversight/ordinal.h"

namespace roundel {
namespace {

using oversight::fit_ordinal;
using oversight::OrdinalRating;
using oversight::OrdinalShape;

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

// Three professions with two agencies each; every rater rates every family.
struct Truth {
  std::vector<double> professions = {-0.8, 0.0, 0.8};  // they sum to nought
  double rater = 0.7;                                  // standard deviation
  std::size_t raters_an_agency = 15;
};
OrdinalShape shape_of(const Truth& truth) {
  const std::size_t professions = truth.professions.size();
  return {.levels = 4,
          .vignettes = 12,
          .professions = professions,
          .agencies = professions * 2,
          .raters = professions * 2 * truth.raters_an_agency};
}

std::vector<OrdinalRating> simulated(const Truth& truth, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> habit(0, truth.rater);
  std::uniform_real_distribution<double> any(0, 1);
  constexpr double thresholds[] = {-1.5, 0.0, 1.5};
  std::vector<OrdinalRating> out;
  std::size_t rater = 0;
  for (std::size_t p = 0; p < truth.professions.size(); ++p)
    for (std::size_t a = 2 * p; a < 2 * p + 2; ++a)
      for (std::size_t r = 0; r < truth.raters_an_agency; ++r, ++rater) {
        const double own = habit(random);
        for (std::size_t v = 0; v < 12; ++v) {
          const double need = (static_cast<double>(v) - 5.5) / 3 + truth.professions[p] + own;
          const double u = any(random);
          std::size_t level = 0;
          while (level < 3 && u > logistic(thresholds[level] - need)) ++level;
          out.push_back({.level = level, .vignette = v, .profession = p, .agency = a, .rater = rater});
        }
      }
  return out;
}

TEST(Ordinal, FindsHowSeverelyEachProfessionJudges) {
  const Truth truth;
  const auto fit = fit_ordinal(simulated(truth, 1), shape_of(truth));
  ASSERT_TRUE(fit);
  for (std::size_t p = 0; p < 3; ++p) {
    const auto estimate = fit->profession(p);
    EXPECT_NEAR(estimate.value, truth.professions[p], 0.45) << p;
    EXPECT_LT(estimate.error, 0.4);
  }
  EXPECT_GT(fit->profession(2).value - fit->profession(0).value, 1.0);
}

// 95 of a hundred intervals should hold the truth. With 240 of them, fewer than 90 or more than 99 of a hundred would
// be a wrong width.
TEST(Ordinal, ItsIntervalsHoldTheTruthAsOftenAsTheySay) {
  const Truth truth{.rater = 1.2};
  int held = 0, all = 0;
  for (unsigned seed = 0; seed < 80; ++seed) {
    const auto fit = fit_ordinal(simulated(truth, 100 + seed), shape_of(truth));
    ASSERT_TRUE(fit) << seed;
    for (std::size_t p = 0; p < 3; ++p, ++all) {
      const auto estimate = fit->profession(p);
      held += std::abs(estimate.value - truth.professions[p]) < 1.96 * estimate.error ? 1 : 0;
    }
  }
  EXPECT_GE(held, all * 90 / 100) << held << " of " << all;
  EXPECT_LE(held, all * 99 / 100) << held << " of " << all;
}

// The agency of a profession that judges most severely is found, and the profession is the middle of its agencies.
TEST(Ordinal, AnAgencyStandsBesideItsProfession) {
  const Truth truth;
  const auto fit = fit_ordinal(simulated(truth, 5), shape_of(truth));
  ASSERT_TRUE(fit);
  for (std::size_t p = 0; p < 3; ++p)
    EXPECT_NEAR((fit->agency(2 * p).value + fit->agency(2 * p + 1).value) / 2, fit->profession(p).value, 1e-9);
}

TEST(Ordinal, WithMoreRatersItKnowsMore) {
  const Truth few{.raters_an_agency = 5};
  const Truth many{.raters_an_agency = 40};
  EXPECT_GT(fit_ordinal(simulated(few, 3), shape_of(few))->profession(0).error,
            fit_ordinal(simulated(many, 3), shape_of(many))->profession(0).error);
}

TEST(Ordinal, SaysNothingWhereThereIsNothingToCompare) {
  EXPECT_FALSE(fit_ordinal({}, {}));
  const OrdinalRating one[] = {{.level = 0}};
  EXPECT_FALSE(fit_ordinal(one, {.levels = 1, .vignettes = 1, .professions = 2, .agencies = 2, .raters = 1}));
}

// ---- from entries, with names ----

class SpeakingOneLanguage : public ::testing::Test {
 protected:
  void rate(const std::string& agency, int practitioner, const std::string& vignette, const std::string& level,
            const std::string& sure = "sure") {
    Entry entry;
    entry.kind = KindCode("vignette.rated");
    entry.agency = AgencyId(agency);
    entry.practitioner = PractitionerId(fmt::format("{}-{}", agency, practitioner));
    entry.values = {{"level", level}, {"scheme", standards_.levels.code}, {"sure", sure}, {"vignette", vignette}};
    ratings_.apply(entry);
  }
  // So many practitioners who rate two families: the first as given, the second a level higher.
  void rate_all(const std::string& agency, int practitioners, int level) {
    for (int i = 0; i < practitioners; ++i) {
      rate(agency, i, "late-and-hungry", std::to_string(level));
      rate(agency, i, "insulin-missed", std::to_string(level + (i % 2)), i % 2 == 0 ? "sure" : "unsure");
    }
  }
  Severity severity() const { return severity_of(ratings_, vignettes_, standards_); }

  const std::string dir_ = std::string(ROUNDEL_SOURCE_DIR) + "/standards";
  const Standards standards_ = load_standards(dir_, "northern-city").value();
  const std::vector<Vignette> vignettes_ = load_vignettes(dir_).value();
  VignetteRatings ratings_{standards_.levels.code};
};

TEST_F(SpeakingOneLanguage, TheLastRatingOfAPractitionerCounts) {
  rate("schools", 1, "insulin-missed", "2");
  rate("schools", 1, "insulin-missed", "3", "unsure");
  ASSERT_EQ(ratings_.all().size(), 1U);
  EXPECT_EQ(ratings_.all().begin()->second.level, LevelCode("3"));
  EXPECT_EQ(ratings_.all().begin()->second.sure, "unsure");
}

TEST_F(SpeakingOneLanguage, WhoSeesMoreNeedStandsAboveTheMiddle) {
  rate_all("schools", 8, 2);
  rate_all("social-care", 8, 3);
  const Severity seen = severity();
  ASSERT_TRUE(seen.estimated);
  ASSERT_EQ(seen.professions.size(), 2U);
  for (const GroupSeverity& one : seen.professions) {
    ASSERT_TRUE(one.severity) << one.profession;
    const bool higher = one.profession == standards_.agency(AgencyId("social-care"))->kind;
    EXPECT_EQ(one.severity->of_100 > 50, higher) << one.profession;
    EXPECT_LT(one.severity->from, one.severity->of_100);
    EXPECT_GT(one.severity->to, one.severity->of_100);
    EXPECT_DOUBLE_EQ(*one.unsure, 0.25);
  }
  for (const VignetteSpread& one : seen.vignettes)
    EXPECT_EQ(one.levels_apart, one.vignette == "late-and-hungry" || one.vignette == "insulin-missed" ? 1 : 0);
}

TEST_F(SpeakingOneLanguage, FewRatersAreNotTold) {
  rate_all("schools", 9, 2);
  rate_all("health-visiting", 9, 2);
  rate_all("social-care", 7, 3);
  rate_all("city-police", 3, 3);
  const Severity seen = severity();
  EXPECT_EQ(seen.raters, 28);
  ASSERT_EQ(seen.professions.size(), 4U);
  int told = 0;
  for (const GroupSeverity& one : seen.professions) {
    EXPECT_EQ(one.raters.has_value(), one.severity && one.unsure) << one.profession;
    told += one.raters ? 1 : 0;
    EXPECT_EQ(one.raters.value_or(9), 9) << one.profession;
  }
  EXPECT_EQ(told, 2) << "the few of one profession could be had from the sum, so that a second goes too";
  for (const VignetteSpread& one : seen.vignettes) EXPECT_LE(one.middle.size(), 2U);
}

TEST_F(SpeakingOneLanguage, WithoutRatingsNothingIsSaid) {
  const Severity seen = severity();
  EXPECT_FALSE(seen.estimated);
  EXPECT_TRUE(seen.professions.empty());
  EXPECT_EQ(seen.vignettes.size(), vignettes_.size());
}

TEST_F(SpeakingOneLanguage, RatingsByAnotherSchemeAreNotMixedIn) {
  VignetteRatings others("another-scheme");
  Entry entry;
  entry.kind = KindCode("vignette.rated");
  entry.values = {{"scheme", standards_.levels.code}};
  others.apply(entry);
  EXPECT_TRUE(others.all().empty());
}

}  // namespace
}  // namespace roundel
