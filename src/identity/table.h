// Source records in the form the engine works on: standardised values as small numbers, a record's side by side.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "identity/model.h"
#include "identity/records.h"

namespace roundel::identity {

// One value of one record, with what comparisons need of it.
struct Value {
  std::uint32_t id = 0;  // 0 is missing; equal ids are equal texts
  std::uint32_t sound = 0;
  const std::string* text = nullptr;
  std::uint64_t characters = ~std::uint64_t{0};  // see similarity.h; all, where not worked out
};

class Table {
 public:
  explicit Table(const Model& model);
  static Table of(const Records& records, const Model& model, unsigned threads);

  std::size_t rows() const { return row_hashes_.size(); }
  std::size_t width() const { return columns_.size(); }
  std::span<const std::uint32_t> row(std::size_t row) const {
    return {cells_.data() + row * columns_.size(), columns_.size()};
  }
  Value value(std::size_t column, std::uint32_t id) const {
    const Standard& standard = columns_[column];
    return {.id = id,
            .sound = standard.sounds.empty() ? 0 : standard.sounds[id],
            .text = &standard.values.text(id),
            .characters = standard.characters[id]};
  }
  void fetch(std::size_t column, std::uint32_t id) const {  // the value is soon asked for
    __builtin_prefetch(&columns_[column].values.text(id));
    __builtin_prefetch(&columns_[column].characters[id]);
  }
  const Column& dictionary(std::size_t column) const { return columns_[column].values; }
  DateOrder date_order(std::size_t column) const { return columns_[column].order; }
  // How many records have the value; 0 for one that was never seen.
  std::uint32_t count(std::size_t column, std::uint32_t id) const {
    return id < columns_[column].counts.size() ? columns_[column].counts[id] : 0;
  }
  // The share of records with a value in the column that have this one; at least one record's share.
  double frequency(std::size_t column, std::uint32_t id) const;
  // Natural logarithm of how many records have a value in the column.
  double log_filled(std::size_t column) const { return columns_[column].log_filled; }
  // An identifier with a right check digit; other kinds of value are always valid.
  bool valid(std::size_t column, std::uint32_t id) const { return columns_[column].valid[id] != 0; }
  // A date known in part: two such are not "exact" however alike they look.
  bool partial(std::size_t column, std::uint32_t id) const { return columns_[column].valid[id] == 2; }
  // Identifiers of the record that are plainly somebody else's, a bit a comparison (see disputed.h).
  std::uint16_t disputed(std::size_t row) const { return row < disputed_.size() ? disputed_[row] : 0; }
  void set_disputed(std::size_t row, std::uint16_t comparisons);
  // A hash of the record's own id: an order of records that does not depend on the file's.
  std::uint64_t row_hash(std::size_t row) const { return row_hashes_[row]; }

  // One more record; `values` in the order of the model's `sources`.
  std::uint32_t append(const std::string& id, const std::vector<std::string>& values, const Model& model);
  // Room for a tenth more records, so that adding one does not move all.
  void make_room();
  // Other values for a record.
  void replace(std::uint32_t row, const std::vector<std::string>& values, const Model& model);

 private:
  struct Standard {
    Column values;
    std::vector<std::uint32_t> counts;
    std::vector<std::uint32_t> sounds;  // empty where the column has no names
    std::vector<std::uint64_t> characters;
    std::vector<char> valid;  // 0 no, 1 yes, 2 yes but a date known in part
    DateOrder order = DateOrder::day_first;
    std::uint64_t filled = 0;  // records that have a value
    double log_filled = 0;
  };
  static std::uint32_t intern(Standard& column, const std::string& text, const ColumnSpec& spec);
  static void set_filled(Standard& column, std::uint64_t records);
  std::uint32_t take(std::size_t column, const std::vector<std::string>& values, const Model& model);
  static void fill_column(const Records& records, const ColumnSpec& spec, Standard& column,
                          std::vector<std::uint32_t>& out, std::size_t at, std::size_t stride);

  std::vector<Standard> columns_;
  std::vector<std::uint32_t> cells_;  // row by row
  std::vector<std::uint64_t> row_hashes_;
  std::vector<std::uint16_t> disputed_;  // as far as some row has any
};

// A column's standard text from the file's values; empty where missing or one of the column's not-values.
std::string standard_text(const ColumnSpec& spec, const std::vector<std::string_view>& values, DateOrder order);

// The values of the model's sources for one column, picked from `values` (in the order of the sources).
std::vector<std::string_view> values_for(const ColumnSpec& spec, const Model& model,
                                         const std::vector<std::string>& values);

}  // namespace roundel::identity
