// From pairs to persons. Edges are taken strongest first; two groups become one only where nothing speaks against it:
// no conflict of valid identifiers, no twin or namesake, and the evidence of all pairs across, not of one bridge.
#pragma once

#include <cstdint>
#include <vector>

#include "identity/pairs.h"

namespace roundel::identity {

struct Edge {
  std::uint32_t a = 0;  // rows
  std::uint32_t b = 0;
  double log_odds = 0;
  Pattern pattern = 0;
};

// What speaks about two groups of records being one person: all pairs across are looked at, up to a limit.
class Evidence {
 public:
  explicit Evidence(const Model& model);
  // One pair across. `scored` is its log odds.
  void add(Pattern pattern, double scored, const RecordView& a, const RecordView& b);
  // Whether the groups may be one.
  bool joins() const;

 private:
  bool is_namesake() const;  // same people's names, births a generation apart
  bool is_twin() const;      // one birth date, other forenames throughout, and an agency that keeps them apart

  const Model* model_;
  std::size_t forename_;  // comparisons; `comparisons.size()` where the model has none
  std::size_t birth_date_;
  std::size_t agency_;     // a column
  bool families_ = false;  // the model says what a household shares: only then are there twins and namesakes to guard
  double sum_ = 0;
  std::size_t pairs_ = 0;
  std::size_t forenames_compared_ = 0;
  std::size_t forenames_differ_ = 0;
  bool born_alike_ = false;
  bool shared_agency_ = false;
  bool shared_identifier_ = false;
  bool conflict_ = false;
  bool namesake_ = false;
};

// Beyond so many, the pairs of the first records of two groups stand for all.
inline constexpr std::size_t most_pairs_across = 256;

struct Grouping {
  std::vector<std::uint32_t> of;  // row → group, numbered by first row
  std::vector<Edge> joined;       // the edges that made the groups, strongest first
};
Grouping group(const Scoring& scoring, std::vector<Edge> edges, unsigned threads);

}  // namespace roundel::identity
