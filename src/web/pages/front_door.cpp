#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

std::string concern_path(const service::ConcernRow& row) {
  return child_path(row.child, "concerns/" + url_part(row.concern.entry.str()));
}

Html waiting_card(const service::ConcernRow& row, Date today) {
  return element(
      "article", {{"class", "roundel-card roundel-card--waiting"}},
      heading(3, Size::m,
              all(link(concern_path(row), row.name), " ", element("span", {{"class", "roundel-quiet"}}, row.age))),
      element("p", {{"class", "govuk-body roundel-quote"}}, row.concern.worry),
      row.concern.child_says.empty()
          ? Html()
          : element("p", {{"class", "govuk-body"}}, bold("The child says: "), row.concern.child_says),
      element("p", {{"class", "roundel-quiet"}}, row.from_agency, ", ",
              time_of(row.concern.raised.iso(), row.concern.raised.text())),
      row.clocks.empty() ? Html() : clock_list(row.clocks, today, ClocksTold::brief),
      button({.text = all("Decide the response", hidden_text(all(" for ", row.name))),
              .href = concern_path(row),
              .classes = "govuk-!-margin-bottom-0"}));
}

Html decided_table(const std::vector<service::ConcernRow>& rows, Date today) {
  std::vector<std::vector<Cell>> cells;
  for (const service::ConcernRow& row : rows) {
    const auto& decision = row.concern.decision;
    cells.push_back(
        {{.content =
              all(link(child_path(row.child), row.name), " ", element("span", {{"class", "roundel-quiet"}}, row.age))},
         {.content = row.from_agency},
         {.content =
              decision ? all(bold(response_name(decision->choice)), element("br", {}), decision->reason) : Html()},
         {.content = decision ? Html(day_words(decision->at.date(), today)) : Html()},
         {.content =
              row.clocks.empty() ? Html("No clock is running") : clock_list(row.clocks, today, ClocksTold::brief)}});
  }
  return scrolling("Decided concerns", table({.caption = "Decided, newest first",
                                              .caption_classes = "govuk-visually-hidden",
                                              .head = {{.content = "Child"},
                                                       {.content = "From"},
                                                       {.content = "Response and reason"},
                                                       {.content = "Decided"},
                                                       {.content = "Clocks"}},
                                              .rows = std::move(cells),
                                              .first_cell_is_header = true,
                                              .classes = "roundel-stacked"}));
}

Html response_choice(const Filled& filled) {
  static const std::vector<std::pair<ResponseChoice, const char*>> meanings = {
      {ResponseChoice::no_further_action, "The picture gives no reason to act. Say which parts you looked at."},
      {ResponseChoice::early_help, "Support with the family's agreement, with one worker who holds it together."},
      {ResponseChoice::single_agency_visit, "The service that knows the child best sees the child."},
      {ResponseChoice::joint_visit, "Two services see the child together."},
      {ResponseChoice::assessment, "A social worker assesses the child's needs."},
      {ResponseChoice::strategy_discussion,
       "Reasonable cause to suspect significant harm: social care, police and health decide together."}};
  Radios choice{.name = "choice",
                .fieldset = Fieldset{.legend = "What is the response?", .legend_classes = "govuk-fieldset__legend--m"},
                .error = filled.error_of("choice"),
                .value = filled.value("choice")};
  for (const auto& [response, meaning] : meanings) {
    choice.items.push_back(
        {.value = std::string(word(response)), .text = response_name(response), .hint = Hint{.text = meaning}});
  }
  return radios(choice);
}

Html decide_fields(const Filled& filled) {
  return all(response_choice(filled),
             textarea({.label = {.text = "Why?", .classes = "govuk-label--m"},
                       .name = "reason",
                       .value = filled.value("reason"),
                       .hint = Hint{.text = "It stands in the record under your name"},
                       .error = filled.error_of("reason"),
                       .rows = 4}),
             textarea({.label = {.text = "What will the referrer be told?", .classes = "govuk-label--m"},
                       .name = "feedback",
                       .value = filled.value("feedback"),
                       .hint = Hint{.text = "They see the response and these words"},
                       .error = filled.error_of("feedback"),
                       .rows = 3}),
             button({.text = "Record the decision", .prevent_double_click = true}));
}

Html the_concern(const service::ConcernRow& row) {
  return element("div", {{"class", "roundel-card"}}, heading(2, Size::m, "The concern"),
                 element("p", {{"class", "govuk-body roundel-quote"}}, row.concern.worry),
                 row.concern.child_says.empty()
                     ? Html()
                     : element("p", {{"class", "govuk-body"}}, bold("The child says: "), row.concern.child_says),
                 element("p", {{"class", "roundel-quiet"}}, row.from_agency, ", ",
                         time_of(row.concern.raised.iso(), row.concern.raised.text())));
}

std::string earlier_words(int earlier) {
  if (earlier == 0) return "No concern was passed on about this child before.";
  return fmt::format("{} {} passed on about this child before.", earlier,
                     earlier == 1 ? "concern was" : "concerns were");
}

}  // namespace

Html front_door_page(const Frame& frame, const service::FrontDoor& door, const Standards&, Date today) {
  Html waiting = each(door.waiting, [&](const service::ConcernRow& row) { return waiting_card(row, today); });
  if (door.waiting.empty()) waiting = inset_text("No concern is waiting. This page tells you when one arrives.");
  const std::string newest =
      door.waiting.empty() ? std::string() : std::ranges::max(door.waiting, {}, [](const service::ConcernRow& row) {
                                               return row.concern.raised;
                                             }).concern.raised.iso();
  const Html main =
      all(heading(1, Size::xl, "Front door"),
          paragraph("Concerns that wait for a response. Who waits longest stands first.", "govuk-body-l"),
          element("div", {{"class", "roundel-live"},
                          {"data-roundel-live", "/api/front-door"},
                          {"data-list", "waiting"},
                          {"data-moment", "raised"},
                          {"data-newest", newest},
                          {"aria-live", "polite"}}),
          heading(2, Size::l, fmt::format("Waiting ({})", door.waiting.size()), "waiting"), waiting,
          heading(2, Size::l, "Decided lately", "decided"),
          door.decided.empty() ? inset_text("Nothing was decided yet.") : decided_table(door.decided, today));
  return whole_page(frame, {.title = "Front door", .current = "/front-door", .main = main});
}

Html decide_page(const Frame& frame, const service::ConcernPage& page, const Standards& standards, Date today,
                 const Filled& filled) {
  const service::ConcernRow& row = page.row;
  Html findings = each(page.findings, [&](const auto& finding) { return finding_card(finding, standards); });
  if (page.findings.empty()) findings = paragraph("No rule finds anything in this child's picture.");
  Html form = post_form(frame, concern_path(row), decide_fields(filled));
  if (row.concern.decision) {
    form = inset_text(all(paragraph(all(bold("Decided already: "), response_name(row.concern.decision->choice), ".")),
                          paragraph(row.concern.decision->reason)));
  }
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}},
              element("span", {{"class", "govuk-caption-xl"}}, row.name, ", ", row.age),
              heading(1, Size::xl, "Decide the response"), the_concern(row), form),
      element("aside", {{"class", "govuk-grid-column-one-third"}, {"aria-labelledby", "picture"}},
              heading(2, Size::m, "What the picture says", "picture"),
              paragraph(link(child_path(row.child), "Open the child's whole picture")),
              paragraph(earlier_words(page.earlier_concerns)),
              page.suggested.empty()
                  ? Html()
                  : paragraph(all(bold("The findings suggest: "), level_words(page.suggested, standards.levels))),
              row.clocks.empty() ? Html() : clock_list(row.clocks, today), findings));
  return whole_page(frame, {.title = "Decide the response",
                            .current = "/front-door",
                            .before = back_link("/front-door", "Back to the front door"),
                            .main = main,
                            .errors = filled.errors});
}

Html decided_page(const Frame& frame, const PersonId& child, const service::DecideForm& form,
                  const service::Decided& decided, Date today) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}},
              panel({.title = "Decision recorded", .content = response_name(form.choice)}),
              heading(2, Size::l, "Clocks that started"),
              decided.clocks.empty() ? paragraph("This response starts no clock.") : clock_list(decided.clocks, today),
              heading(2, Size::m, "The referrer sees this"),
              element("p", {{"class", "govuk-body roundel-quote"}}, form.feedback),
              element("p", {{"class", "govuk-body"}}, link("/front-door", "Back to the front door")),
              element("p", {{"class", "govuk-body"}}, link(child_path(child), "Go to the child's page"))));
  return whole_page(frame, {.title = "Decision recorded", .current = "/front-door", .main = main});
}

}  // namespace roundel::web
