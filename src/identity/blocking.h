// Which pairs are worth comparing: records that agree on every part of at least one rule.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "identity/table.h"

namespace roundel::identity {

// The part of a standardised value as a hash; 0 where the value has no such part.
std::uint64_t part_hash(std::string_view text, Part part);
// Parts' hashes as one key; 0 where any is missing, so that the record is in no block.
std::uint64_t joined_key(std::uint64_t key, std::uint64_t part);

// Every record's key for every rule. Keys of blocks larger than the model's limit are 0.
struct BlockKeys {
  std::size_t rules = 0;
  std::vector<std::uint64_t> of;                   // row by row, a key a rule
  std::vector<std::vector<std::uint32_t>> sorted;  // rule → rows that share a key, by key
  std::uint64_t key(std::size_t row, std::size_t rule) const { return of[row * rules + rule]; }
};
BlockKeys block_keys(const Table& table, const Model& model, unsigned threads);

// Calls `visit(a, b)`, a < b, for the pairs of `rule` that no earlier rule makes: over all rules, each pair once.
// `share` of `shares` of the rule's blocks, so that threads may divide them.
template <class Visit>
void each_pair(const BlockKeys& keys, std::size_t rule, std::size_t share, std::size_t shares, const Visit& visit) {
  const auto& rows = keys.sorted[rule];
  const auto made_before = [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t earlier = 0; earlier < rule; ++earlier)
      if (keys.key(a, earlier) != 0 && keys.key(a, earlier) == keys.key(b, earlier)) return true;
    return false;
  };
  for (std::size_t start = 0; start < rows.size();) {
    std::size_t end = start + 1;
    while (end < rows.size() && keys.key(rows[end], rule) == keys.key(rows[start], rule)) ++end;
    if (end + 16 < rows.size()) __builtin_prefetch(&keys.of[rows[end + 16] * keys.rules]);
    if ((keys.key(rows[start], rule) >> 20) % shares == share)
      for (std::size_t i = start; i < end; ++i)
        for (std::size_t j = i + 1; j < end; ++j)
          if (!made_before(rows[i], rows[j])) visit(rows[i], rows[j]);
    start = end;
  }
}

}  // namespace roundel::identity
