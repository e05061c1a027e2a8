#include "web/components/lists.h"

namespace roundel::web {
namespace {

Html action_link(const RowAction& action) {
  return element(
      "a", {{"class", "govuk-link"}, {"href", action.href}}, action.text,
      action.hidden.empty() ? Html() : element("span", {{"class", "govuk-visually-hidden"}}, " ", action.hidden));
}

Html actions_of(const SummaryRow& row) {
  if (row.actions.empty()) return {};
  if (row.actions.size() == 1) {
    return element("dd", {{"class", "govuk-summary-list__actions"}}, action_link(row.actions.front()));
  }
  return element(
      "dd", {{"class", "govuk-summary-list__actions"}},
      element("ul", {{"class", "govuk-summary-list__actions-list"}}, each(row.actions, [](const RowAction& action) {
                return element("li", {{"class", "govuk-summary-list__actions-list-item"}}, action_link(action));
              })));
}

Attribute span(Name name, int count) { return Attribute(name, count).when(count > 0); }

Html head_cell(const Cell& cell) {
  const std::string style =
      classes(classes("govuk-table__header", cell.numeric ? "govuk-table__header--numeric" : ""), cell.classes);
  return element("th",
                 {{"scope", "col"}, {"class", style}, span("colspan", cell.colspan), span("rowspan", cell.rowspan)},
                 cell.content);
}

Html body_cell(const Cell& cell, bool header) {
  if (header) {
    return element("th",
                   {{"scope", "row"},
                    {"class", classes("govuk-table__header", cell.classes)},
                    span("colspan", cell.colspan),
                    span("rowspan", cell.rowspan)},
                   cell.content);
  }
  const std::string style =
      classes(classes("govuk-table__cell", cell.numeric ? "govuk-table__cell--numeric" : ""), cell.classes);
  return element("td", {{"class", style}, span("colspan", cell.colspan), span("rowspan", cell.rowspan)}, cell.content);
}

}  // namespace

Html summary_list(const SummaryList& list) {
  bool any_actions = false;
  for (const SummaryRow& row : list.rows) any_actions = any_actions || !row.actions.empty();
  return element(
      "dl", {{"class", classes("govuk-summary-list", list.classes)}}, each(list.rows, [&](const SummaryRow& row) {
        const bool lacks = any_actions && row.actions.empty();
        const std::string style = classes(
            classes("govuk-summary-list__row", lacks ? "govuk-summary-list__row--no-actions" : ""), row.classes);
        return element("div", {{"class", style}}, element("dt", {{"class", "govuk-summary-list__key"}}, row.key),
                       element("dd", {{"class", "govuk-summary-list__value"}}, row.value), actions_of(row));
      }));
}

Html table(const Table& table) {
  Html caption;
  if (!table.caption.empty()) {
    caption = element("caption", {{"class", classes("govuk-table__caption", table.caption_classes)}}, table.caption);
  }
  Html head;
  if (!table.head.empty()) {
    head = element("thead", {{"class", "govuk-table__head"}},
                   element("tr", {{"class", "govuk-table__row"}}, each(table.head, head_cell)));
  }
  const Html rows = each(table.rows, [&](const std::vector<Cell>& row) {
    bool first = true;
    return element("tr", {{"class", "govuk-table__row"}}, each(row, [&](const Cell& cell) {
                     const bool header = std::exchange(first, false) && table.first_cell_is_header;
                     return body_cell(cell, header);
                   }));
  });
  return element("table", {{"class", classes("govuk-table", table.classes)}}, caption, head,
                 element("tbody", {{"class", "govuk-table__body"}}, rows));
}

Html scrolling(std::string_view name, const Html& table) {
  return element("div", {{"class", "roundel-scrolling"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", name}},
                 table);
}

Html tag(const Html& text, std::string_view extra_classes) {
  return element("strong", {{"class", classes("govuk-tag", extra_classes)}}, text);
}

}  // namespace roundel::web
