// The assessment at any moment and for any agency, and who could have known what, when.
#include "web/pages/replay.h"
#include "web/api/json.h"
#include "web/api/time_json.h"
#include "web/handlers/handlers.h"

namespace roundel::web {
namespace {

Result<service::ReplayPage> replay_of(const Visit& visit) {
  const auto asked = picture_asked(visit.request.query);
  if (!asked) return fail(asked.error());
  return service::see_replay(visit.door.desk, visit.caller(), visit.person(), *asked);
}

}  // namespace

Response show_replay(const Visit& visit) {
  const auto page = replay_of(visit);
  if (!page) return failed(visit, page.error());
  return html_response(replay_page(visit.frame, *page, visit.door.desk.standards()));
}

Response show_who_knew(const Visit& visit) {
  const auto page = service::see_who_knew(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  return html_response(who_knew_page(visit.frame, *page, visit.door.desk.standards()));
}

Response api_replay(const Visit& visit) {
  const auto page = replay_of(visit);
  if (!page) return failed(visit, page.error());
  return json_response(to_json(*page));
}

Response api_who_knew(const Visit& visit) {
  const auto page = service::see_who_knew(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  return json_response(to_json(*page));
}

}  // namespace roundel::web
