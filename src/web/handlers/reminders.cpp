// Mails and the calendar of one's own days.
#include "web/pages/reminders.h"

#include <fmt/format.h>

#include "web/handlers/handlers.h"
#include "web/icalendar.h"

namespace roundel::web {
namespace {

Response reminders(const Visit& visit, std::string_view calendar, const Filled& filled, int status) {
  const auto seen = service::see_reminders(visit.door.desk, visit.caller());
  if (!seen) return failed(visit, seen.error());
  return html_response(reminders_page(visit.frame, *seen, calendar, filled), status);
}

}  // namespace

Response show_reminders(const Visit& visit) { return reminders(visit, "", {}, 200); }

Response do_mail(const Visit& visit) {
  const auto done = service::set_mail(visit.door.desk, visit.caller(), field(visit.form, "address"),
                                      field(visit.form, "wanted") == "yes");
  if (done) return redirect("/reminders");
  if (done.error().fault != Fault::bad_input) return failed(visit, done.error());
  return reminders(visit, "",
                   {.fields = visit.form,
                    .errors = {{.text = "Enter an e-mail address, such as name@example.org", .href = "#address"}}},
                   400);
}

Response do_calendar(const Visit& visit) {
  const auto word = service::make_calendar_address(visit.door.desk, visit.caller());
  if (!word) return failed(visit, word.error());
  const char* scheme = visit.door.behind_tls ? "https" : "http";
  return reminders(visit, fmt::format("{}://{}/calendar/{}", scheme, visit.request.host, *word), {}, 200);
}

Response do_withdraw_calendar(const Visit& visit) {
  if (const auto done = service::withdraw_calendar_address(visit.door.desk, visit.caller()); !done)
    return failed(visit, done.error());
  return redirect("/reminders");
}

Response show_calendar(const Visit& visit) {
  const auto calendar = service::read_calendar(visit.door.desk, field(visit.path, "word"));
  if (!calendar) return failed(visit, calendar.error());
  return {.content_type = "text/calendar; charset=utf-8", .body = icalendar(*calendar)};
}

}  // namespace roundel::web
