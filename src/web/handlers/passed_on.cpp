// What a service passed on, and what became of what everybody passed on.
#include "web/pages/passed_on.h"

#include "web/api/json.h"
#include "web/api/passed_on_json.h"
#include "web/handlers/handlers.h"

namespace roundel::web {
namespace {

Result<service::PassedOnPage> sent_by_my_service(const Visit& visit) {
  return service::see_passed_on(visit.door.desk, visit.caller(), whole_number(field(visit.request.query, "page"), 1));
}

}  // namespace

Response show_passed_on(const Visit& visit) {
  const auto page = sent_by_my_service(visit);
  if (!page) return failed(visit, page.error());
  return html_response(passed_on_page(visit.frame, *page, today_of(visit)));
}

Response api_passed_on(const Visit& visit) {
  const auto page = sent_by_my_service(visit);
  if (!page) return failed(visit, page.error());
  return json_response(to_json(*page));
}

Response show_referral_loop(const Visit& visit) {
  const auto loop = service::see_referral_loop(visit.door.desk, visit.caller());
  if (!loop) return failed(visit, loop.error());
  return html_response(referral_loop_page(visit.frame, *loop, field(visit.request.query, "row")));
}

Response api_referral_loop(const Visit& visit) {
  const auto loop = service::see_referral_loop(visit.door.desk, visit.caller());
  if (!loop) return failed(visit, loop.error());
  return json_response(to_json(*loop));
}

}  // namespace roundel::web
