#include "web/components/text.h"
#include "web/pages/pages.h"

namespace roundel::web {

std::string Filled::error_of(std::string_view field_id) const {
  for (const ErrorLine& line : errors) {
    if (line.href == "#" + std::string(field_id)) return line.text;
  }
  return {};
}

Html sign_in_page(const Frame& frame, const Filled& filled, std::string_view token) {
  Html form = hidden_field("csrf", token);
  if (!filled.value("next").empty()) form += hidden_field("next", filled.value("next"));
  form += input({.label = {.text = "Sign-in name"},
                 .name = "login",
                 .value = filled.value("login"),
                 .classes = "govuk-input--width-20",
                 .autocomplete = "username",
                 .autocapitalize = "none",
                 .spellcheck = false});
  form += input({.label = {.text = "Password"},
                 .name = "password",
                 .type = "password",
                 .classes = "govuk-input--width-20",
                 .autocomplete = "current-password"});
  form += button({.text = "Sign in", .prevent_double_click = true});
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element(
          "div", {{"class", "govuk-grid-column-two-thirds"}}, heading(1, Size::xl, "Sign in"),
          paragraph("Roundel holds the rounded picture of a child: what every service around a child and family knows, "
                    "together in one place.",
                    "govuk-body-l"),
          element("form", {{"method", "post"}, {"action", "/sign-in"}, Attribute("novalidate")}, form),
          paragraph("What you open is recorded: who looked, when and why.", "roundel-quiet")));
  return whole_page(frame, {.title = "Sign in", .main = main, .errors = filled.errors});
}

}  // namespace roundel::web
