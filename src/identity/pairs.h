// The pairs that blocking makes, compared: the middle of a batch run.
#pragma once

#include <cstdint>
#include <vector>

#include "identity/blocking.h"
#include "identity/learn.h"
#include "identity/linkage.h"

namespace roundel::identity {

struct ComparedPair {
  std::uint32_t a = 0;  // rows, a < b
  std::uint32_t b = 0;
  std::uint32_t pattern = 0;  // index into `patterns`
};
struct ComparedPairs {
  std::vector<ComparedPair> pairs;
  std::vector<PatternCount> patterns;
};
ComparedPairs compare_pairs(const Table& table, const Model& model, unsigned threads, const Progress& progress);

// Everything that scoring a pair needs; borrowed.
struct Scoring {
  const Model* model = nullptr;
  const Table* table = nullptr;
  const Parameters* parameters = nullptr;
};
// What the values' frequencies add to a stranger's log weight, over comparisons with frequency. Agreement on a rare
// value is less likely by chance than on any: ln(its share / chance of agreement). Values that are merely alike never
// say more than the commoner of the two would, had they agreed.
double rarity(const Scoring& scoring, Pattern pattern, const RecordView& a, const RecordView& b);
double log_odds(const Scoring& scoring, Pattern pattern, const RecordView& a, const RecordView& b);

// Blocking, comparison and EM: what batch and incremental linking begin with.
struct Learned {
  ComparedPairs compared;
  Parameters parameters;
};
// Marks the table's disputed identifiers. With `known` nothing is learned: those are taken, for as many records as
// there are.
Learned learn_from(Table& table, const Model& model, unsigned threads, const Progress& progress,
                   const Parameters* known = nullptr);

double probability(double log_odds);

}  // namespace roundel::identity
