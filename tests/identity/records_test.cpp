#include "identity/records.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace roundel::identity {
namespace {

TEST(Records, AreReadWithQuotesLineEndsAndEmptyCells) {
  const auto records = parse_records(
      "\xEF\xBB\xBFid,name, note\r\n1,\"Smith, \"\"Jo\"\"\",x\r\n\r\n2,,\"two\nlines\"\n3, Ann ,", "people.csv", "id");
  ASSERT_TRUE(records) << records.error().text();
  EXPECT_EQ(records->ids, (std::vector<std::string>{"1", "2", "3"}));
  const Column& name = *records->find("name");
  EXPECT_EQ(name.text(name.at(0)), "Smith, \"Jo\"");
  EXPECT_EQ(name.at(1), 0U) << "index 0 is the missing value";
  EXPECT_EQ(name.text(name.at(2)), "Ann");
  const Column& note = *records->find("note");
  EXPECT_EQ(note.text(note.at(1)), "two\nlines");
  EXPECT_EQ(records->find("id"), nullptr);
}

TEST(Records, AnErrorNamesTheLineAndNoValue) {
  const auto error_of = [](std::string_view csv) {
    const auto records = parse_records(csv, "people.csv", "id");
    return records ? std::string("none") : records.error().text();
  };
  EXPECT_EQ(error_of("id,name\n1,Ann\n2,Bob,extra\n"), "people.csv:3: the row has 3 cells (expected 2, as the header)");
  EXPECT_NE(error_of("id,name\n1,\"Ann\n").find("people.csv:2: a quoted cell is never closed"), std::string::npos);
  EXPECT_NE(error_of("id,name\n1,\"Ann\" x\n").find("text follows a closing quote"), std::string::npos);
  EXPECT_NE(error_of("name\nAnn\n").find("no column 'id'"), std::string::npos);
  EXPECT_NE(error_of("id,name\n1,Ann\n1,Bob\n").find("record 2 has the id of record 1"), std::string::npos);
  EXPECT_NE(error_of("id,name\n,Ann\n").find("record 1 has no id"), std::string::npos);
  EXPECT_NE(error_of("id,a,a\n").find("'a' twice"), std::string::npos);
  EXPECT_NE(error_of("").find("empty"), std::string::npos);
}

TEST(Records, OnlyTheNamedColumnsAreKept) {
  const auto records = parse_records("id,a,b\n1,x,y\n", "people.csv", "id", {"b"});
  ASSERT_TRUE(records);
  EXPECT_EQ(records->columns.size(), 1U);
  EXPECT_FALSE(parse_records("id,a\n1,x\n", "people.csv", "id", {"b"}));
}

RC_GTEST_PROP(Records, WhatIsWrittenInQuotesIsReadAgain, (const std::vector<std::string>& cells)) {
  std::string csv = "id,cell\n";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    csv += std::to_string(i) + ",\"";
    for (const char c : cells[i]) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
    csv += "\"\n";
  }
  const auto one = parse_records(csv, "x.csv", "id", {}, 1);
  const auto two = parse_records(csv, "x.csv", "id", {}, 2);
  RC_ASSERT(one.has_value() && two.has_value());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string wanted = cells[i];
    while (!wanted.empty() && (wanted.front() == ' ' || wanted.front() == '\t')) wanted.erase(0, 1);
    while (!wanted.empty() && (wanted.back() == ' ' || wanted.back() == '\t' || wanted.back() == '\r'))
      wanted.pop_back();
    RC_ASSERT(one->columns[0].text(one->columns[0].at(i)) == wanted);
    RC_ASSERT(two->columns[0].text(two->columns[0].at(i)) == wanted);
  }
}

RC_GTEST_PROP(Column, GivesEqualTextsOneIndex, (const std::vector<std::string>& texts)) {
  Column column("x");
  for (const std::string& text : texts) column.push(text);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    RC_ASSERT(column.text(column.at(i)) == texts[i]);
    RC_ASSERT(column.index_of(texts[i]) == column.at(i));
    for (std::size_t j = 0; j < i; ++j) RC_ASSERT((texts[i] == texts[j]) == (column.at(i) == column.at(j)));
  }
  RC_ASSERT(column.index_of("a text that no generator makes") == Column::unknown);
}

}  // namespace
}  // namespace roundel::identity
