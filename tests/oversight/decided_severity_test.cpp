// Judges of known severity, each with cases of their own: what is said of them once what was in front of them is taken
// out, how often the intervals hold the truth, and what is kept back.
#include "oversight/decided_severity.h"

#include <cmath>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace roundel {
namespace {

const Standards& words() {
  static const Standards loaded =
      load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", "northern-city").value();
  return loaded;
}

PersonId person_of(const SourceId& source) { return PersonId(source.str()); }

Entry judged(const std::string& agency, int practitioner, const std::string& child, const std::string& level,
             const std::string& suggested, int entries = 1, const FoundByDomain& found = {}) {
  Entry entry;
  entry.kind = KindCode("judgement.level");
  entry.agency = AgencyId(agency);
  entry.practitioner = PractitionerId(fmt::format("{}-{}", agency, practitioner));
  entry.about = {{SourceId(child), RoleCode("child")}};
  entry.values = {{"edition", std::string("england")}, {"level", level}};
  std::string ids;
  for (int i = 0; i < entries; ++i) ids += (ids.empty() ? "e" : " e") + std::to_string(i);
  if (!ids.empty()) entry.values.emplace_back("entries", ids);
  if (!suggested.empty()) entry.values.emplace_back("suggested", suggested);
  for (auto& value : values_of(found)) entry.values.push_back(std::move(value));
  return entry;
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

// Teachers see more need than others in the same child (+0.7), social workers less (−0.7); health visitors are between.
// But social workers meet the children of whom most is found, and teachers those of whom least is.
struct Service {
  const char* agency;
  double severity;
  std::array<double, 4> suggests;  // how often each of the levels 1 to 4 is in front of them
};
constexpr Service services[] = {{"schools", 0.7, {0.5, 0.3, 0.15, 0.05}},
                                {"health-visiting", 0.0, {0.25, 0.25, 0.25, 0.25}},
                                {"social-care", -0.7, {0.05, 0.15, 0.3, 0.5}}};

DecidedLevels simulated(unsigned seed, int judges, int cases) {
  std::mt19937 random(seed);
  std::normal_distribution<double> habit(0, 0.6);
  std::uniform_real_distribution<double> any(0, 1);
  constexpr double thresholds[] = {-1.5, 0.0, 1.5};
  DecidedLevels out;
  int child = 0;
  for (const Service& service : services) {
    std::discrete_distribution<int> suggests(service.suggests.begin(), service.suggests.end());
    for (int judge = 0; judge < judges; ++judge) {
      const double own = habit(random);
      for (int i = 0; i < cases; ++i) {
        const int suggested = suggests(random);
        const double need = 1.6 * (suggested - 1.5) + service.severity + own;
        const double u = any(random);
        int level = 0;
        while (level < 3 && u > logistic(thresholds[level] - need)) ++level;
        out.apply(judged(service.agency, judge, fmt::format("c{}", child++), std::to_string(level + 1),
                         std::to_string(suggested + 1)),
                  person_of);
      }
    }
  }
  return out;
}

const GroupSeverity& of(const DecidedSeverity& seen, const std::string& agency) {
  const auto at = std::find_if(seen.agencies.begin(), seen.agencies.end(),
                               [&](const GroupSeverity& one) { return one.agency.str() == agency; });
  require(at != seen.agencies.end(), "the agency judged");
  return *at;
}

double mean_level(const DecidedLevels& decided, const std::string& agency) {
  double sum = 0, count = 0;
  for (const auto& [key, one] : decided.all())
    if (key.agency.str() == agency) sum += std::stoi(one.level.str()), count += 1;
  return sum / count;
}

TEST(DecidedSeverity, FindsWhoJudgesMoreSeverelyThoughTheyMeetOtherChildren) {
  const DecidedLevels decided = simulated(1, 20, 12);
  EXPECT_GT(mean_level(decided, "social-care"), mean_level(decided, "schools") + 0.2)
      << "by the levels alone, social workers would seem to judge more severely";
  const DecidedSeverity seen = severity_of(decided, words());
  ASSERT_TRUE(seen.estimated);
  EXPECT_EQ(seen.judged, 3 * 20 * 12);
  for (const Service& service : services) {
    const GroupSeverity& one = of(seen, service.agency);
    ASSERT_TRUE(one.severity) << service.agency;
    EXPECT_NEAR(one.severity->of_100, 100 * logistic(service.severity), 12) << service.agency;
  }
  EXPECT_GT(of(seen, "schools").severity->from, 50) << "the interval keeps clear of the middle";
  EXPECT_LT(of(seen, "social-care").severity->to, 50);
}

// 95 of a hundred intervals should hold the truth; with 120 of them, fewer than 88 of a hundred would be too narrow.
TEST(DecidedSeverity, ItsIntervalsHoldTheTruth) {
  int held = 0, all = 0;
  for (unsigned seed = 0; seed < 40; ++seed) {
    const DecidedSeverity seen = severity_of(simulated(100 + seed, 12, 8), words());
    for (const Service& service : services) {
      const GroupSeverity& one = of(seen, service.agency);
      if (!one.severity) continue;
      const double truth = 100 * logistic(service.severity);
      ++all;
      held += one.severity->from <= truth && truth <= one.severity->to ? 1 : 0;
    }
  }
  ASSERT_EQ(all, 120);
  EXPECT_GE(held, all * 88 / 100) << held << " of " << all;
}

// ---- in which domains the findings lay ----

// What one finding more adds, in logits. It weighs most in parenting capacity, where social workers' cases lie, so that
// they seem to judge more severely where nobody takes it out; and what protects weighs against.
struct Weights {
  double development = 0.2, parenting = 0.8, family = 0.4, protective = -0.5;
};
struct Meets {
  const char* agency;
  double severity;
  int most_development, most_parenting;  // findings of the children they meet: any number up to these
};
constexpr Meets meets[] = {{"schools", 0.5, 4, 1}, {"health-visiting", 0.0, 3, 2}, {"social-care", -0.5, 1, 5}};

enum class Kept { domains, nothing };

DecidedLevels with_domains(unsigned seed, Kept kept, const Weights& weights = {}) {
  std::mt19937 random(seed);
  std::normal_distribution<double> habit(0, 0.5);
  std::uniform_real_distribution<double> any(0, 1);
  const auto up_to = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  constexpr double thresholds[] = {0.0, 1.5, 3.0};
  DecidedLevels out;
  int child = 0;
  for (const Meets& one : meets)
    for (int judge = 0; judge < 16; ++judge) {
      const double own = habit(random);
      for (int i = 0; i < 12; ++i) {
        const FoundByDomain found{.development = up_to(one.most_development),
                                  .parenting = up_to(one.most_parenting),
                                  .family = up_to(3),
                                  .protective = up_to(2)};
        const double need = weights.development * found.development + weights.parenting * found.parenting +
                            weights.family * found.family + weights.protective * found.protective + one.severity + own;
        const double u = any(random);
        int level = 0;
        while (level < 3 && u > logistic(thresholds[level] - need)) ++level;
        out.apply(judged(one.agency, judge, fmt::format("c{}", child++), std::to_string(level + 1), "3", 1,
                         kept == Kept::domains ? found : FoundByDomain{}),
                  person_of);
      }
    }
  return out;
}

bool holds(const InHigherLevel& interval, double logit) {
  return interval.from <= 100 * logistic(logit) && 100 * logistic(logit) <= interval.to;
}

TEST(DecidedSeverity, FindsWhatAFindingOfEachDomainWeighs) {
  const Weights truth;
  const DomainWeights found = severity_of(with_domains(7, Kept::domains), words()).weights;
  ASSERT_TRUE(found.development && found.parenting && found.family && found.protective);
  EXPECT_TRUE(holds(*found.development, truth.development));
  EXPECT_TRUE(holds(*found.parenting, truth.parenting));
  EXPECT_TRUE(holds(*found.family, truth.family));
  EXPECT_TRUE(holds(*found.protective, truth.protective));
  EXPECT_GT(found.parenting->from, 50);
  EXPECT_LT(found.protective->to, 50);
  EXPECT_GT(found.parenting->from, found.development->to) << "a finding of one domain weighs more than of the other";
}

// As often as they say: 4 × 40 intervals, of which about 152 should hold it.
TEST(DecidedSeverity, TheWeightsIntervalsHoldTheTruth) {
  const Weights truth;
  int held = 0;
  for (unsigned seed = 0; seed < 40; ++seed) {
    const DomainWeights found = severity_of(with_domains(500 + seed, Kept::domains), words()).weights;
    held += holds(*found.development, truth.development) + holds(*found.parenting, truth.parenting) +
            holds(*found.family, truth.family) + holds(*found.protective, truth.protective);
  }
  EXPECT_GE(held, 144) << held << " of 160";
  EXPECT_LE(held, 159) << held << " of 160: intervals that always hold are too wide";
}

TEST(DecidedSeverity, WithoutTheDomainsItWouldBlameWhoMeetsTheHeavierFindings) {
  const DecidedSeverity with = severity_of(with_domains(7, Kept::domains), words());
  const DecidedSeverity without = severity_of(with_domains(7, Kept::nothing), words());
  for (const Meets& one : meets) EXPECT_TRUE(holds(*of(with, one.agency).severity, one.severity)) << one.agency;
  EXPECT_LT(of(with, "social-care").severity->to, 50) << "they judge less severely, and it shows";
  EXPECT_FALSE(holds(*of(without, "social-care").severity, -0.5));
  EXPECT_GT(of(without, "social-care").severity->of_100, 50) << "and would be told to judge more severely";
  EXPECT_FALSE(without.weights.parenting) << "nothing is told of what was the same of all";
}

TEST(DecidedSeverity, WhatTellsNoDomainsIsPassedOver) {
  DecidedLevels decided;
  Entry old = judged("schools", 1, "c1", "2", "3");
  std::erase_if(old.values, [](const auto& value) { return value.first == "found-family"; });
  decided.apply(old, person_of);
  EXPECT_TRUE(decided.all().empty());
}

TEST(DecidedSeverity, TheLastJudgementOfAPractitionerOfAChildCounts) {
  DecidedLevels decided;
  decided.apply(judged("schools", 1, "c1", "2", "3"), person_of);
  decided.apply(judged("schools", 1, "c1", "3", "3", 6), person_of);
  ASSERT_EQ(decided.all().size(), 1U);
  EXPECT_EQ(decided.all().begin()->second.level, LevelCode("3"));
  EXPECT_EQ(decided.all().begin()->second.entries, 6);
}

TEST(DecidedSeverity, WhatDoesNotSayWhatWasInFrontIsPassedOver) {
  DecidedLevels decided;
  Entry old = judged("schools", 1, "c1", "2", "3");
  std::erase_if(old.values, [](const auto& value) { return value.first == "edition"; });
  decided.apply(old, person_of);
  EXPECT_TRUE(decided.all().empty());
}

TEST(DecidedSeverity, TellsWhatTwoProfessionsSaidOfTheSameChildren) {
  DecidedLevels decided;
  for (int i = 0; i < 16; ++i) {
    const std::string child = fmt::format("c{}", i);
    decided.apply(judged("schools", i % 8, child, i < 10 ? "3" : "2", "2"), person_of);
    decided.apply(judged("social-care", i % 8, child, "2", "2"), person_of);
  }
  // With other things in front of them they are not held against each other.
  decided.apply(judged("schools", 1, "other", "4", "3"), person_of);
  decided.apply(judged("social-care", 1, "other", "2", "2"), person_of);
  const DecidedSeverity seen = severity_of(decided, words());
  ASSERT_EQ(seen.pairs.size(), 1U);
  const ProfessionPair& pair = seen.pairs[0];
  EXPECT_EQ(pair.children, 16);
  EXPECT_EQ(pair.same, 6);
  EXPECT_EQ(pair.first == "school" ? pair.first_higher : pair.second_higher, 10);
}

TEST(DecidedSeverity, FewAreNotTold) {
  DecidedLevels decided;
  for (int i = 0; i < 12; ++i) {
    const std::string child = fmt::format("c{}", i);
    decided.apply(judged("schools", i % 6, child, i == 0 ? "4" : "3", "3"), person_of);
    decided.apply(judged("social-care", i % 6, child, "3", "3"), person_of);
    if (i < 3) decided.apply(judged("city-police", i, child, "4", "3"), person_of);
  }
  const DecidedSeverity seen = severity_of(decided, words());
  EXPECT_FALSE(of(seen, "city-police").raters);
  EXPECT_FALSE(of(seen, "city-police").severity);
  for (const ProfessionPair& pair : seen.pairs) {
    EXPECT_NE(pair.first, "police");
    EXPECT_NE(pair.second, "police");
  }
  DecidedLevels nobody;
  EXPECT_FALSE(severity_of(nobody, words()).estimated);
}

}  // namespace
}  // namespace roundel
