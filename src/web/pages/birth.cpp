#include "web/pages/birth.h"

#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/entry_fields.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

Html birthday_field(const Filled& filled) {
  return date_input({.id = "born",
                     .name_prefix = "born",
                     .fieldset = Fieldset{.legend = "When was the child born?",
                                          .legend_classes = "govuk-fieldset__legend--s",
                                          .role = "group"},
                     .hint = Hint{.text = "For example, 27 3 2026"},
                     .error = filled.error_of("born-day"),
                     .day = filled.value("born-day"),
                     .month = filled.value("born-month"),
                     .year = filled.value("born-year")});
}

Html text_field(const char* name, const char* label, const char* hint, const Filled& filled, const std::string& value,
                const char* classes = "") {
  return input({.label = {.text = label, .classes = "govuk-label--s"},
                .name = name,
                .value = filled.fields.contains(name) ? filled.value(name) : value,
                .hint = hint[0] == '\0' ? std::nullopt : std::optional(Hint{.text = hint}),
                .error = filled.error_of(name),
                .classes = classes});
}

// Each child of one pregnancy has a record of its own, so that nobody is born twice on one page.
Html twins_line(const service::BirthPage& page) {
  if (page.twins.empty()) return {};
  return inset_text(
      all(paragraph(bold(page.born ? "There is more than one child of this birth."
                                   : "More than one child is expected of this pregnancy.")),
          paragraph(page.born ? "Each has a page of their own:"
                              : "This page is for one of them. Record each birth on the child's own page:"),
          element("ul", {{"class", "govuk-list govuk-list--bullet"}}, each(page.twins, [](const service::Twin& twin) {
                    return element("li", {}, link(child_path(twin.child), twin.name), ", ",
                                   twin.born ? "born " + twin.born->text() : "not yet born");
                  }))));
}

// The fields of a birth; `address` is where they are sent.
Html birth_form(const Frame& frame, std::string_view address, const service::BirthPage& page, const Filled& filled,
                std::string_view key) {
  return post_form(frame, address,
                   all(hidden_field("key", key), birthday_field(filled),
                       text_field("time", "At what time? (optional)", "By the 24-hour clock, for example 21:40", filled,
                                  "", "govuk-input--width-5"),
                       sex_field(filled),
                       text_field("forename", "First name (optional)", "Leave it empty where the child has no name yet",
                                  filled, "", "govuk-input--width-20"),
                       text_field("surname", "Family name", "As it is on the child's band", filled, page.surname,
                                  "govuk-input--width-20"),
                       text_field("nhs-number", "NHS number (optional)", "Ten digits. It can come later", filled, "",
                                  "govuk-input--width-10"),
                       button({.text = "Record the birth", .prevent_double_click = true})));
}

// The way to the record of another child of this birth.
Html another_child(const service::BirthPage& page) {
  if (!page.may_record_another) return {};
  return all(heading(2, Size::m, "Was another child born with this one?"),
             paragraph(page.twins.empty()
                           ? "A twin who has no record yet gets one of their own, with the same parents."
                           : "Another child of this birth who is not listed here gets a record of their own, with the "
                             "same parents."),
             button({.text = "Record another child of this birth",
                     .href = child_path(page.child, "birth/another"),
                     .classes = "govuk-button--secondary"}));
}

}  // namespace

Html birth_page(const Frame& frame, const service::BirthPage& page, const Filled& filled, std::string_view key) {
  const bool can = page.expected && !page.born;
  const Html none = page.born ? all("This child was born on ", page.born->text(), " and is on the record.")
                              : Html("No child is expected on this record.");
  const Html main =
      element("div", {{"class", "govuk-grid-row"}},
              element("div", {{"class", "govuk-grid-column-two-thirds"}},
                      element("span", {{"class", "govuk-caption-xl"}}, page.name, ", ", page.age),
                      heading(1, Size::xl, "Record the birth"),
                      can ? paragraph("The record stays the same one: whatever is open for the unborn child goes on "
                                      "for the child.",
                                      "govuk-body-l")
                          : inset_text(none),
                      twins_line(page), another_child(page),
                      can ? birth_form(frame, child_path(page.child, "birth"), page, filled, key) : Html()));
  return whole_page(frame, {.title = "Record the birth",
                            .before = back_link(child_path(page.child), "Back to the child's page"),
                            .main = main,
                            .errors = filled.errors});
}

Html born_page(const Frame& frame, const service::BirthPage& after) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}},
              panel({.title = "The birth is recorded", .content = after.name}),
              paragraph(all("Born on ", after.born ? after.born->text() : "", ".")),
              heading(2, Size::m, "What happens next"),
              paragraph("Everything that was open goes on under the child's name: concerns, assessments, the plan and "
                        "who does what. Everybody who works with the child sees that it is born."),
              twins_line(after), another_child(after),
              paragraph(link(child_path(after.child), "Go to the child's page")),
              paragraph(link(child_path(after.child, "concern"), "Something worries you? Pass it on"))));
  return whole_page(frame, {.title = "The birth is recorded", .main = main});
}

Html another_birth_page(const Frame& frame, const service::BirthPage& first, const Filled& filled,
                        std::string_view key) {
  const Html none = first.born ? Html("A child of this birth can be recorded for a year after it.")
                               : Html("Record the birth of the first child first.");
  Filled started = filled;
  if (first.born && !started.fields.contains("born-day")) {
    started.fields["born-day"] = std::to_string(first.born->day());
    started.fields["born-month"] = std::to_string(first.born->month());
    started.fields["born-year"] = std::to_string(first.born->year());
  }
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element(
          "div", {{"class", "govuk-grid-column-two-thirds"}},
          element("span", {{"class", "govuk-caption-xl"}}, "Born with ", first.name),
          heading(1, Size::xl, "Record another child of this birth"),
          first.may_record_another
              ? paragraph("The child gets a record and a page of their own, with the same parents. What is open for "
                          "the first child is not open for this one.",
                          "govuk-body-l")
              : inset_text(none),
          twins_line(first),
          first.may_record_another ? birth_form(frame, child_path(first.child, "birth/another"), first, started, key)
                                   : Html()));
  return whole_page(frame, {.title = "Record another child of this birth",
                            .before = back_link(child_path(first.child), "Back to the first child's page"),
                            .main = main,
                            .errors = filled.errors});
}

Html another_born_page(const Frame& frame, const service::BirthPage& other) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}},
              panel({.title = "The birth is recorded", .content = other.name}),
              paragraph(all("Born on ", other.born ? other.born->text() : "", ".")),
              heading(2, Size::m, "What happens next"),
              paragraph("This child has a record of their own, found by name, with the same parents and your service. "
                        "What is open for the other child, such as a plan, does not cover this one: if you are "
                        "worried, pass it on."),
              twins_line(other),
              button({.text = "Pass on a concern",
                      .href = child_path(other.child, "concern"),
                      .classes = "govuk-button--secondary"}),
              paragraph(link(child_path(other.child), "Go to the child's page")), another_child(other)));
  return whole_page(frame, {.title = "The birth is recorded", .main = main});
}

}  // namespace roundel::web
