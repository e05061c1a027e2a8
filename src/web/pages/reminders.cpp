#include "web/pages/reminders.h"

#include "web/components/form.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

Html mail_part(const Frame& frame, const service::Reminders& seen, const Filled& filled) {
  const bool tried = filled.fields.contains("address");
  Html state;
  if (seen.wanted) state += paragraph(all("Emails go to ", bold(seen.address), "."));
  if (seen.sent)
    state += paragraph(all("Last sent ", time_of(seen.sent->iso(), seen.sent->text()), "."), "roundel-quiet");
  if (!seen.problem.empty())
    state += inset_text(
        "The last email did not go out as it should. It is tried again; you need do nothing. Your work "
        "is on your list here all the same.");
  Html forms = post_form(
      frame, "/reminders/mail",
      all(hidden_field("wanted", "yes"),
          input({.label = {.text = "Your work email address", .classes = "govuk-label--s"},
                 .name = "address",
                 .type = "email",
                 .value = tried ? filled.value("address") : seen.address,
                 .hint = Hint{.text = "At most one email a day, and another where something becomes urgent"},
                 .error = filled.error_of("address"),
                 .classes = "govuk-input--width-20",
                 .autocomplete = "email",
                 .spellcheck = false}),
          button({.text = seen.wanted ? "Change the address" : "Send me emails", .prevent_double_click = true})));
  if (seen.wanted)
    forms += post_form(
        frame, "/reminders/mail",
        all(hidden_field("wanted", "no"),
            button({.text = "Stop the emails", .classes = "govuk-button--secondary", .prevent_double_click = true})));
  return section(
      "mail", "Email",
      all(paragraph("An email says that work is waiting for you, and how much. It names nobody."), state, forms));
}

Html new_address(std::string_view calendar) {
  if (calendar.empty()) return {};
  return inset_text(
      all(paragraph(bold("This is the address of your calendar. It is shown only now.")),
          element("p", {{"class", "govuk-body roundel-address"}}, element("code", {}, calendar)),
          paragraph("Copy it into your calendar program, where it is called “subscribe” or “from the web”. Whoever has "
                    "the address can read it: keep it to yourself.")));
}

Html calendar_part(const Frame& frame, const service::Reminders& seen, std::string_view calendar) {
  Html forms;
  if (seen.calendar_made) {
    forms += paragraph(all("Your calendar\u2019s address was made on ",
                           time_of(seen.calendar_made->iso(), seen.calendar_made->text()), "."));
    forms += post_form(
        frame, "/reminders/calendar/withdraw",
        button({.text = "Withdraw the address", .classes = "govuk-button--warning", .prevent_double_click = true}));
  }
  forms += post_form(
      frame, "/reminders/calendar",
      button({.text = seen.calendar_made ? "Make a new address; the old one ends" : "Make an address for my calendar",
              .classes = "govuk-button--secondary",
              .prevent_double_click = true}));
  return section(
      "calendar", "Calendar",
      all(paragraph("Your visits, meetings and last days in your own calendar: what is due on which day, and "
                    "never about whom."),
          new_address(calendar), forms));
}

}  // namespace

Html reminders_page(const Frame& frame, const service::Reminders& seen, std::string_view calendar,
                    const Filled& filled) {
  const Html main =
      element("div", {{"class", "govuk-grid-row"}},
              element("div", {{"class", "govuk-grid-column-two-thirds"}}, heading(1, Size::xl, "Reminders"),
                      paragraph("How you hear of waiting work when you are not signed in.", "govuk-body-l"),
                      mail_part(frame, seen, filled), calendar_part(frame, seen, calendar)));
  return whole_page(frame, {.title = "Reminders",
                            .current = "/work",
                            .before = back_link("/work", "Back to my work"),
                            .main = main,
                            .errors = filled.errors});
}

}  // namespace roundel::web
