// The Merkle tree of RFC 9162, section 2.1: hashing, the frontier that grows it one leaf at a time, and proofs. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/sha256.h"

namespace roundel::merkle {

Hash leaf_hash(std::string_view data);                // SHA-256(0x00 || data)
Hash node_hash(const Hash& left, const Hash& right);  // SHA-256(0x01 || left || right)
Hash empty_root();                                    // SHA-256 of nothing

// A tree of n leaves as the roots of its complete subtrees, largest first: one for each bit set in n. Enough to add
// leaves and to know the root, in O(log n).
class Frontier {
 public:
  Frontier() = default;

  std::uint64_t size() const { return size_; }
  void add(const Hash& leaf);
  Hash root() const;

  std::string bytes() const;  // the hashes, one after the other
  // Nothing where the bytes do not hold one hash for each bit set in `size`.
  static std::optional<Frontier> read(std::uint64_t size, std::string_view bytes);

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> subtrees_;
};

Hash root(std::span<const Hash> leaves);

using Proof = std::vector<Hash>;

// That leaf `index` (from 0) is in the tree of all `leaves`. RFC 9162, 2.1.3. Precondition: index < leaves.size().
Proof inclusion_proof(std::span<const Hash> leaves, std::uint64_t index);
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Proof& proof, const Hash& root);

// That the tree of the first `earlier` leaves is the beginning of the tree of all. RFC 9162, 2.1.4.
// Precondition: 0 < earlier <= leaves.size().
Proof consistency_proof(std::span<const Hash> leaves, std::uint64_t earlier);
bool verify_consistency(std::uint64_t earlier, const Hash& earlier_root, std::uint64_t later, const Hash& later_root,
                        const Proof& proof);

}  // namespace roundel::merkle
