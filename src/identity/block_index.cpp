#include "identity/block_index.h"

#include <algorithm>

namespace roundel::identity {

void RuleIndex::find(std::uint64_t key, std::size_t largest, const std::unordered_set<std::uint32_t>& changed,
                     std::vector<std::uint32_t>& rows) const {
  const auto less = [](const Keyed& entry, std::uint64_t wanted) { return entry.key < wanted; };
  const auto from = std::lower_bound(learned_.begin(), learned_.end(), key, less);
  auto to = from;
  while (to != learned_.end() && to->key == key && static_cast<std::size_t>(to - from) <= largest) ++to;
  const auto added = added_.find(key);
  const std::size_t size = static_cast<std::size_t>(to - from) + (added == added_.end() ? 0 : added->second.size());
  if (size + 1 > largest) return;
  for (auto entry = from; entry != to; ++entry)
    if (changed.empty() || !changed.contains(entry->row)) rows.push_back(entry->row);
  if (added != added_.end()) rows.insert(rows.end(), added->second.begin(), added->second.end());
}

std::uint64_t key_of(const BlockRule& rule, const Query& query) {
  std::uint64_t key = 1;
  for (const BlockPart& part : rule) key = joined_key(key, part_hash(query.texts[part.column], part.part));
  return key;
}

std::uint64_t key_of(const BlockRule& rule, const Table& table, std::uint32_t row) {
  std::uint64_t key = 1;
  for (const BlockPart& part : rule)
    key = joined_key(key, part_hash(table.dictionary(part.column).text(table.row(row)[part.column]), part.part));
  return key;
}

std::vector<Keyed> keyed_rows(const Table& table, const BlockRule& rule) {
  std::vector<Keyed> keyed;
  std::vector<std::vector<std::uint64_t>> hashes;  // of each part, by value
  for (const BlockPart& part : rule) {
    const Column& values = table.dictionary(part.column);
    auto& of = hashes.emplace_back(values.distinct());
    for (std::uint32_t id = 1; id < values.distinct(); ++id) of[id] = part_hash(values.text(id), part.part);
  }
  for (std::uint32_t row = 0; row < table.rows(); ++row) {
    std::uint64_t key = 1;
    for (std::size_t p = 0; p < rule.size(); ++p) key = joined_key(key, hashes[p][table.row(row)[rule[p].column]]);
    if (key != 0) keyed.push_back({.key = key, .row = row});
  }
  std::sort(keyed.begin(), keyed.end(),
            [](const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
  return keyed;
}

}  // namespace roundel::identity
