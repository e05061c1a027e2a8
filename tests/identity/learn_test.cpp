#include "identity/learn.h"

#include <cmath>

#include <gtest/gtest.h>

#include "identity/explain.h"
#include "identity/pairs.h"
#include "tests/identity/families.h"

namespace roundel::identity {
namespace {

constexpr const char* three_fields = R"(
record-id = "id"
[[column]]
name = "a"
is = "text"
[[column]]
name = "b"
is = "text"
[[column]]
name = "c"
is = "text"
[[compare]]
title = "A"
column = "a"
levels = ["exact", "edits 1"]
[[compare]]
title = "B"
column = "b"
levels = ["exact"]
[[compare]]
title = "C"
column = "c"
levels = ["exact"]
[[block]]
on = ["a"]
)";

// Expected counts of every pattern of two kinds of pair whose levels are independent.
std::vector<PatternCount> patterns_of(const Distribution& m, const Distribution& u, double same, double strangers) {
  std::vector<PatternCount> patterns;
  for (std::size_t c = 1; c <= 2; ++c)
    for (std::size_t b = 1; b <= 2; ++b)
      for (std::size_t a = 1; a <= 3; ++a) {
        const double count = same * m[0][a] * m[1][b] * m[2][c] + strangers * u[0][a] * u[1][b] * u[2][c];
        patterns.push_back({.pattern = a | b << 4 | c << 8, .count = count});
      }
  return patterns;
}

TEST(Learning, RecoversTheParametersThatMadeThePatterns) {
  const auto model = test::model_from(three_fields);
  const Distribution m = {{0, 0.9, 0.07, 0.03}, {0, 0.8, 0.2}, {0, 0.95, 0.05}};
  const Distribution u = {{0, 0.001, 0.002, 0.997}, {0, 0.005, 0.995}, {0, 0.002, 0.998}};
  constexpr double records = 20'000;
  constexpr double all = records * (records - 1) / 2;
  constexpr double same = 30'000;
  Distribution random = u;  // random pairs hold both kinds
  for (std::size_t c = 0; c < 3; ++c)
    for (std::size_t level = 1; level < u[c].size(); ++level)
      random[c][level] = (same * m[c][level] + (all - same) * u[c][level]) / all;
  const Parameters learned = learn(
      *model,
      {.patterns = patterns_of(m, u, same, all - same), .random_pairs = random, .all_pairs = all, .records = records});
  EXPECT_NEAR(learned.pairs[0] / same, 1, 0.02);
  for (std::size_t c = 0; c < 3; ++c)
    for (std::size_t level = 1; level < m[c].size(); ++level) {
      EXPECT_NEAR(learned.agreement[0][c][level], m[c][level], 0.01) << "m of " << c << " at " << level;
      EXPECT_NEAR(learned.agreement[1][c][level] / u[c][level], 1, 0.02) << "u of " << c << " at " << level;
    }
  EXPECT_EQ(learned.pairs[2], 0) << "a model without households has no twins";
  const double expected = std::log(same * 0.9 * 0.8 * 0.95) - std::log((all - same) * 0.001 * 0.005 * 0.002);
  EXPECT_NEAR(learned.log_odds(0x111, 0), expected, 0.05);
  EXPECT_NEAR(learned.log_odds(0x111, std::log(0.1)) - learned.log_odds(0x111, 0), std::log(10.0), 1e-9)
      << "ten times rarer";
}

TEST(Learning, MissingValuesSayNothing) {
  const auto model = test::model_from(three_fields);
  const Distribution m = {{0, 0.9, 0.07, 0.03}, {0, 0.8, 0.2}, {0, 0.95, 0.05}};
  const Distribution u = {{0, 0.001, 0.002, 0.997}, {0, 0.005, 0.995}, {0, 0.002, 0.998}};
  const Parameters learned =
      learn(*model, {.patterns = patterns_of(m, u, 3e4, 2e8), .random_pairs = u, .all_pairs = 2e8, .records = 2e4});
  EXPECT_NEAR(learned.log_odds(0, 0), std::log(learned.pairs[0] / learned.pairs[1]), 1e-9);
}

TEST(Explanation, TermsAddUpToTheDecision) {
  const auto model = test::model_from(test::family_model);
  Table table = Table::of(test::records_of(test::make_families(40, 3)), *model, 1);
  const Learned learned = learn_from(table, *model, 1, {});
  const Scoring scoring{.model = model.get(), .table = &table, .parameters = &learned.parameters};
  ASSERT_GT(learned.compared.pairs.size(), 100U);
  for (const ComparedPair& pair : learned.compared.pairs) {
    const Pattern pattern = learned.compared.patterns[pair.pattern].pattern;
    const RecordView a(table, pair.a);
    const RecordView b(table, pair.b);
    double bits = 0;
    for (const Term& term : explain(scoring, pattern, a, b)) bits += term.bits;
    ASSERT_NEAR(bits, log_odds(scoring, pattern, a, b) / std::log(2.0), 1e-6);
  }
}

}  // namespace
}  // namespace roundel::identity
