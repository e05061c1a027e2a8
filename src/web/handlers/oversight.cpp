// The routes of those who answer for the whole.
#include "service/oversee/system_view.h"
#include "web/handlers/handlers.h"
#include "web/pages/time_limits.h"

namespace roundel::web {

Response show_time_limits(const Visit& visit) {
  const auto seen = service::see_oversight(visit.door.desk, visit.caller(), {});
  if (!seen) return failed(visit, seen.error());
  return html_response(time_limits_page(visit.frame, *seen));
}

}  // namespace roundel::web
