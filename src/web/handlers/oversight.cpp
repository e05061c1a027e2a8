// The routes of those who answer for the whole.
#include "service/oversee/kept_backtest.h"
#include "service/oversee/time_limits.h"
#include "web/api/backtest_json.h"
#include "web/handlers/handlers.h"
#include "web/pages/backtest.h"
#include "web/pages/time_limits.h"

namespace roundel::web {

Response show_time_limits(const Visit& visit) {
  const auto seen = service::see_time_limits(visit.door.desk, visit.caller());
  if (!seen) return failed(visit, seen.error());
  return html_response(time_limits_page(visit.frame, *seen));
}

Response show_backtest(const Visit& visit) {
  const auto kept = service::see_backtest(visit.door.desk, visit.caller());
  if (!kept) return failed(visit, kept.error());
  return html_response(backtest_page(visit.frame, *kept, visit.door.desk.standards()));
}

Response api_backtest(const Visit& visit) {
  const auto kept = service::see_backtest(visit.door.desk, visit.caller());
  if (!kept) return failed(visit, kept.error());
  return json_response(backtest_json(*kept));
}

}  // namespace roundel::web
