#include "web/handlers/handlers.h"
#include "web/api/json.h"

namespace roundel::web {
namespace {

// The answer of a use case as JSON, or its error.
template <class Answer>
Response answer(const Visit& visit, const Result<Answer>& result, int status = 200) {
  if (!result) return failed(visit, result.error());
  return json_response(to_json(*result), status);
}

Response answer(const Visit& visit, const Done& done) {
  if (!done) return failed(visit, done.error());
  return json_response(done_json());
}

}  // namespace

Response api_sign_in(const Visit& visit) {
  // Only JSON, which no form of another site can send unasked.
  if (visit.request.content_type != "application/json") {
    return failed(visit, {.fault = Fault::bad_input, .what = "Send JSON.", .expected = "application/json"});
  }
  return answer(visit, service::sign_in(visit.door.desk, field(visit.form, "login"), field(visit.form, "password")));
}

Response api_sign_out(const Visit& visit) {
  return answer(visit, service::sign_out(visit.door.desk, visit.who->token));
}

Response api_changes(const Visit& visit) {
  return answer(visit, service::see_changes(visit.door.desk, visit.caller()));
}

Response api_find(const Visit& visit) {
  const auto born = date_of(visit.form, "born");
  if (!born) return failed(visit, born.error());
  return answer(
      visit, service::find_person(visit.door.desk, visit.caller(), {.name = field(visit.form, "name"), .born = *born}));
}

Response api_child(const Visit& visit) {
  const auto asked = picture_asked(visit.request.query);
  if (!asked) return failed(visit, asked.error());
  const auto page = service::open_picture(visit.door.desk, visit.caller(), visit.person(), *asked);
  if (!page) return failed(visit, page.error());
  return json_response(to_json(*page, visit.door.desk.standards()));
}

Response api_access_history(const Visit& visit) {
  return answer(visit, service::see_access_history(visit.door.desk, visit.caller(), visit.person()));
}

Response api_ask_for_access(const Visit& visit) {
  return answer(visit,
                service::ask_for_access(visit.door.desk, visit.caller(), visit.person(), field(visit.form, "reason")));
}

Response api_concern(const Visit& visit) {
  const PersonId child(field(visit.form, "child"));
  return answer(visit, service::record_concern(visit.door.desk, visit.caller(), concern_form(visit, child)), 201);
}

Response api_my_concerns(const Visit& visit) {
  return answer(visit, service::see_my_concerns(visit.door.desk, visit.caller()));
}

Response api_see_concern(const Visit& visit) {
  return answer(visit, service::see_concern(visit.door.desk, visit.caller(), visit.person(),
                                            EntryId(field(visit.path, "concern"))));
}

Response api_front_door(const Visit& visit) {
  return answer(visit, service::see_front_door(visit.door.desk, visit.caller(),
                                               whole_number(field(visit.request.query, "page"), 1)));
}

Response api_decide(const Visit& visit) {
  const auto form = decide_form(visit, PersonId(field(visit.form, "child")), EntryId(field(visit.form, "concern")));
  if (!form) return failed(visit, form.error());
  return answer(visit, service::decide_response(visit.door.desk, visit.caller(), *form), 201);
}

Response api_standards(const Visit& visit) { return json_response(to_json(visit.door.desk.standards())); }

Response api_openapi(const Visit& visit) {
  const Asset* description = visit.door.assets.find("openapi.json");
  if (description == nullptr)
    return failed(visit, {.fault = Fault::not_found, .what = "The description is not installed."});
  return json_response(description->bytes);
}

}  // namespace roundel::web
