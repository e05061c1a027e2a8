// The rows of a CSV text (RFC 4180: quotes, doubled quotes, CRLF or LF), many at a time, without copying plain cells.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace roundel::identity {

class CsvRows {
 public:
  struct Batch {
    std::size_t rows = 0;
    std::size_t width = 0;
    std::vector<std::string_view> cells;  // row by row; spaces around a cell are not part of it
    std::deque<std::string> unquoted;     // cells that held doubled quotes
    std::string_view cell(std::size_t row, std::size_t column) const { return cells[row * width + column]; }
  };

  // `csv` must outlive the batches.
  CsvRows(std::string_view csv, std::string name) : csv_(csv), name_(std::move(name)) {}
  Result<std::vector<std::string>> header();
  // Up to `most` rows of exactly `width` cells; none at the end. Empty lines are skipped.
  Done read(std::size_t most, std::size_t width, Batch& batch);

 private:
  Done read_row(Batch& batch);
  Result<std::string_view> quoted_cell(Batch& batch);
  Place here() const { return Place{.file = name_, .line = line_}; }

  std::string_view csv_;
  std::string name_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace roundel::identity
