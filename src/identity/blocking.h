// Which pairs are worth comparing: records that agree on every part of at least one rule.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "identity/compare.h"

namespace roundel::identity {

// The part of a standardised value as a hash; 0 where the value has no such part.
std::uint64_t part_hash(std::string_view text, Part part);
// Parts' hashes as one key; 0 where any is missing, so that the record is in no block.
std::uint64_t joined_key(std::uint64_t key, std::uint64_t part);

// The pairs that share a key of at least one rule, each once. Blocks larger than the model's limit make none.
class CandidatePairs {
 public:
  static CandidatePairs of(const Table& table, const Model& model, unsigned threads);

  // Calls `visit(pairs)` with some pairs, a < b, at a time, by a and then b over all calls. `share` of `shares` of the
  // records a, so that threads may divide them: the shares one after the other hold all pairs in order.
  template <class Visit>
  void each(std::size_t share, std::size_t shares, const Visit& visit) const {
    std::vector<RowPair> pairs;
    for (std::size_t stretch = 0; stretch + 1 < ends_.size(); ++stretch) {
      if (ends_[stretch] * shares / std::max<std::size_t>(1, made_.size()) != share) continue;
      sort_stretch(stretch, pairs);
      if (!pairs.empty()) visit(std::span<const RowPair>(pairs));
    }
  }

 private:
  // The stretch's pairs in order and without the repeats that several rules make.
  void sort_stretch(std::size_t stretch, std::vector<RowPair>& pairs) const;

  std::vector<RowPair> made_;      // by every rule, repeats too; those of a stretch of records a lie together
  std::vector<std::size_t> ends_;  // where each stretch begins in `made_`, and the last one's end
};

}  // namespace roundel::identity
