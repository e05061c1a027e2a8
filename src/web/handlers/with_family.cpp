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
  const auto period = service::parse_paper_period(field(visit.request.query, "period"));
  if (!period) return failed(visit, period.error());
  const auto pack = service::print_pack(visit.door.desk, visit.caller(), visit.person(), *period);
  if (!pack) return failed(visit, pack.error());
  return html_response(pack_page(visit.frame, *pack, visit.door.desk.standards(), visit.caller().name));
}

Response show_paper_chronology(const Visit& visit) {
  const auto period = service::parse_paper_period(field(visit.request.query, "period"));
  if (!period) return failed(visit, period.error());
  const auto paper = service::print_chronology(visit.door.desk, visit.caller(), visit.person(), *period);
  if (!paper) return failed(visit, paper.error());
  return html_response(paper_chronology_page(visit.frame, *paper, visit.caller().name));
}

Response api_with_family(const Visit& visit) {
  const auto sheet = service::read_with_family(visit.door.desk, visit.caller(), visit.person());
  if (!sheet) return failed(visit, sheet.error());
  return json_response(to_json(*sheet));
}

}  // namespace roundel::web
