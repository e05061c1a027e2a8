// Mails and the calendar of one's own days.
#include "web/pages/reminders.h"

#include <fmt/format.h>

#include "web/api/json.h"
#include "web/api/work_json.h"
#include "web/handlers/handlers.h"
#include "web/icalendar.h"
#include "web/pages/done.h"

namespace roundel::web {
namespace {

Response reminders(const Visit& visit, std::string_view calendar, const Filled& filled, int status) {
  const auto seen = service::see_reminders(visit.door.desk, visit.caller());
  if (!seen) return failed(visit, seen.error());
  return html_response(reminders_page(visit.frame, *seen, calendar, filled), status);
}

Done set_mail(const Visit& visit) {
  return service::set_mail(visit.door.desk, visit.caller(), field(visit.form, "address"),
                           field(visit.form, "wanted") == "yes");
}

Result<std::string> make_calendar(const Visit& visit) {
  const auto word = service::make_calendar_address(visit.door.desk, visit.caller());
  if (!word) return fail(word.error());
  const char* scheme = visit.door.behind_tls ? "https" : "http";
  return fmt::format("{}://{}/calendar/{}", scheme, visit.request.host, *word);
}

}  // namespace

Response show_reminders(const Visit& visit) { return reminders(visit, "", {}, 200); }

Response do_mail(const Visit& visit) {
  const auto done = set_mail(visit);
  if (done)
    return redirect(with_done("/reminders", field(visit.form, "wanted") == "yes" ? "mails-begin" : "mails-stop"));
  if (done.error().fault != Fault::bad_input) return failed(visit, done.error());
  return reminders(visit, "",
                   {.fields = visit.form,
                    .errors = {{.text = "Enter an email address, such as name@example.org", .href = "#address"}}},
                   400);
}

Response do_calendar(const Visit& visit) {
  const auto address = make_calendar(visit);
  if (!address) return failed(visit, address.error());
  return reminders(visit, *address, {}, 200);
}

Response do_withdraw_calendar(const Visit& visit) {
  if (const auto done = service::withdraw_calendar_address(visit.door.desk, visit.caller()); !done)
    return failed(visit, done.error());
  return redirect(with_done("/reminders", "calendar-withdrawn"));
}

Response show_calendar(const Visit& visit) {
  const auto calendar = service::read_calendar(visit.door.desk, field(visit.path, "word"));
  if (!calendar) return failed(visit, calendar.error());
  return {.content_type = "text/calendar; charset=utf-8", .body = icalendar(*calendar)};
}

Response api_reminders(const Visit& visit) {
  const auto seen = service::see_reminders(visit.door.desk, visit.caller());
  if (!seen) return failed(visit, seen.error());
  return json_response(to_json(*seen));
}

Response api_mail(const Visit& visit) {
  if (const auto done = set_mail(visit); !done) return failed(visit, done.error());
  return json_response(done_json());
}

Response api_calendar(const Visit& visit) {
  const auto address = make_calendar(visit);
  if (!address) return failed(visit, address.error());
  return json_response(calendar_address_json(*address), 201);
}

Response api_withdraw_calendar(const Visit& visit) {
  if (const auto done = service::withdraw_calendar_address(visit.door.desk, visit.caller()); !done)
    return failed(visit, done.error());
  return json_response(done_json());
}

}  // namespace roundel::web
