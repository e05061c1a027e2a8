// How two records agree: one level a comparison, packed into one number.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "identity/table.h"

namespace roundel::identity {

// Four bits a comparison: 0 is missing, 1 the first level (exact), and so on; the one after the last is "different".
using Pattern = std::uint64_t;
inline std::size_t level_in(Pattern pattern, std::size_t comparison) { return pattern >> (4 * comparison) & 15U; }
inline std::size_t levels_of(const Comparison& comparison) {
  return comparison.levels.size() + 2;
}  // with missing and different

// The level of two values of the comparison's own column, by value alone (`crossed` looks beyond it). Symmetric.
std::size_t value_level(const Model& model, const Comparison& comparison, const Value& a, const Value& b);

struct RowPair {
  std::uint32_t a = 0;  // rows
  std::uint32_t b = 0;
};

// Compares records of a table; remembers pairs of names, so that each is compared once. Numbers and addresses hardly
// ever meet twice and are not remembered. One a thread.
class Comparer {
 public:
  Comparer(const Model& model, const Table& table);
  // A pattern for each pair. Many pairs at a time are faster than one by one, most of all where they are of near rows.
  void compare(std::span<const RowPair> pairs, std::vector<Pattern>& patterns);
  // Pairs of different values that are remembered, over all comparisons.
  std::size_t values_compared() const;

 private:
  // Two value ids → level, in open addressing. A slot holds 28 bits of each id and the level in the lowest byte.
  class Memory {
   public:
    Memory() : slots_(1024, 0) {}
    std::size_t size() const { return used_; }
    // The slot of the pair; its level is 0 where the pair is new, and must then be put in.
    std::uint64_t& at(std::uint32_t low, std::uint32_t high);
    void fetch(std::uint32_t low, std::uint32_t high) const;  // soon asked for

   private:
    std::size_t first_slot(std::uint64_t key) const { return (key * 0x9E3779B97F4A7C15 >> 24) & (slots_.size() - 1); }
    std::size_t slot_of(std::uint64_t key) const;
    std::vector<std::uint64_t> slots_;
    std::size_t used_ = 0;
  };

  // Two different values, or a date known in part, of one of the pairs that are being compared.
  struct Unlike {
    std::size_t pair = 0;
    std::uint32_t low = 0;
    std::uint32_t high = 0;
  };
  void compare_column(std::size_t comparison, std::span<const RowPair> pairs, std::span<Pattern> patterns);
  std::size_t level_of(std::size_t comparison, std::uint32_t low, std::uint32_t high);

  const Model* model_;
  const Table* table_;
  std::vector<Memory> memory_;    // one a comparison
  std::vector<char> remembered_;  // comparisons of few values with costly levels: names
  std::vector<Unlike> unlike_;
};

// A record that is not in the table, in the same form.
struct Query {
  std::vector<std::string> texts;  // standardised, by the model's columns
  std::vector<std::uint32_t> ids;  // in the table's dictionaries; Column::unknown where never seen
  std::vector<std::uint32_t> sounds;
  std::vector<std::uint64_t> characters;
  std::vector<char> valid;
  std::uint16_t disputed = 0;  // comparisons, see disputed.h
};
Query query_of(const Model& model, const Table& table, const std::vector<std::string>& values);
Query query_of(const Table& table, std::uint32_t row);  // what the row holds, asked again

// One record to look at: a row of the table, or a query.
class RecordView {
 public:
  RecordView(const Table& table, std::size_t row)
      : table_(&table), ids_(table.row(row)), disputed_(table.disputed(row)) {}
  RecordView(const Table& table, const Query& query)
      : table_(&table), query_(&query), ids_(query.ids), disputed_(query.disputed) {}
  std::uint32_t id(std::size_t column) const { return ids_[column]; }
  std::size_t width() const { return ids_.size(); }
  Value value(std::size_t column) const {
    if (!query_) return table_->value(column, ids_[column]);
    return {.id = ids_[column],
            .sound = query_->sounds[column],
            .text = &query_->texts[column],
            .characters = query_->characters[column]};
  }
  bool valid(std::size_t column) const {
    return query_ ? query_->valid[column] != 0 : table_->valid(column, ids_[column]);
  }
  bool disputed(std::size_t comparison) const { return (disputed_ >> comparison & 1U) != 0; }

 private:
  const Table* table_;
  const Query* query_ = nullptr;
  std::span<const std::uint32_t> ids_;
  std::uint16_t disputed_ = 0;
};
// Whether the comparison is of two different identifiers, one of which is disputed: then it says nothing.
inline bool is_void(std::size_t comparison, std::size_t level, const RecordView& a, const RecordView& b) {
  return level > 1 && (a.disputed(comparison) || b.disputed(comparison));
}
// Other forenames and other birth dates, not slips of one another: two people, whatever number they share.
bool unlike_in_name_and_birth(const Model& model, Pattern pattern);
// Two records of which at most one is a query.
Pattern compare(const Model& model, const RecordView& a, const RecordView& b);

}  // namespace roundel::identity
