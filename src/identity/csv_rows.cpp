#include "identity/csv_rows.h"

#include <fmt/format.h>

#include "core/text.h"

namespace roundel::identity {
namespace {

std::string_view without_spaces(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t' || cell.back() == '\r')) cell.remove_suffix(1);
  return cell;
}

}  // namespace

Result<std::vector<std::string>> CsvRows::header() {
  if (csv_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;  // the mark that spreadsheets put before UTF-8
  Batch batch;
  if (at_ >= csv_.size()) return fail(Fault::bad_input, "the file is empty", "a header row", here());
  if (const auto read = read_row(batch); !read) return fail(read.error());
  return std::vector<std::string>(batch.cells.begin(), batch.cells.end());
}

Done CsvRows::read(std::size_t most, std::size_t width, Batch& batch) {
  batch.cells.clear();
  batch.unquoted.clear();
  batch.rows = 0;
  batch.width = width;
  while (batch.rows < most && at_ < csv_.size()) {
    if (csv_[at_] == '\n' || csv_.substr(at_, 2) == "\r\n") {
      at_ += csv_[at_] == '\n' ? 1U : 2U;
      ++line_;
      continue;
    }
    const int line = line_;
    const std::size_t before = batch.cells.size();
    if (const auto row = read_row(batch); !row) return row;
    if (batch.cells.size() - before != width)
      return fail(Fault::bad_input, fmt::format("the row has {} cells", batch.cells.size() - before),
                  fmt::format("{}, as the header", width), Place{.file = name_, .line = line});
    ++batch.rows;
  }
  return {};
}

Done CsvRows::read_row(Batch& batch) {
  const std::size_t size = csv_.size();
  for (;;) {
    std::size_t start = at_;
    while (start < size && (csv_[start] == ' ' || csv_[start] == '\t')) ++start;
    if (start < size && csv_[start] == '"') {
      at_ = start + 1;
      const auto cell = quoted_cell(batch);
      if (!cell) return fail(cell.error());
      batch.cells.push_back(*cell);
    } else {
      std::size_t end = start;
      while (end < size && csv_[end] != ',' && csv_[end] != '\n') ++end;
      batch.cells.push_back(without_spaces(csv_.substr(start, end - start)));
      at_ = end;
    }
    if (at_ >= size) return {};
    if (csv_[at_++] == '\n') {
      ++line_;
      return {};
    }
  }
}

// After the opening quote; leaves `at_` on the comma, the line's end or the text's end.
Result<std::string_view> CsvRows::quoted_cell(Batch& batch) {
  const std::size_t start = at_;
  const int line = line_;
  bool doubled = false;
  for (;;) {
    const std::size_t quote = csv_.find('"', at_);
    if (quote == std::string_view::npos)
      return fail(Fault::bad_input, "a quoted cell is never closed", "a closing quote",
                  Place{.file = name_, .line = line});
    for (std::size_t i = at_; i < quote; ++i) line_ += csv_[i] == '\n' ? 1 : 0;
    at_ = quote + 1;
    if (at_ >= csv_.size() || csv_[at_] != '"') break;
    doubled = true;
    ++at_;
  }
  std::string_view cell = csv_.substr(start, at_ - 1 - start);
  if (doubled) {
    std::string& plain = batch.unquoted.emplace_back();
    for (std::size_t i = 0; i < cell.size(); ++i) {
      plain.push_back(cell[i]);
      if (cell[i] == '"') ++i;
    }
    cell = plain;
  }
  while (at_ < csv_.size() && (csv_[at_] == ' ' || csv_[at_] == '\t' || csv_[at_] == '\r')) ++at_;
  if (at_ < csv_.size() && csv_[at_] != ',' && csv_[at_] != '\n')
    return fail(Fault::bad_input, "text follows a closing quote", "a comma or the end of the row", here());
  return without_spaces(cell);
}

}  // namespace roundel::identity
