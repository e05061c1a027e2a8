#include "identity/blocking.h"

#include <algorithm>

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
  std::vector<std::uint64_t> keys(table.rows(), 1);
  for (const BlockPart& part : rule) {
    const Column& values = table.dictionary(part.column);
    std::vector<std::uint64_t> hashes(values.distinct());
    for (std::uint32_t id = 1; id < values.distinct(); ++id) hashes[id] = part_hash(values.text(id), part.part);
    for (std::size_t row = 0; row < keys.size(); ++row)
      keys[row] = joined_key(keys[row], hashes[table.row(row)[part.column]]);
  }
  return keys;
}

// Rows with a key, by key. They are put into buckets by its first bits before they are sorted, which stays in the
// cache.
std::vector<std::pair<std::uint64_t, std::uint32_t>> by_key(const std::vector<std::uint64_t>& keys) {
  constexpr unsigned shift = 64 - 12;
  std::vector<std::size_t> ends((std::size_t{1} << 12) + 1, 0);
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

// Rows by key, without blocks of one record and those above the limit.
std::vector<std::uint32_t> sorted_rows(std::vector<std::uint64_t>& keys, std::size_t largest_block) {
  const auto order = by_key(keys);
  std::vector<std::uint32_t> rows;
  for (std::size_t start = 0; start < order.size();) {
    std::size_t end = start;
    while (end < order.size() && order[end].first == order[start].first) ++end;
    for (std::size_t i = start; i < end; ++i) {
      if (end - start > largest_block) {
        keys[order[i].second] = 0;
      } else if (end - start > 1) {
        rows.push_back(order[i].second);
      }
    }
    start = end;
  }
  return rows;
}

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

BlockKeys block_keys(const Table& table, const Model& model, unsigned threads) {
  BlockKeys keys;
  keys.rules = model.rules.size();
  keys.of.resize(table.rows() * keys.rules);
  keys.sorted.resize(model.rules.size());
  std::vector<std::vector<std::uint64_t>> by_rule(keys.rules);
  in_parallel(threads, [&](unsigned thread) {
    for (std::size_t rule = thread; rule < keys.rules; rule += threads) {
      by_rule[rule] = keys_of_rule(table, model.rules[rule]);
      keys.sorted[rule] = sorted_rows(by_rule[rule], model.largest_block);
    }
  });
  in_parallel(threads, [&](unsigned thread) {  // a row's keys side by side
    for (std::size_t row = table.rows() * thread / threads; row < table.rows() * (thread + 1) / threads; ++row)
      for (std::size_t rule = 0; rule < keys.rules; ++rule) keys.of[row * keys.rules + rule] = by_rule[rule][row];
  });
  return keys;
}

}  // namespace roundel::identity
