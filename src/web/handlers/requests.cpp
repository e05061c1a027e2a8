// Requests between agencies.
#include <algorithm>

#include "web/api/json.h"
#include "web/handlers/handlers.h"
#include "web/pages/done.h"
#include "web/pages/requests.h"

namespace roundel::web {
namespace {

std::string key_of(const Visit& visit) {
  return field(visit.form, "key").empty() ? random_key(visit.door.random) : field(visit.form, "key");
}

// What is wrong, each leading to its field; what belongs to no field leads to the top of the page.
Filled filled_again(const Visit& visit, const std::vector<Error>& wrong,
                    const std::vector<std::pair<std::string, std::string>>& called = {}) {
  Filled filled{.fields = visit.form, .errors = {}};
  for (const Error& error : wrong) {
    std::string name = error.place.field;
    for (const auto& [theirs, ours] : called)
      if (name == theirs) name = ours;
    filled.errors.push_back({.text = error.what, .href = name.empty() ? "#main-content" : "#" + name});
  }
  return filled;
}

Result<service::AskForm> ask_form(const Visit& visit, const PersonId& child) {
  const Fields& fields = visit.form;
  const auto needed_by = date_of(fields, "by-when");
  if (!needed_by) return fail(Fault::bad_input, "Write a real date, such as 27 3 2024", "", {.field = "by-when"});
  const std::string& person = field(fields, "person");
  return service::AskForm{.child = child,
                          .person = person == "child" ? PersonId() : PersonId(person),
                          .of = AgencyId(field(fields, "of-agency")),
                          .question = field(fields, "question"),
                          .standing_question = field(fields, "standing-question"),
                          .why = field(fields, "why"),
                          .basis = field(fields, "basis"),
                          .needed_by = *needed_by,
                          .key = key_of(visit)};
}

service::AnswerForm answer_form(const Visit& visit) {
  const Fields& fields = visit.form;
  const bool share = field(fields, "choice") == "share";
  return {.child = visit.person(),
          .request = EntryId(field(visit.path, "request")),
          .share = share,
          .answer = field(fields, "answer"),
          .basis = field(fields, "basis"),
          .reason = field(fields, share ? "reason" : "not-why"),
          .sharing = field(fields, "sharing"),
          .instead = field(fields, "instead"),
          .key = key_of(visit)};
}

service::ChaseForm chase_form(const Visit& visit) {
  const Fields& fields = visit.form;
  const bool escalate = field(fields, "choice") == "escalate";
  return {.child = visit.person(),
          .request = EntryId(field(visit.path, "request")),
          .escalate = escalate,
          .to = field(fields, "to"),
          .words = field(fields, escalate ? "higher-words" : "words"),
          .key = key_of(visit)};
}

Response ask_again(const Visit& visit, const std::vector<Error>& wrong) {
  const auto page = service::see_ask(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  const Filled filled = filled_again(visit, wrong, {{"by-when", "by-when-day"}});
  return html_response(ask_page(visit.frame, *page, visit.door.desk.standards(), filled, key_of(visit)), 400);
}

Response request_now(const Visit& visit, const Filled& filled, int status) {
  const auto row =
      service::see_request(visit.door.desk, visit.caller(), visit.person(), EntryId(field(visit.path, "request")));
  if (!row) return failed(visit, row.error());
  return html_response(request_page(visit.frame, *row, visit.door.desk.standards(), today_of(visit), filled,
                                    filled.errors.empty() ? random_key(visit.door.random) : key_of(visit)),
                       status);
}

Response after_doing(const Visit& visit, const Result<service::RequestDone>& done, std::string_view word,
                     const std::vector<std::pair<std::string, std::string>>& called) {
  if (!done) return failed(visit, done.error());
  if (done->missing.empty())
    return redirect(with_done(request_path(visit.person(), EntryId(field(visit.path, "request"))), word));
  const bool late = done->missing.front().fault == Fault::conflict;
  return request_now(visit, filled_again(visit, done->missing, called), late ? 409 : 400);
}

Response json_of(const Visit& visit, const Result<service::RequestDone>& done) {
  if (!done) return failed(visit, done.error());
  if (done->missing.empty()) return json_response(to_json(*done), 201);
  return json_response(to_json(*done), done->missing.front().fault == Fault::conflict ? 409 : 400);
}

}  // namespace

Response show_ask(const Visit& visit) {
  const auto page = service::see_ask(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  Filled filled;
  // From "what nobody has asked yet": the question by its code, or by its number on the page.
  for (std::size_t number = 0; number < page->unasked.size(); ++number) {
    const Unasked& unasked = page->unasked[number];
    if ((unasked.code.empty() ? std::to_string(number + 1) : unasked.code) != field(visit.request.query, "question"))
      continue;
    filled.fields = {{"question", unasked.question}, {"why", unasked.why}, {"standing-question", unasked.code}};
    const auto agency = std::find_if(page->agencies.begin(), page->agencies.end(),
                                     [&](const service::AgencyToAsk& one) { return one.kind == unasked.agency_kind; });
    if (agency != page->agencies.end()) filled.fields["of-agency"] = agency->agency.str();
  }
  if (const std::string& person = field(visit.request.query, "person"); !person.empty())
    filled.fields["person"] = person;
  return html_response(
      ask_page(visit.frame, *page, visit.door.desk.standards(), filled, random_key(visit.door.random)));
}

Response do_ask(const Visit& visit) {
  const auto form = ask_form(visit, visit.person());
  if (!form) return ask_again(visit, {form.error()});
  const auto done = service::ask_agency(visit.door.desk, visit.caller(), *form);
  if (!done && done.error().fault == Fault::bad_input && !done.error().place.field.empty())
    return ask_again(visit, {done.error()});
  if (!done) return failed(visit, done.error());
  if (!done->missing.empty()) return ask_again(visit, done->missing);
  const auto page = service::see_ask(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  return html_response(asked_page(visit.frame, *page, *form, visit.door.desk.standards()));
}

Response show_requests(const Visit& visit) {
  const auto page = service::see_requests(visit.door.desk, visit.caller());
  if (!page) return failed(visit, page.error());
  return html_response(requests_page(visit.frame, *page, today_of(visit)));
}

Response show_request(const Visit& visit) { return request_now(visit, {}, 200); }

Response do_answer(const Visit& visit) {
  const service::AnswerForm form = answer_form(visit);
  std::vector<std::pair<std::string, std::string>> called;
  if (!form.share) called = {{"reason", "not-why"}};
  return after_doing(visit, service::answer_request(visit.door.desk, visit.caller(), form),
                     form.share ? "answered" : "not-shared", called);
}

Response do_chase(const Visit& visit) {
  const service::ChaseForm form = chase_form(visit);
  std::vector<std::pair<std::string, std::string>> called;
  if (form.escalate) called = {{"words", "higher-words"}};
  return after_doing(visit, service::chase_request(visit.door.desk, visit.caller(), form),
                     form.escalate ? "taken-higher" : "reminded", called);
}

Response api_ask(const Visit& visit) {
  const auto form = ask_form(visit, visit.person());
  if (!form) return failed(visit, form.error());
  return json_of(visit, service::ask_agency(visit.door.desk, visit.caller(), *form));
}

Response api_requests(const Visit& visit) {
  const auto page = service::see_requests(visit.door.desk, visit.caller());
  if (!page) return failed(visit, page.error());
  return json_response(to_json(*page));
}

Response api_request(const Visit& visit) {
  const auto row =
      service::see_request(visit.door.desk, visit.caller(), visit.person(), EntryId(field(visit.path, "request")));
  if (!row) return failed(visit, row.error());
  return json_response(to_json(*row));
}

Response api_answer(const Visit& visit) {
  return json_of(visit, service::answer_request(visit.door.desk, visit.caller(), answer_form(visit)));
}

Response api_chase(const Visit& visit) {
  return json_of(visit, service::chase_request(visit.door.desk, visit.caller(), chase_form(visit)));
}

}  // namespace roundel::web
