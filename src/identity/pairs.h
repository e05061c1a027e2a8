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
// ln(share of the value agreed on / chance of agreement) over comparisons with frequency, where `pattern` says exact.
double rarity(const Scoring& scoring, Pattern pattern, std::size_t row);
double log_odds(const Scoring& scoring, Pattern pattern, std::size_t row);

// Blocking, comparison and EM: what batch and incremental linking begin with.
struct Learned {
  ComparedPairs compared;
  Parameters parameters;
};
Learned learn_from(const Table& table, const Model& model, unsigned threads, const Progress& progress);

double probability(double log_odds);

}  // namespace roundel::identity
