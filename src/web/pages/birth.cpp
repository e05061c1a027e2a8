#include "web/pages/birth.h"

#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
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

Html sex_field(const Filled& filled) {
  return radios(
      {.name = "sex",
       .fieldset = Fieldset{.legend = "Girl or boy?", .legend_classes = "govuk-fieldset__legend--s"},
       .error = filled.error_of("sex"),
       .classes = "govuk-radios--inline",
       .value = filled.value("sex"),
       .items = {{.value = "f", .text = "Girl"}, {.value = "m", .text = "Boy"}, {.value = "u", .text = "Not known"}}});
}

// Each child of one pregnancy has a record of its own, so that nobody is born twice on one page.
Html twins_line(const service::BirthPage& page) {
  if (page.twins.empty()) return {};
  return inset_text(
      all(paragraph(bold("More than one child is expected of this pregnancy.")),
          paragraph("This page is for one of them. Record each birth on the child's own page:"),
          element("ul", {{"class", "govuk-list govuk-list--bullet"}}, each(page.twins, [](const service::Twin& twin) {
                    return element("li", {}, link(child_path(twin.child), twin.name), ", ",
                                   twin.born ? "born " + twin.born->text() : "not yet born");
                  }))));
}

Html birth_form(const Frame& frame, const service::BirthPage& page, const Filled& filled, std::string_view key) {
  return post_form(frame, child_path(page.child, "birth"),
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
                      twins_line(page), can ? birth_form(frame, page, filled, key) : Html()));
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
              twins_line(after), paragraph(link(child_path(after.child), "Go to the child's page")),
              paragraph(link(child_path(after.child, "concern"), "Something worries you? Pass it on"))));
  return whole_page(frame, {.title = "The birth is recorded", .main = main});
}

}  // namespace roundel::web
