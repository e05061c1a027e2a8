// The form by which one agency asks another, and the page that says it was asked.
#include <algorithm>

#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"
#include "web/pages/requests.h"

namespace roundel::web {
namespace {

bool asks_other_places(const Frame& frame) {
  return frame.caller != nullptr && (frame.caller->role == "joint-team" || frame.caller->role == "manager");
}

Html people_field(const service::AskPage& page, const Filled& filled) {
  Radios people{.name = "person",
                .fieldset = Fieldset{.legend = "About whom?", .legend_classes = "govuk-fieldset__legend--m"},
                .error = filled.error_of("person"),
                .value = filled.value("person").empty() ? "child" : filled.value("person")};
  people.items.push_back({.value = "child", .text = page.name, .hint = Hint{.text = "The child"}});
  for (const service::PersonToAskAbout& person : page.people)
    people.items.push_back({.value = person.person.str(), .text = person.name, .hint = Hint{.text = person.role}});
  return radios(people);
}

Html agency_field(const service::AskPage& page, const Filled& filled) {
  Select list{.label = {.text = "Whom do you ask?", .classes = "govuk-label--m"},
              .name = "of-agency",
              .error = filled.error_of("of-agency"),
              .value = filled.value("of-agency"),
              .items = {{"", "Choose a service"}}};
  for (const service::AgencyToAsk& agency : page.agencies) list.items.emplace_back(agency.agency.str(), agency.name);
  return select(list);
}

Html needed_by_field(const Filled& filled) {
  return date_input({.id = "by-when",
                     .name_prefix = "by-when",
                     .fieldset = Fieldset{.legend = "By when do you need it?",
                                          .legend_classes = "govuk-fieldset__legend--m",
                                          .role = "group"},
                     .hint = Hint{.text = "For example, 27 3 2026"},
                     .error = filled.error_of("by-when-day"),
                     .day = filled.value("by-when-day"),
                     .month = filled.value("by-when-month"),
                     .year = filled.value("by-when-year")});
}

Html ask_fields(const service::AskPage& page, const Standards& standards, const Filled& filled, std::string_view key) {
  return all(hidden_field("key", key), hidden_field("standing-question", filled.value("standing-question")),
             people_field(page, filled), agency_field(page, filled),
             textarea({.label = {.text = "What exactly do you need to know?", .classes = "govuk-label--m"},
                       .name = "question",
                       .value = filled.value("question"),
                       .hint = Hint{.text = "Ask only so far as you need: a narrow question is answered sooner"},
                       .error = filled.error_of("question"),
                       .rows = 3}),
             textarea({.label = {.text = "Why do you need it?", .classes = "govuk-label--m"},
                       .name = "why",
                       .value = filled.value("why"),
                       .hint = Hint{.text = "They see this, and so may the person you ask about"},
                       .error = filled.error_of("why"),
                       .rows = 3}),
             radios(basis_field(standards, filled)), needed_by_field(filled),
             button({.text = "Ask", .prevent_double_click = true}));
}

}  // namespace

Html ask_page(const Frame& frame, const service::AskPage& page, const Standards& standards, const Filled& filled,
              std::string_view key) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element(
          "div", {{"class", "govuk-grid-column-two-thirds"}},
          element("span", {{"class", "govuk-caption-xl"}}, page.name, ", ", page.age),
          heading(1, Size::xl, "Ask another service"),
          paragraph("They see whom you ask about, your question and your reason. Nothing else of the child's record "
                    "goes to them.",
                    "govuk-body-l"),
          asks_other_places(frame)
              ? paragraph(all("Has the family lived elsewhere? ", link(child_path(page.child, "ask-elsewhere"),
                                                                       "Ask another place whether it knows the child")))
              : Html(),
          post_form(frame, ask_path(page.child), ask_fields(page, standards, filled, key))));
  return whole_page(frame, {.title = "Ask another service",
                            .before = back_link(child_path(page.child), "Back to the child's page"),
                            .main = main,
                            .errors = filled.errors});
}

Html asked_page(const Frame& frame, const service::AskPage& page, const service::AskForm& form,
                const Standards& standards) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}},
              panel({.title = "Asked", .content = standards.agency_name(form.of)}),
              element("p", {{"class", "govuk-body roundel-quote"}}, form.question),
              heading(2, Size::m, "What happens next"),
              paragraph(all("It stands on their list now. You will see the answer, or why there is none, under ",
                            link("/requests", "Requests"), ".")),
              form.needed_by ? paragraph(all("You need it by ", form.needed_by->text(),
                                             ". When that day has passed you can take it higher."))
                             : Html(),
              paragraph(link(child_path(page.child), "Go to the child's page"))));
  return whole_page(frame, {.title = "Asked", .current = "/requests", .main = main});
}

}  // namespace roundel::web
