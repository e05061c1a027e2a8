#include <algorithm>
#include <numeric>

#include "identity/learn.h"
#include "identity/parallel.h"

namespace roundel::identity {
namespace {

constexpr std::size_t sampled_records = 1000;

// The records with the smallest hashes of their ids: a sample that does not depend on the file's order.
std::vector<std::uint32_t> sample(const Table& table) {
  std::vector<std::uint32_t> rows(table.rows());
  std::iota(rows.begin(), rows.end(), 0U);
  const auto first = [&](std::uint32_t a, std::uint32_t b) { return table.row_hash(a) < table.row_hash(b); };
  const std::size_t size = std::min(sampled_records, rows.size());
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(size), rows.end(), first);
  rows.resize(size);
  return rows;
}

// The chance that two records with a value have the same one.
double chance_of_agreement(const Table& table, std::size_t column) {
  double filled = 0;
  double pairs = 0;
  for (std::uint32_t id = 1; id < table.dictionary(column).distinct(); ++id) {
    const double count = table.count(column, id);
    filled += count;
    pairs += count * (count - 1);
  }
  return filled < 2 ? 0 : pairs / (filled * (filled - 1));
}

using Counts = std::vector<std::vector<double>>;

Counts count_levels(const Model& model, const Table& table, const std::vector<std::uint32_t>& rows, unsigned thread,
                    unsigned threads) {
  Counts counts;
  for (const Comparison& comparison : model.comparisons) counts.emplace_back(levels_of(comparison), 0.0);
  Comparer comparer(model, table);
  std::vector<RowPair> pairs;
  std::vector<Pattern> patterns;
  for (std::size_t i = thread; i < rows.size(); i += threads) {
    pairs.clear();
    for (std::size_t j = i + 1; j < rows.size(); ++j) pairs.push_back({.a = rows[i], .b = rows[j]});
    comparer.compare(pairs, patterns);
    for (const Pattern pattern : patterns)
      for (std::size_t c = 0; c < counts.size(); ++c) ++counts[c][level_in(pattern, c)];
  }
  return counts;
}

}  // namespace

Distribution random_pairs(const Model& model, const Table& table, unsigned threads) {
  const auto rows = sample(table);
  std::vector<Counts> counted(threads);
  in_parallel(threads, [&](unsigned thread) { counted[thread] = count_levels(model, table, rows, thread, threads); });
  Distribution shares;
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    std::vector<double> counts(levels_of(model.comparisons[c]), 0);
    for (const Counts& part : counted)
      for (std::size_t level = 0; level < counts.size(); ++level) counts[level] += part[c][level];
    // Half a pair for levels that the sample did not show; the last, "different", takes what is left.
    const double exact = std::max(chance_of_agreement(table, model.comparisons[c].column), 1e-9);
    double near = 0;
    for (std::size_t level = 2; level < counts.size(); ++level) near += counts[level] + 0.5;
    std::vector<double> share(counts.size(), 0);
    share[1] = exact;
    for (std::size_t level = 2; level < counts.size(); ++level)
      share[level] = (1 - exact) * (counts[level] + 0.5) / near;
    shares.push_back(std::move(share));
  }
  return shares;
}

}  // namespace roundel::identity
