// What is read with a family, and what is printed for a conference.
#include "web/pages/with_family.h"
#include "web/api/json.h"
#include "web/handlers/handlers.h"

namespace roundel::web {

Response show_with_family(const Visit& visit) {
  const auto sheet = service::read_with_family(visit.door.desk, visit.caller(), visit.person());
  if (!sheet) return failed(visit, sheet.error());
  return html_response(with_family_page(visit.frame, *sheet));
}

Response show_pack(const Visit& visit) {
  const auto pack = service::print_pack(visit.door.desk, visit.caller(), visit.person());
  if (!pack) return failed(visit, pack.error());
  return html_response(pack_page(visit.frame, *pack, visit.door.desk.standards(), visit.caller().name));
}

Response api_with_family(const Visit& visit) {
  const auto sheet = service::read_with_family(visit.door.desk, visit.caller(), visit.person());
  if (!sheet) return failed(visit, sheet.error());
  return json_response(to_json(*sheet));
}

}  // namespace roundel::web
