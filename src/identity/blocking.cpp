#include "identity/blocking.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "identity/parallel.h"
#include "identity/similarity.h"

namespace roundel::identity {
namespace {

std::uint64_t mixed(std::uint64_t x) {  // the finaliser of splitmix64
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

std::string_view part_of(std::string_view text, Part part) {
  switch (part) {
    case Part::whole:
      return text;
    case Part::initial:
      return text.substr(0, 1);
    case Part::first3:
      return text.substr(0, 3);
    case Part::year:
      return text.size() == 8 ? text.substr(0, 4) : std::string_view();
    case Part::month:
      return text.size() == 8 ? text.substr(4, 2) : std::string_view();
    case Part::day:
      return text.size() == 8 ? text.substr(6, 2) : std::string_view();
    case Part::year_month:
      return text.size() == 8 ? text.substr(0, 6) : std::string_view();
    case Part::sector:
      return postcode_sector(text);
    case Part::district:
      return postcode_district(text);
    case Part::sound:
      break;
  }
  return {};
}

std::vector<std::uint64_t> keys_of_rule(const Table& table, const BlockRule& rule) {
  std::vector<std::vector<std::uint64_t>> hashes(rule.size());  // of each part, by value
  for (std::size_t p = 0; p < rule.size(); ++p) {
    const Column& values = table.dictionary(rule[p].column);
    hashes[p].resize(values.distinct());
    for (std::uint32_t id = 1; id < values.distinct(); ++id) hashes[p][id] = part_hash(values.text(id), rule[p].part);
  }
  std::vector<std::uint64_t> keys(table.rows());
  for (std::size_t row = 0; row < keys.size(); ++row) {
    const auto cells = table.row(row);
    std::uint64_t key = 1;
    for (std::size_t p = 0; p < rule.size(); ++p) key = joined_key(key, hashes[p][cells[rule[p].column]]);
    keys[row] = key;
  }
  return keys;
}

// Rows with a key, by key. They are put into buckets by its first bits before they are sorted, which stays in the
// cache.
std::vector<std::pair<std::uint64_t, std::uint32_t>> by_key(const std::vector<std::uint64_t>& keys) {
  constexpr unsigned bits = 15;  // a bucket holds some thirty of a million rows
  constexpr unsigned shift = 64 - bits;
  std::vector<std::size_t> ends((std::size_t{1} << bits) + 1, 0);
  for (const std::uint64_t key : keys)
    if (key != 0) ++ends[(key >> shift) + 1];
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order(ends.back());
  for (std::uint32_t row = 0; row < keys.size(); ++row)
    if (keys[row] != 0) order[ends[keys[row] >> shift]++] = {keys[row], row};
  std::size_t from = 0;
  for (std::size_t bucket = 0; bucket + 1 < ends.size(); ++bucket) {
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(from),
              order.begin() + static_cast<std::ptrdiff_t>(ends[bucket]));
    from = ends[bucket];
  }
  return order;
}

// The rows of a rule that share keys, block after block.
struct Blocks {
  std::vector<std::uint32_t> rows;
  std::vector<std::size_t> ends = {0};  // where each block begins in `rows`, and the last one's end
};

// Without blocks of one record and those above the limit.
Blocks blocks_of(const std::vector<std::uint64_t>& keys, std::size_t largest_block) {
  const auto order = by_key(keys);
  Blocks blocks;
  for (std::size_t start = 0; start < order.size();) {
    std::size_t end = start;
    while (end < order.size() && order[end].first == order[start].first) ++end;
    if (end - start > 1 && end - start <= largest_block) {
      for (std::size_t i = start; i < end; ++i) blocks.rows.push_back(order[i].second);
      blocks.ends.push_back(blocks.rows.size());
    }
    start = end;
  }
  return blocks;
}

// Rows of one block come in rising order, and so do the two of a pair.
template <class Visit>
void each_made(const Blocks& blocks, std::size_t share, std::size_t shares, const Visit& visit) {
  const std::size_t count = blocks.ends.size() - 1;
  for (std::size_t block = count * share / shares; block < count * (share + 1) / shares; ++block)
    for (std::size_t i = blocks.ends[block]; i < blocks.ends[block + 1]; ++i)
      for (std::size_t j = i + 1; j < blocks.ends[block + 1]; ++j) visit(blocks.rows[i], blocks.rows[j]);
}

constexpr unsigned stretch_bits = 12;  // records a of a stretch: its pairs stay in the cache

}  // namespace

std::uint64_t part_hash(std::string_view text, Part part) {
  if (part == Part::sound) {
    const std::uint32_t sound = sound_of(text);
    return sound == 0 ? 0 : mixed(sound + (std::uint64_t{1} << 40)) | 1U;
  }
  const std::string_view piece = part_of(text, part);
  if (piece.empty()) return 0;
  return mixed(std::hash<std::string_view>{}(piece)) | 1U;
}

std::uint64_t joined_key(std::uint64_t key, std::uint64_t part) {
  return key == 0 || part == 0 ? 0 : mixed(key * 3 + part) | 1U;
}

CandidatePairs CandidatePairs::of(const Table& table, const Model& model, unsigned threads) {
  std::vector<Blocks> rules(model.rules.size());
  std::atomic<std::size_t> next = 0;
  in_parallel(threads, [&](unsigned) {
    for (std::size_t rule = next++; rule < rules.size(); rule = next++)
      rules[rule] = blocks_of(keys_of_rule(table, model.rules[rule]), model.largest_block);
  });
  const std::size_t stretches = (table.rows() >> stretch_bits) + 1;
  std::vector<std::vector<std::size_t>> at(threads, std::vector<std::size_t>(stretches, 0));
  in_parallel(threads, [&](unsigned thread) {
    for (const Blocks& blocks : rules)
      each_made(blocks, thread, threads, [&](std::uint32_t a, std::uint32_t) { ++at[thread][a >> stretch_bits]; });
  });
  CandidatePairs candidates;
  std::size_t made = 0;
  for (std::size_t stretch = 0; stretch < stretches; ++stretch) {
    candidates.ends_.push_back(made);
    for (auto& of_thread : at) made += std::exchange(of_thread[stretch], made);
  }
  candidates.ends_.push_back(made);
  candidates.made_.resize(made);
  in_parallel(threads, [&](unsigned thread) {
    for (const Blocks& blocks : rules)
      each_made(blocks, thread, threads, [&](std::uint32_t a, std::uint32_t b) {
        candidates.made_[at[thread][a >> stretch_bits]++] = {.a = a, .b = b};
      });
  });
  return candidates;
}

void CandidatePairs::sort_stretch(std::size_t stretch, std::vector<RowPair>& pairs) const {
  constexpr std::uint32_t mask = (1U << stretch_bits) - 1;
  const std::span<const RowPair> made(made_.data() + ends_[stretch], ends_[stretch + 1] - ends_[stretch]);
  std::array<std::uint32_t, (1U << stretch_bits) + 1> at{};
  for (const RowPair& pair : made) ++at[(pair.a & mask) + 1];
  for (std::size_t i = 1; i < at.size(); ++i) at[i] += at[i - 1];
  pairs.resize(made.size());
  for (const RowPair& pair : made) pairs[at[pair.a & mask]++] = pair;
  std::size_t kept = 0;
  for (std::size_t start = 0; start < pairs.size();) {
    std::size_t end = start + 1;
    while (end < pairs.size() && pairs[end].a == pairs[start].a) ++end;
    std::sort(pairs.begin() + static_cast<std::ptrdiff_t>(start), pairs.begin() + static_cast<std::ptrdiff_t>(end),
              [](const RowPair& x, const RowPair& y) { return x.b < y.b; });
    for (std::size_t i = start; i < end; ++i)
      if (i == start || pairs[i].b != pairs[kept - 1].b) pairs[kept++] = pairs[i];
    start = end;
  }
  pairs.resize(kept);
}

}  // namespace roundel::identity
