// The rows of one rule's blocks, looked up by a record's key: what a linker keeps of blocking.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "identity/blocking.h"
#include "identity/compare.h"

namespace roundel::identity {

struct Keyed {
  std::uint64_t key = 0;
  std::uint32_t row = 0;
};

// The rows of one rule's blocks: those learned from, sorted by key, and those that were added or changed since.
class RuleIndex {
 public:
  void learn(std::vector<Keyed> sorted) { learned_ = std::move(sorted); }
  void add(std::uint64_t key, std::uint32_t row) { added_[key].push_back(row); }
  void drop(std::uint64_t key, std::uint32_t row) {
    if (const auto found = added_.find(key); found != added_.end()) std::erase(found->second, row);
  }

  // Nothing where the block is larger than `largest`: as in a batch, it is skipped. Learned rows that `changed` holds
  // are no longer in the block.
  void find(std::uint64_t key, std::size_t largest, const std::unordered_set<std::uint32_t>& changed,
            std::vector<std::uint32_t>& rows) const;

 private:
  std::vector<Keyed> learned_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> added_;
};

// 0 where the record has no key by the rule.
std::uint64_t key_of(const BlockRule& rule, const Query& query);
std::uint64_t key_of(const BlockRule& rule, const Table& table, std::uint32_t row);
std::vector<Keyed> keyed_rows(const Table& table, const BlockRule& rule);

}  // namespace roundel::identity
