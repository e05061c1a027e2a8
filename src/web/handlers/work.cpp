// Worklists, and handing work over.
#include <algorithm>

#include "web/api/json.h"
#include "web/api/work_json.h"
#include "web/handlers/handlers.h"
#include "web/pages/done.h"
#include "web/pages/work.h"

namespace roundel::web {
namespace {

Result<service::WorkPage> work(const Visit& visit) {
  const auto of = service::parse_work_of(field(visit.request.query, "of"));
  if (!of) return fail(of.error());
  const auto part = service::parse_work_part(field(visit.request.query, "part"));
  if (!part) return fail(part.error());
  const int page = whole_number(field(visit.request.query, "page"), 1);
  return service::see_work(visit.door.desk, visit.caller(), *of, {.part = *part, .page = page});
}

Result<service::HandOverForm> handover_form(const Visit& visit) {
  const Fields& fields = visit.form;
  const auto back = date_of(fields, "back");
  if (!back) return fail(Fault::bad_input, "Write a real date, such as 27 3 2024", "", {.field = "back"});
  const std::string& key = field(fields, "key");
  return service::HandOverForm{.from = PractitionerId(field(fields, "from")),
                               .to = PractitionerId(field(fields, "to")),
                               .back = *back,
                               .reason = field(fields, "reason"),
                               .key = key.empty() ? random_key(visit.door.random) : key};
}

Result<int> hand_over(const Visit& visit) {
  const auto form = handover_form(visit);
  if (!form) return fail(form.error());
  return service::hand_over_work(visit.door.desk, visit.caller(), *form);
}

Done take_back(const Visit& visit) {
  return service::take_back_work(visit.door.desk, visit.caller(), visit.person(),
                                 EntryId(field(visit.path, "handover")));
}

// The boxes that are ticked: a handover, and as its value the child.
std::vector<service::HandoverOfChild> ticked_handovers(const Visit& visit) {
  std::vector<service::HandoverOfChild> out;
  for (const auto& [name, value] : visit.form)
    if (name.starts_with(handover_prefix) && !value.empty())
      out.push_back({.child = PersonId(value), .handover = EntryId(name.substr(handover_prefix.size()))});
  return out;
}

Response hand_over_form(const Visit& visit, const Filled& filled, int status) {
  const auto page = service::see_hand_over(visit.door.desk, visit.caller());
  if (!page) return failed(visit, page.error());
  const std::string& key = field(visit.form, "key");
  return html_response(hand_over_page(visit.frame, *page, filled, key.empty() ? random_key(visit.door.random) : key),
                       status);
}

}  // namespace

Response show_work(const Visit& visit) {
  const auto page = work(visit);
  if (!page) return failed(visit, page.error());
  return html_response(work_page(visit.frame, *page));
}

Response show_hand_over(const Visit& visit) { return hand_over_form(visit, {}, 200); }

Response do_hand_over(const Visit& visit) {
  const auto done = hand_over(visit);
  if (!done && done.error().fault == Fault::bad_input && !done.error().place.field.empty()) {
    const std::string& wrong = done.error().place.field;
    const std::string text = wrong == "reason" ? "Say why the work is handed over" : done.error().what;
    return hand_over_form(
        visit, {.fields = visit.form, .errors = {{.text = text, .href = "#" + (wrong == "back" ? "back-day" : wrong)}}},
        400);
  }
  if (!done) return failed(visit, done.error());
  const auto page = service::see_hand_over(visit.door.desk, visit.caller());
  if (!page) return failed(visit, page.error());
  const auto to = std::find_if(page->to.begin(), page->to.end(), [&](const service::Colleague& one) {
    return one.practitioner.str() == field(visit.form, "to");
  });
  return html_response(handed_over_page(visit.frame, *done, to == page->to.end() ? "a colleague" : to->name));
}

Response do_take_back_several(const Visit& visit) {
  const auto several = ticked_handovers(visit);
  if (several.empty()) return redirect("/work");
  const auto done = service::take_back_several(visit.door.desk, visit.caller(), several);
  if (!done) return failed(visit, done.error());
  return redirect(with_done("/work", "taken-back"));
}

Response api_work(const Visit& visit) {
  const auto page = work(visit);
  if (!page) return failed(visit, page.error());
  return json_response(to_json(*page));
}

Response api_hand_over(const Visit& visit) {
  const auto done = hand_over(visit);
  if (!done) return failed(visit, done.error());
  return json_response(handed_over_json(*done), 201);
}

Response api_take_back(const Visit& visit) {
  const auto done = take_back(visit);
  if (!done) return failed(visit, done.error());
  return json_response(done_json());
}

}  // namespace roundel::web
