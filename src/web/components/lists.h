// Facts in rows: summary list, table, tag.
#pragma once

#include <string>
#include <vector>

#include "web/html.h"

namespace roundel::web {

struct RowAction {
  Html text;
  std::string href;
  std::string hidden;  // read aloud after the text: what it is about
};
struct SummaryRow {
  Html key;
  Html value;
  std::vector<RowAction> actions;
  std::string classes;
};
struct SummaryList {
  std::vector<SummaryRow> rows;
  std::string classes;
};
Html summary_list(const SummaryList&);

struct Cell {
  Html content;
  std::string classes;
  bool numeric = false;
  int colspan = 0;
  int rowspan = 0;
};
struct Table {
  std::string caption;
  std::string caption_classes;
  std::vector<Cell> head;
  std::vector<std::vector<Cell>> rows;
  bool first_cell_is_header = false;
  std::string classes;
};
Html table(const Table&);

// A table that may be wider than a telephone: it scrolls by itself, and a keyboard can reach it.
Html scrolling(std::string_view name, const Html& table);

Html tag(const Html& text, std::string_view extra_classes = {});

}  // namespace roundel::web
