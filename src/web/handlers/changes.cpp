// The list of changes, and putting changes off.
#include "core/text.h"
#include "web/api/json.h"
#include "web/api/time_json.h"
#include "web/handlers/handlers.h"
#include "web/pages/done.h"
#include "web/pages/out_of_sight.h"

namespace roundel::web {
namespace {

Response put_off_form(const Visit& visit, const Filled& filled, int status) {
  const auto changes = service::see_changes(visit.door.desk, visit.caller());
  if (!changes) return failed(visit, changes.error());
  const std::string& sent = filled.value("key");
  return html_response(put_off_page(visit.frame, *changes, visit.person(), visit.door.clock().date(), filled,
                                    sent.empty() ? random_key(visit.door.random) : sent),
                       status);
}

// The child of the address, and those of the family that the form names.
std::vector<PersonId> children_of(const Visit& visit) {
  std::vector<PersonId> out = {visit.person()};
  for (const std::string_view one : split(field(visit.form, "children"), ' '))
    if (!one.empty() && one != visit.person().str()) out.emplace_back(std::string(one));
  return out;
}

Result<service::PutOffForm> put_off_of(const Visit& visit) {
  const auto until = parse_date(field(visit.form, "until"));
  if (!until) return tl::unexpected(until.error());
  const std::string& key = field(visit.form, "key");
  return service::PutOffForm{.children = children_of(visit),
                             .until = *until,
                             .reason = field(visit.form, "reason"),
                             .key = key.empty() ? random_key(visit.door.random) : key};
}

Done put_off(const Visit& visit) {
  const auto form = put_off_of(visit);
  if (!form) return fail(form.error());
  return service::put_off_changes(visit.door.desk, visit.caller(), *form);
}

Done bring_back(const Visit& visit) {
  return service::bring_back_changes(visit.door.desk, visit.caller(), visit.person(),
                                     EntryId(field(visit.path, "put-off")));
}

}  // namespace

Response show_put_off(const Visit& visit) { return put_off_form(visit, {}, 200); }

Response do_put_off(const Visit& visit) {
  Filled filled{.fields = visit.form, .errors = {}};
  need(filled, "until", "Choose when it should come back");
  need(filled, "reason", "Say why this can wait until then");
  if (!filled.errors.empty()) return put_off_form(visit, filled, 400);
  const auto done = put_off(visit);
  if (!done) return failed(visit, done.error());
  return redirect(with_done("/", "put-off"));
}

Response do_bring_back(const Visit& visit) {
  const auto done = bring_back(visit);
  if (!done) return failed(visit, done.error());
  return redirect(with_done("/changes/not-shown", "brought-back"));
}

Response show_not_shown(const Visit& visit) {
  const auto changes = service::see_changes(visit.door.desk, visit.caller());
  if (!changes) return failed(visit, changes.error());
  return html_response(not_shown_page(visit.frame, *changes));
}

Response show_out_of_sight(const Visit& visit) {
  const auto page = service::see_out_of_sight(visit.door.desk, visit.caller());
  if (!page) return failed(visit, page.error());
  return html_response(out_of_sight_page(visit.frame, *page));
}

Response api_out_of_sight(const Visit& visit) {
  const auto page = service::see_out_of_sight(visit.door.desk, visit.caller());
  if (!page) return failed(visit, page.error());
  return json_response(to_json(*page));
}

Response api_put_off(const Visit& visit) {
  const auto done = put_off(visit);
  if (!done) return failed(visit, done.error());
  return json_response(done_json());
}

Response api_bring_back(const Visit& visit) {
  const auto done = bring_back(visit);
  if (!done) return failed(visit, done.error());
  return json_response(done_json());
}

}  // namespace roundel::web
