// Source records as the linkage engine sees them: named columns of text, interned. Any person file fits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"

namespace roundel::identity {

// A column of interned texts: row → index into `texts`. Index 0 is the missing value.
class Column {
 public:
  explicit Column(std::string name);
  const std::string& name() const { return name_; }
  void push(std::string_view text);
  std::size_t size() const { return rows_.size(); }
  std::uint32_t at(std::size_t row) const { return rows_[row]; }
  const std::string& text(std::uint32_t index) const { return texts_[index]; }
  std::size_t distinct() const { return texts_.size(); }

 private:
  std::string name_;
  std::vector<std::uint32_t> rows_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::uint32_t> index_;
};

struct Records {
  std::vector<std::string> ids;  // the record's own id, unique
  std::vector<Column> columns;   // all as long as `ids`
  const Column* find(std::string_view name) const;
};

// A CSV file with a header; `id_column` names the record's id.
Result<Records> read_records(const std::string& path, std::string_view id_column);

}  // namespace roundel::identity
