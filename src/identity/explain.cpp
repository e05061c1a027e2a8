#include "identity/explain.h"

#include <cmath>
#include <numbers>

namespace roundel::identity {
namespace {

std::string level_title(const Comparison& comparison, std::size_t level) {
  if (level == 0) return "not recorded";
  if (level > comparison.levels.size()) return "different";
  return comparison.levels[level - 1].title;
}

// Two identifiers of which one is plainly somebody else's are told as that, not as missing.
bool is_void_here(const Comparison& comparison, std::size_t c, const RecordView& a, const RecordView& b) {
  return (a.disputed(c) || b.disputed(c)) && a.id(comparison.column) != 0 && b.id(comparison.column) != 0;
}

double bits(double natural) { return natural / std::numbers::ln2; }

}  // namespace

std::vector<Term> explain(const Scoring& scoring, Pattern pattern, const RecordView& a, const RecordView& b) {
  const Parameters& parameters = *scoring.parameters;
  std::vector<Term> terms;
  for (std::size_t c = 0; c < scoring.model->comparisons.size(); ++c) {
    const std::size_t level = level_in(pattern, c);
    const Pattern alone = Pattern{level} << (4 * c);
    const double weight = level == 0 ? 0 : parameters.weight(c, level) - rarity(scoring, alone, a, b);
    terms.push_back({.comparison = scoring.model->comparisons[c].title,
                     .level = level == 0 && is_void_here(scoring.model->comparisons[c], c, a, b)
                                  ? "somebody else's, says nothing"
                                  : level_title(scoring.model->comparisons[c], level),
                     .bits = bits(weight)});
  }
  const double total = parameters.log_odds(pattern, rarity(scoring, pattern, a, b));
  const double against_strangers = parameters.log_weight(PairKind::same, pattern) -
                                   parameters.log_weight(PairKind::stranger, pattern) - rarity(scoring, pattern, a, b);
  if (parameters.pairs[static_cast<std::size_t>(PairKind::kin)] > 0)
    terms.push_back(
        {.comparison = "Household", .level = "could be a relative", .bits = bits(total - against_strangers)});
  terms.push_back({.comparison = "Before any comparison",
                   .level = "share of pairs that are one person",
                   .bits = std::log2(parameters.pairs[static_cast<std::size_t>(PairKind::same)] /
                                     parameters.pairs[static_cast<std::size_t>(PairKind::stranger)])});
  return terms;
}

}  // namespace roundel::identity
