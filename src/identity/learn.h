// What agreement means, learned from the records at hand: EM over counts of patterns.
//
// Fellegi and Sunter know two kinds of pair: one person, and two strangers. In family data most wrong links are
// neither: twins, brothers and sisters, sons named after fathers. They share a household's surname, address and
// telephone without chance having a part in it, so here they are kinds of pair of their own. All kinds share a
// mixture, and a pair's probability is that of "same" among all. What keeps the kinds from changing places is what
// they are by definition: two records of one person mostly agree in forename and birth date, relatives agree there by
// chance alone.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "identity/compare.h"

namespace roundel::identity {

enum class PairKind : std::size_t {
  same,       // one person
  stranger,   // agree by chance
  twin,       // one household and birth date, other forename
  namesake,   // one household and forename, other birth date
  kin,        // one household, both others
  neighbour,  // strangers whose places agree together, as one postcode's streets and towns do: not each by chance
};
inline constexpr std::size_t pair_kinds = 6;

struct PatternCount {
  Pattern pattern = 0;
  double count = 0;
};

// What a pattern says, as logarithms of weights: of "same", of strangers before rarity, and of all other kinds
// together.
struct PatternWeights {
  double same = 0;
  double stranger = 0;
  double others = 0;  // minus infinity where there is no other kind
  // Log odds of "same" against all other kinds.
  double log_odds(double rarity) const;
  double most() const { return same - others; }  // however rare the values are
};

using Distribution = std::vector<std::vector<double>>;  // comparison → level → probability; level 0 is not used

struct Parameters {
  std::array<double, pair_kinds> pairs{};          // expected number of pairs of each kind; 0 where there is none
  std::array<Distribution, pair_kinds> agreement;  // m is that of `same`, u that of `stranger`
  Distribution by_chance;                          // exact agreement's share is exact, see TF adjustment
  double records = 0;                              // learned from so many
  int rounds = 0;                                  // of EM until it settled

  // Natural logarithm of pairs × Π agreement, for one kind.
  double log_weight(PairKind kind, Pattern pattern) const;
  // Log odds of "same" against all other kinds. `rarity` is what the values' frequencies add to a stranger's weight:
  // negative for rare values.
  double log_odds(Pattern pattern, double rarity) const { return weights(pattern).log_odds(rarity); }
  PatternWeights weights(Pattern pattern) const;
  // ln m/u of one level, without frequency.
  double weight(std::size_t comparison, std::size_t level) const;
  // ln of the chance that two records agree exactly.
  double log_by_chance(std::size_t comparison) const { return log_by_chance_[comparison]; }
  // Whether the records hold families: other relatives were seen, who cannot be mistaken for one person.
  bool has_relatives() const;
  void prepare();  // makes the table of logarithms; after every change
  // The same for a file of another size: pairs of strangers grow with its square, all others with its records.
  Parameters for_records(double count) const;

 private:
  std::array<std::vector<double>, pair_kinds> logs_;  // [comparison × 16 + level]
  std::array<double, pair_kinds> log_pairs_{};
  std::vector<double> log_by_chance_;
};

struct LearnInput {
  std::vector<PatternCount> patterns;  // of the pairs that blocking made, sorted by pattern
  Distribution random_pairs;           // levels among pairs drawn at random, whatever their kind
  double all_pairs = 0;                // n (n - 1) / 2
  double records = 0;
};
Parameters learn(const Model& model, const LearnInput& input, unsigned threads = 1);

// Levels among random pairs: all pairs of a sample of records that does not depend on their order; exact agreement
// from the values' frequencies.
Distribution random_pairs(const Model& model, const Table& table, unsigned threads);

}  // namespace roundel::identity
