// Source records as the linkage engine sees them: named columns of text, interned. Any person file fits.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace roundel::identity {

// A column of interned texts: row → index into `texts`. Index 0 is the missing value.
class Column {
 public:
  explicit Column(std::string name);
  const std::string& name() const { return name_; }
  void push(std::string_view text);
  void push(std::span<const std::string_view> texts);  // a row each, faster than one by one
  bool set(std::size_t row, std::string_view text);    // whether that is another value than before
  std::size_t size() const { return rows_.size(); }
  std::uint32_t at(std::size_t row) const { return rows_[row]; }
  const std::string& text(std::uint32_t index) const { return texts_[index]; }
  std::size_t distinct() const { return texts_.size(); }

  // The dictionary alone: the index of `text`, given a new one where it is not yet known. Adds no row.
  std::uint32_t intern(std::string_view text);
  static constexpr std::uint32_t unknown = 0xFFFFFFFF;
  std::uint32_t index_of(std::string_view text) const;  // `unknown` where it was never seen

 private:
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  std::uint32_t intern(std::string_view text, std::uint32_t hash);
  void grow();

  std::string name_;
  std::vector<std::uint32_t> rows_;
  std::vector<std::string> texts_;
  std::vector<std::uint64_t> slots_;  // open addressing over texts_: the hash, below it the index; 0 is free
};

struct Records {
  std::vector<std::string> ids;  // the record's own id, unique
  std::vector<Column> columns;   // all as long as `ids`
  const Column* find(std::string_view name) const;
};

// A CSV file with a header; `id_column` names the record's id. Where `only` is not empty, other columns are skipped.
// Errors name the row and the column, never a value. Ids must be there and unique.
Result<Records> read_records(const std::string& path, std::string_view id_column,
                             const std::vector<std::string>& only = {}, unsigned threads = 1);
// The same from text; `name` is what errors call the file.
Result<Records> parse_records(std::string_view csv, const std::string& name, std::string_view id_column,
                              const std::vector<std::string>& only = {}, unsigned threads = 1);

}  // namespace roundel::identity
