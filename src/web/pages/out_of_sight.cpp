// Children with an open need whom nobody has seen for too long.
#include "web/pages/out_of_sight.h"

#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

std::string seen_words(const service::OutOfSightRow& row) {
  if (!row.last_seen)
    return fmt::format("Never seen, as far as anybody recorded. Open since {}", row.open_since.text());
  if (*row.last_seen < row.open_since)
    return fmt::format("Last seen {}, before the need was opened on {}", row.last_seen->text(), row.open_since.text());
  return fmt::format("Last seen {}", row.last_seen->text());
}

std::vector<Cell> cells_of(const service::OutOfSightRow& row) {
  std::string agencies;
  for (const std::string& agency : row.agencies) agencies += (agencies.empty() ? "" : ", ") + agency;
  return {{.content =
               all(link(child_path(row.child), row.name), " ", element("span", {{"class", "roundel-quiet"}}, row.age))},
          {.content = seen_words(row)},
          {.content = fmt::format("{}: at most {} days, {} have passed", row.rule.name, row.rule.days, row.days)},
          {.content = agencies}};
}

std::string how_many(const service::OutOfSightPage& page) {
  const std::string with_need =
      fmt::format("{} {} you work with {} an open need", page.with_open_need,
                  page.with_open_need == 1 ? "child" : "children", page.with_open_need == 1 ? "has" : "have");
  if (page.rows.empty()) return with_need + ".";
  return fmt::format(
      "{}. Nobody is recorded to have seen {} for longer than their plan, age or need allows. Longest "
      "unseen first.",
      with_need, page.rows.size() == 1 ? "one of them" : fmt::format("{} of them", page.rows.size()));
}

Html rules_table(const std::vector<SightRule>& rules) {
  std::vector<std::vector<Cell>> rows;
  for (const SightRule& rule : rules)
    rows.push_back(
        {{.content = rule.name},
         {.content = fmt::format("{} days", rule.days)},
         {.content = all(rule.source, rule.confirmed ? Html() : all(". ", bold("Not confirmed. "), rule.note))}});
  return table({.caption = "How long a child may go unseen",
                .caption_classes = "govuk-visually-hidden",
                .head = {{.content = "Who"}, {.content = "At most"}, {.content = "Source"}},
                .rows = std::move(rows),
                .first_cell_is_header = true,
                .classes = "roundel-stacked"});
}

}  // namespace

Html out_of_sight_page(const Frame& frame, const service::OutOfSightPage& page) {
  Html list = inset_text("Every child with an open need was seen in time, as far as anybody recorded.");
  if (!page.rows.empty()) {
    std::vector<std::vector<Cell>> rows;
    for (const auto& row : page.rows) rows.push_back(cells_of(row));
    list = table(
        {.caption = "Children out of sight",
         .caption_classes = "govuk-visually-hidden",
         .head = {{.content = "Child"}, {.content = "Seen"}, {.content = "Allowed"}, {.content = "Who holds the need"}},
         .rows = std::move(rows),
         .first_cell_is_header = true,
         .classes = "roundel-stacked"});
  }
  const Html main =
      all(heading(1, Size::xl, "Out of sight"), paragraph(how_many(page), "govuk-body-l"),
          page.rows.empty()
              ? Html()
              : paragraph("What to do: if the child was seen, record the visit. If not, ask on the child\u2019s "
                          "page who can see the child. Somebody of any service counts."),
          list,
          details({.summary = "How long a child may go unseen, and who says so", .content = rules_table(page.rules)}));
  return whole_page(frame, {.title = "Out of sight", .current = "/out-of-sight", .main = main});
}

}  // namespace roundel::web
