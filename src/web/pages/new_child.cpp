#include "web/pages/new_child.h"

#include <fmt/format.h>

#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/concern_fields.h"
#include "web/pages/entry_fields.h"

namespace roundel::web {
namespace {

Html line_field(const char* name, const char* label, const char* hint, const Filled& filled,
                const char* classes = "govuk-input--width-20") {
  return input({.label = {.text = label, .classes = "govuk-label--s"},
                .name = name,
                .value = filled.value(name),
                .hint = hint[0] == '\0' ? std::nullopt : std::optional(Hint{.text = hint}),
                .error = filled.error_of(name),
                .classes = classes,
                .autocomplete = "off",
                .spellcheck = false});
}

Html age_fields(const Filled& filled) {
  return all(date_input({.id = "born",
                         .name_prefix = "born",
                         .fieldset = Fieldset{.legend = "Date of birth, if you know it",
                                              .legend_classes = "govuk-fieldset__legend--s"},
                         .hint = Hint{.text = "For example, 27 3 2019"},
                         .error = filled.error_of("born-day"),
                         .day = filled.value("born-day"),
                         .month = filled.value("born-month"),
                         .year = filled.value("born-year")}),
             input({.label = {.text = "Or roughly how old?", .classes = "govuk-label--s"},
                    .name = "age",
                    .value = filled.value("age"),
                    .hint = Hint{.text = "In years; 0 for a baby"},
                    .error = filled.error_of("age"),
                    .classes = "govuk-input--width-2",
                    .inputmode = "numeric"}));
}

Html who_is_it(const Filled& filled) {
  return fieldset(
      {.legend = "Who is the child?", .legend_classes = "govuk-fieldset__legend--m"},
      all(paragraph("Write what you know, and leave the rest empty."),
          line_field("forename", "First name, or what they are called", "", filled),
          line_field("surname", "Family name", "", filled), age_fields(filled), sex_field(filled),
          line_field("address", "Where do they live?", "As near as you know: a house, a street, a hostel", filled, ""),
          line_field("postcode", "Postcode", "", filled, "govuk-input--width-10"),
          line_field("school", "School, nursery or childminder", "", filled),
          textarea({.label = {.text = "Who are the adults?", .classes = "govuk-label--s"},
                    .name = "adults",
                    .value = filled.value("adults"),
                    .hint = Hint{.text = "In your words: who brings them, who lives with them, names if you know them"},
                    .error = filled.error_of("adults"),
                    .rows = 3})));
}

constexpr const char* form_fields[] = {
    "forename", "surname", "born-day", "born-month",       "born-year", "age",        "sex",         "address",
    "postcode", "school",  "adults",   "immediate-danger", "worry",     "child-says", "parents-told"};

// All that was written, carried along unseen.
Html as_written(const Filled& filled) {
  return each(form_fields, [&](const char* name) {
    return filled.value(name).empty() ? Html() : hidden_field(name, filled.value(name));
  });
}

std::string born_and_home(const service::LikelyChild& child) {
  const std::string born = child.year ? fmt::format("Born {} {}", child.roughly ? "about" : "in", *child.year)
                                      : std::string("Date of birth not known");
  return child.area_of_home.empty() ? born : born + ", home in " + child.area_of_home;
}

Html which_one(const std::vector<service::LikelyChild>& likely, const Filled& filled) {
  Radios choice{
      .name = "is",
      .fieldset = Fieldset{.legend = "Is it one of these children?", .legend_classes = "govuk-fieldset__legend--m"},
      .error = filled.error_of("is"),
      .value = filled.value("is"),
      .items = {}};
  for (const service::LikelyChild& child : likely)
    choice.items.push_back({.value = child.person.str(),
                            .text = child.name.empty() ? "Name not known" : child.name,
                            .hint = Hint{.text = born_and_home(child)}});
  choice.items.push_back({.divider = "or"});
  choice.items.push_back({.value = "none",
                          .text = "None of these, or I cannot tell",
                          .hint = Hint{.text = "The child gets a record of their own. If it turns out to be one of "
                                               "these, the records are brought together."}});
  return radios(choice);
}

}  // namespace

Html new_child_page(const Frame& frame, const Filled& filled, std::string_view key) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}}, heading(1, Size::xl, "Pass on a concern"),
              paragraph("About a child who is not on the record yet. The joint team sees it at once.", "govuk-body-l"),
              warning_text("If the child is in immediate danger, call 999 first."),
              post_form(frame, "/new-child",
                        all(hidden_field("key", key), who_is_it(filled), concern_fields(filled),
                            button({.text = "Pass on the concern", .prevent_double_click = true}))),
              paragraph("You will see under My concerns what they decide.", "roundel-quiet")));
  return whole_page(frame, {.title = "Pass on a concern",
                            .current = "/find",
                            .before = back_link("/find", "Back to finding a child"),
                            .main = main,
                            .errors = filled.errors});
}

Html likely_page(const Frame& frame, const std::vector<service::LikelyChild>& likely, const Filled& filled,
                 std::string_view key) {
  const Html written = all(hidden_field("key", key), as_written(filled));
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}}, heading(1, Size::xl, "Could it be one of these?"),
              paragraph("Nothing is passed on yet. These children are on the record, with a name and age like those "
                        "you wrote.",
                        "govuk-body-l"),
              post_form(frame, "/new-child",
                        all(written, hidden_field("looked", "yes"), which_one(likely, filled),
                            button({.text = "Pass on the concern", .prevent_double_click = true}))),
              post_form(frame, "/new-child/form",
                        all(written, button({.text = "Change what I wrote", .classes = "govuk-button--secondary"})))));
  return whole_page(
      frame,
      {.title = "Could it be one of these?", .current = "/find", .before = {}, .main = main, .errors = filled.errors});
}

Html new_child_recorded_page(const Frame& frame, const PersonId& child) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}},
              panel({.title = "Concern passed on", .content = "It is on the joint team's list"}),
              heading(2, Size::m, "What happens next"),
              paragraph("The joint team decides the response. You will see what they decide, and why, under My "
                        "concerns."),
              paragraph("The child is on the record now, as your service told of them. When another service tells of "
                        "the same child, the records are brought together."),
              paragraph(link("/concerns", "See my concerns")),
              paragraph(link(child_path(child), "Go to the child's page")),
              paragraph(all(bold("If things get worse: "),
                            "pass on another concern from the child's page. If a child is in immediate danger, call "
                            "999."))));
  return whole_page(frame, {.title = "Concern passed on", .current = "/concerns", .main = main});
}

}  // namespace roundel::web
