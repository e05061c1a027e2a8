#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/menu.h"
#include "web/pages/pages.h"

namespace roundel::web {
namespace {

Html results(const std::vector<service::PersonHit>& hits) {
  if (hits.empty()) {
    return inset_text(all(paragraph(bold("Nobody was found.")),
                          paragraph("Try another spelling, a former surname, or leave out the date of birth.")));
  }
  std::vector<std::vector<Cell>> rows;
  for (const service::PersonHit& hit : hits) {
    rows.push_back(
        {{.content = all(link(child_path(hit.person), hit.name),
                         hit.in_your_caseload ? all(" ", tag("You work with them", "govuk-tag--blue")) : Html())},
         {.content = hit.born ? hit.born->text() : "not known"},
         {.content = hit.sex},
         {.content = hit.area_of_home}});
  }
  return table({.caption = fmt::format("{} {} found", hits.size(), hits.size() == 1 ? "person" : "people"),
                .caption_classes = "govuk-table__caption--m",
                .head = {{.content = "Name"}, {.content = "Born"}, {.content = "Sex"}, {.content = "Home"}},
                .rows = std::move(rows),
                .first_cell_is_header = true,
                .classes = "roundel-stacked"});
}

// What was typed goes along unseen, so that nothing is typed twice and nothing stands in an address.
Html not_on_the_record(const Frame& frame, const Filled& filled, bool anybody_found) {
  if (frame.caller == nullptr || !passes_on(*frame.caller)) return {};
  Html typed;
  for (const char* name : {"name", "born-day", "born-month", "born-year"})
    if (!filled.value(name).empty()) typed += hidden_field(name, filled.value(name));
  return all(heading(2, Size::m, anybody_found ? "None of these is the child?" : "Are you worried about the child?"),
             paragraph("A child who is new here may not be on the record yet. A worry about them need not wait."),
             post_form(frame, "/new-child/form",
                       all(typed, button({.text = "Pass on a concern about a child who is not on the record",
                                          .classes = "govuk-button--secondary"}))));
}

}  // namespace

Html find_page(const Frame& frame, const Filled& filled, const std::optional<std::vector<service::PersonHit>>& hits) {
  Html form = input({.label = {.text = "Name", .classes = "govuk-label--s"},
                     .name = "name",
                     .value = filled.value("name"),
                     .hint = Hint{.text = "First name and surname, or one of them"},
                     .error = filled.error_of("name"),
                     .autocomplete = "off",
                     .spellcheck = false});
  form += date_input(
      {.id = "born",
       .name_prefix = "born",
       .fieldset = Fieldset{.legend = "Date of birth (if you know it)", .legend_classes = "govuk-fieldset__legend--s"},
       .hint = Hint{.text = "For example, 27 3 2019"},
       .error = filled.error_of("born-day"),
       .day = filled.value("born-day"),
       .month = filled.value("born-month"),
       .year = filled.value("born-year")});
  form += button({.text = "Find"});
  const Html main = all(
      element("div", {{"class", "govuk-grid-row"}},
              element("div", {{"class", "govuk-grid-column-two-thirds"}}, heading(1, Size::xl, "Find a child"),
                      post_form(frame, "/find", form))),
      hits ? all(element("div", {{"id", "results"}}, results(*hits)), not_on_the_record(frame, filled, !hits->empty()))
           : Html());
  return whole_page(frame, {.title = hits ? "Find a child: results" : "Find a child",
                            .current = "/find",
                            .main = main,
                            .errors = filled.errors});
}

}  // namespace roundel::web
