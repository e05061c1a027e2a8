// Rows of a CSV file (RFC 4180), read in place: a cell is a view into the content unless it holds doubled quotes.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace roundel::intake {

struct CsvRow {
  std::size_t line = 0;    // physical line on which the row starts, from 1
  std::size_t number = 0;  // rows before it that were not blank; the header is 0, the first data row 1
  std::string_view raw;    // as it stood, without the line end
  std::vector<std::string_view> cells;
  const char* problem = nullptr;  // what is wrong with its quotes; nullptr: nothing. Then `cells` is empty
};

// Takes a byte-order mark, LF and CRLF, quoted cells with separators and line ends in them, and quotes inside a cell
// that does not start with one. Blank lines are no rows. A row whose quotes do not pair is given with its problem and
// ends at the end of its first line, so that one stray quote costs one row and not the rest of the file.
class CsvReader {
 public:
  // The content must outlive the reader.
  explicit CsvReader(std::string_view content);

  // Steps to the next row; false at the end. The row and its cells live until the next step.
  bool next();
  const CsvRow& row() const { return row_; }
  // How much of the content has been read, in bytes.
  std::size_t position() const { return at_; }

  // A longer row is taken for one with a quote that never closes: it bounds the time that such a quote can cost.
  static constexpr std::size_t longest_row = 1U << 20;

 private:
  bool read_row();
  bool read_quoted_cell();
  void read_plain_cell();
  void give_up(const char* problem, std::size_t start);
  void skip_blank_lines();

  std::string_view content_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t rows_ = 0;
  CsvRow row_;
  std::deque<std::string> unescaped_;  // the cells of this row that hold doubled quotes; a deque keeps views valid
};

}  // namespace roundel::intake
