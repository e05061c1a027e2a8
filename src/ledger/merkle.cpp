#include "ledger/merkle.h"

#include <bit>

#include "core/result.h"

namespace roundel::merkle {
namespace {

// The largest power of two smaller than n, for n > 1: where RFC 9162 splits a tree.
std::size_t split_at(std::size_t n) { return std::bit_floor(n - 1); }

// SUBPROOF of RFC 9162, 2.1.4.1. `known`: the verifier holds the root of exactly these leaves.
void consistency_within(std::span<const Hash> leaves, std::size_t earlier, bool known, Proof& proof) {
  if (earlier == leaves.size()) {
    if (!known) proof.push_back(root(leaves));
    return;
  }
  const std::size_t left = split_at(leaves.size());
  if (earlier <= left) {
    consistency_within(leaves.first(left), earlier, known, proof);
    proof.push_back(root(leaves.subspan(left)));
  } else {
    consistency_within(leaves.subspan(left), earlier - left, false, proof);
    proof.push_back(root(leaves.first(left)));
  }
}

}  // namespace

Hash leaf_hash(std::string_view data) { return sha256({std::string_view("\0", 1), data}); }
Hash node_hash(const Hash& left, const Hash& right) { return sha256({"\1", bytes_of(left), bytes_of(right)}); }
Hash empty_root() { return sha256({}); }

void Frontier::add(const Hash& leaf) {
  Hash subtree = leaf;
  // Each bit set at the low end of the size is a complete subtree that this leaf, or what it grew into, completes.
  for (std::uint64_t bits = size_; (bits & 1U) != 0; bits >>= 1U) {
    subtree = node_hash(subtrees_.back(), subtree);
    subtrees_.pop_back();
  }
  subtrees_.push_back(subtree);
  ++size_;
}

Hash Frontier::root() const {
  if (subtrees_.empty()) return empty_root();
  Hash hash = subtrees_.back();
  for (std::size_t i = subtrees_.size() - 1; i-- > 0;) hash = node_hash(subtrees_[i], hash);
  return hash;
}

std::string Frontier::bytes() const {
  std::string out;
  for (const Hash& subtree : subtrees_) out += bytes_of(subtree);
  return out;
}

std::optional<Frontier> Frontier::read(std::uint64_t size, std::string_view bytes) {
  constexpr std::size_t length = std::tuple_size_v<Hash>;
  if (bytes.size() != length * static_cast<std::size_t>(std::popcount(size))) return std::nullopt;
  Frontier frontier;
  frontier.size_ = size;
  for (std::size_t at = 0; at < bytes.size(); at += length)
    frontier.subtrees_.push_back(*hash_of(bytes.substr(at, length)));
  return frontier;
}

Hash root(std::span<const Hash> leaves) {
  Frontier frontier;
  for (const Hash& leaf : leaves) frontier.add(leaf);
  return frontier.root();
}

Proof inclusion_proof(std::span<const Hash> leaves, std::uint64_t index) {
  require(index < leaves.size(), "a proof is asked for a leaf of the tree");
  if (leaves.size() == 1) return {};
  const std::size_t left = split_at(leaves.size());
  Proof proof =
      index < left ? inclusion_proof(leaves.first(left), index) : inclusion_proof(leaves.subspan(left), index - left);
  proof.push_back(index < left ? root(leaves.subspan(left)) : root(leaves.first(left)));
  return proof;
}

// RFC 9162, 2.1.3.2.
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Proof& proof, const Hash& root) {
  if (index >= size) return false;
  std::uint64_t node = index;
  std::uint64_t last = size - 1;
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (last == 0) return false;
    if ((node & 1U) != 0 || node == last) {
      hash = node_hash(sibling, hash);
      while ((node & 1U) == 0 && node != 0) {
        node >>= 1U;
        last >>= 1U;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    node >>= 1U;
    last >>= 1U;
  }
  return last == 0 && hash == root;
}

Proof consistency_proof(std::span<const Hash> leaves, std::uint64_t earlier) {
  require(earlier > 0 && earlier <= leaves.size(), "a proof is asked for an earlier size of the tree");
  Proof proof;
  consistency_within(leaves, earlier, true, proof);
  return proof;
}

// RFC 9162, 2.1.4.2.
bool verify_consistency(std::uint64_t earlier, const Hash& earlier_root, std::uint64_t later, const Hash& later_root,
                        const Proof& proof) {
  if (earlier == 0 || earlier > later) return false;
  if (earlier == later) return proof.empty() && earlier_root == later_root;
  if (proof.empty()) return false;
  const bool whole = std::has_single_bit(earlier);  // the earlier tree is itself a subtree of the later
  std::uint64_t node = earlier - 1;
  std::uint64_t last = later - 1;
  while ((node & 1U) != 0) {
    node >>= 1U;
    last >>= 1U;
  }
  Hash first = whole ? earlier_root : proof.front();
  Hash second = first;
  for (std::size_t i = whole ? 0 : 1; i < proof.size(); ++i) {
    if (last == 0) return false;
    if ((node & 1U) != 0 || node == last) {
      first = node_hash(proof[i], first);
      second = node_hash(proof[i], second);
      while ((node & 1U) == 0 && node != 0) {
        node >>= 1U;
        last >>= 1U;
      }
    } else {
      second = node_hash(second, proof[i]);
    }
    node >>= 1U;
    last >>= 1U;
  }
  return last == 0 && first == earlier_root && second == later_root;
}

}  // namespace roundel::merkle
