#include "intake/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace roundel::intake {
namespace {

using Table = std::vector<std::vector<std::string>>;

struct Seen {
  std::size_t line;
  std::vector<std::string> cells;
  std::string raw;
  bool problem;
};

std::vector<Seen> read(std::string_view content) {
  std::vector<Seen> rows;
  CsvReader reader(content);
  while (reader.next()) {
    const CsvRow& row = reader.row();
    EXPECT_EQ(row.number, rows.size());
    rows.push_back({row.line, {row.cells.begin(), row.cells.end()}, std::string(row.raw), row.problem != nullptr});
  }
  EXPECT_EQ(reader.position(), content.size());
  return rows;
}

std::vector<std::string> cells(std::string_view content) {
  const auto rows = read(content);
  return rows.size() == 1 && !rows[0].problem ? rows[0].cells : std::vector<std::string>{"not one row"};
}

using Cells = std::vector<std::string>;

TEST(Csv, splits_a_row_at_commas_and_keeps_empty_cells) {
  EXPECT_EQ(cells("a,,c,"), (Cells{"a", "", "c", ""}));
  EXPECT_EQ(cells("a"), (Cells{"a"}));
  EXPECT_EQ(cells(",\n"), (Cells{"", ""}));
}

TEST(Csv, takes_quotes_commas_and_line_ends_inside_a_quoted_cell) {
  EXPECT_EQ(cells("\"a,b\",\"c\nd\",\"say \"\"no\"\"\"\n"), (Cells{"a,b", "c\nd", "say \"no\""}));
  EXPECT_EQ(cells("\"\",\"\"\"\""), (Cells{"", "\""}));
}

TEST(Csv, takes_quotes_in_a_cell_that_does_not_start_with_one_as_they_stand) {
  EXPECT_EQ(cells("5\" nail,x"), (Cells{"5\" nail", "x"}));
}

TEST(Csv, reads_a_file_with_byte_order_mark_and_windows_line_ends) {
  const auto rows = read("\xEF\xBB\xBFid,name\r\n1,\"Ann\"\r\n2,Bob");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].cells, (Cells{"id", "name"}));
  EXPECT_EQ(rows[1].cells, (Cells{"1", "Ann"}));
  EXPECT_EQ(rows[1].raw, "1,\"Ann\"");
  EXPECT_EQ(rows[2].cells, (Cells{"2", "Bob"}));
}

TEST(Csv, counts_the_physical_line_on_which_each_row_starts) {
  const auto rows = read("h,k\n\"two\nlines\",b\n\n\r\nc,d\n");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].line, 2U);
  EXPECT_EQ(rows[2].line, 6U) << "after a row of two lines and two blank lines";
}

TEST(Csv, a_quote_that_never_closes_costs_one_line_and_not_the_rest_of_the_file) {
  const auto rows = read("h,k\na,\"open\nb,c\nd,e\n");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_TRUE(rows[1].problem);
  EXPECT_EQ(rows[1].raw, "a,\"open");
  EXPECT_EQ(rows[2].cells, (Cells{"b", "c"}));
  EXPECT_EQ(rows[3].line, 4U);
}

TEST(Csv, text_after_a_closing_quote_is_a_problem_of_its_line) {
  const auto rows = read("\"a\"b,c\r\nd,e\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_TRUE(rows[0].problem);
  EXPECT_EQ(rows[0].raw, "\"a\"b,c");
  EXPECT_EQ(rows[1].cells, (Cells{"d", "e"}));
}

TEST(Csv, an_endless_quoted_cell_is_given_up_at_the_longest_row) {
  const std::string content = "\"" + std::string(CsvReader::longest_row + 10, 'x') + "\"\nnext\n";
  const auto rows = read(content);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_TRUE(rows[0].problem);
  EXPECT_EQ(rows[1].cells, (Cells{"next"}));
}

TEST(Csv, an_empty_file_has_no_rows) {
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("\r\n\n").empty());
  EXPECT_TRUE(read("\xEF\xBB\xBF").empty());
}

std::string quoted(const std::string& cell) {
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

RC_GTEST_PROP(Csv, any_table_written_as_csv_reads_back_equal, ()) {
  const auto width = *rc::gen::inRange<std::size_t>(2, 6);
  const auto cell = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,\"\n\r é")));
  const Table table = *rc::gen::container<Table>(rc::gen::container<Cells>(width, cell));
  const bool windows = *rc::gen::arbitrary<bool>();
  std::string content;
  for (const Cells& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool must = row[i].find_first_of(",\"\n\r") != std::string::npos;
      content += (i > 0 ? "," : "") + (must || *rc::gen::arbitrary<bool>() ? quoted(row[i]) : row[i]);
    }
    content += windows ? "\r\n" : "\n";
  }
  Table again;
  CsvReader reader(content);
  while (reader.next()) {
    RC_ASSERT(reader.row().problem == nullptr);
    again.emplace_back(reader.row().cells.begin(), reader.row().cells.end());
  }
  RC_ASSERT(again == table);
}

}  // namespace
}  // namespace roundel::intake
