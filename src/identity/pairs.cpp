#include "identity/pairs.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "identity/disputed.h"
#include "identity/parallel.h"

namespace roundel::identity {
namespace {

// Logarithms of small counts, which most values have: working one out is slower than looking it up.
class LogOfCounts {
 public:
  LogOfCounts() {
    for (std::size_t count = 1; count < logs_.size(); ++count) logs_[count] = std::log(static_cast<double>(count));
  }
  double of(std::uint32_t count) const {
    return count < logs_.size() ? logs_[count] : std::log(static_cast<double>(count));
  }

 private:
  std::array<double, 4096> logs_{};
};

// One thread's pairs; their patterns by first appearance.
class Batch {
 public:
  std::vector<ComparedPair> pairs;
  std::vector<PatternCount> patterns;

  void add(std::uint32_t a, std::uint32_t b, Pattern pattern) {
    const std::uint32_t index = index_of(pattern);
    ++patterns[index].count;
    pairs.push_back({.a = a, .b = b, .pattern = index});
  }

 private:
  std::size_t slot_of(Pattern pattern) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = (pattern * 0x9E3779B97F4A7C15) >> 40 & mask;
    while (slots_[slot] != 0 && patterns[slots_[slot] - 1].pattern != pattern) slot = (slot + 1) & mask;
    return slot;
  }
  std::uint32_t index_of(Pattern pattern) {
    std::size_t slot = slot_of(pattern);
    if (slots_[slot] != 0) return slots_[slot] - 1;
    patterns.push_back({.pattern = pattern});
    slots_[slot] = static_cast<std::uint32_t>(patterns.size());
    if (patterns.size() * 2 > slots_.size() && slots_.size() < std::size_t{1} << 24) {
      slots_.assign(slots_.size() * 2, 0);
      for (std::uint32_t i = 0; i < patterns.size(); ++i) slots_[slot_of(patterns[i].pattern)] = i + 1;
    }
    return static_cast<std::uint32_t>(patterns.size() - 1);
  }

  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(1 << 12, 0);  // open addressing; 0 is free
};

// All patterns in one order, by their own number, so that sums over them do not depend on the file's order.
ComparedPairs put_together(std::vector<Batch>& parts) {
  ComparedPairs all;
  std::size_t pairs = 0;
  for (const Batch& part : parts) {
    all.patterns.insert(all.patterns.end(), part.patterns.begin(), part.patterns.end());
    pairs += part.pairs.size();
  }
  std::sort(all.patterns.begin(), all.patterns.end(),
            [](const auto& x, const auto& y) { return x.pattern < y.pattern; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.patterns.size(); ++i) {
    if (kept > 0 && all.patterns[kept - 1].pattern == all.patterns[i].pattern) {
      all.patterns[kept - 1].count += all.patterns[i].count;
    } else {
      all.patterns[kept++] = all.patterns[i];
    }
  }
  all.patterns.resize(kept);
  all.pairs.reserve(pairs);
  for (Batch& part : parts) {
    std::vector<std::uint32_t> moved;
    for (const PatternCount& p : part.patterns) {
      const auto found = std::lower_bound(all.patterns.begin(), all.patterns.end(), p.pattern,
                                          [](const PatternCount& x, Pattern y) { return x.pattern < y; });
      moved.push_back(static_cast<std::uint32_t>(found - all.patterns.begin()));
    }
    for (const ComparedPair& pair : part.pairs)
      all.pairs.push_back({.a = pair.a, .b = pair.b, .pattern = moved[pair.pattern]});
    part = Batch();
  }
  return all;
}

}  // namespace

ComparedPairs compare_pairs(const Table& table, const Model& model, unsigned threads, const Progress& progress) {
  if (progress) progress("blocking", 0, model.rules.size());
  const CandidatePairs candidates = CandidatePairs::of(table, model, threads);
  if (progress) progress("comparing", 0, model.rules.size());
  std::vector<Batch> parts(threads);
  in_parallel(threads, [&](unsigned thread) {
    Comparer comparer(model, table);
    std::vector<Pattern> patterns;
    candidates.each(thread, threads, [&](std::span<const RowPair> pairs) {
      comparer.compare(pairs, patterns);
      for (std::size_t i = 0; i < pairs.size(); ++i) parts[thread].add(pairs[i].a, pairs[i].b, patterns[i]);
    });
  });
  return put_together(parts);
}

double rarity(const Scoring& scoring, Pattern pattern, const RecordView& a, const RecordView& b) {
  static const LogOfCounts log_of_counts;
  double sum = 0;
  for (std::size_t c = 0; c < scoring.model->comparisons.size(); ++c) {
    const Comparison& comparison = scoring.model->comparisons[c];
    const std::size_t level = level_in(pattern, c);
    if (!comparison.frequency || level == 0 || level > comparison.levels.size()) continue;
    const std::size_t column = comparison.column;
    const std::uint32_t count =
        std::max({1U, scoring.table->count(column, a.id(column)), scoring.table->count(column, b.id(column))});
    const double exact =
        log_of_counts.of(count) - scoring.table->log_filled(column) - scoring.parameters->log_by_chance(c);
    if (level == 1) {
      sum += exact;
    } else {
      const double most = scoring.parameters->weight(c, 1) - exact;
      sum += std::max(0.0, scoring.parameters->weight(c, level) - std::max(most, 0.0));
    }
  }
  return sum;
}

double log_odds(const Scoring& scoring, Pattern pattern, const RecordView& a, const RecordView& b) {
  return scoring.parameters->log_odds(pattern, rarity(scoring, pattern, a, b));
}

Learned learn_from(Table& table, const Model& model, unsigned threads, const Progress& progress,
                   const Parameters* known) {
  Learned learned{.compared = compare_pairs(table, model, threads, progress), .parameters = {}};
  if (progress) progress("learning", 0, learned.compared.patterns.size());
  const auto records = static_cast<double>(table.rows());
  learned.parameters = known != nullptr ? known->for_records(records)
                                        : learn(model,
                                                {.patterns = learned.compared.patterns,
                                                 .random_pairs = random_pairs(model, table, threads),
                                                 .all_pairs = records * (records - 1) / 2,
                                                 .records = records},
                                                threads);
  set_disputed(table, model, learned.parameters, learned.compared);
  return learned;
}

double probability(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

}  // namespace roundel::identity
