// Deciding the response: one form for a concern, and for all that services told of one event.
#include "web/pages/deciding.h"
#include "core/text.h"
#include "web/handlers/handlers.h"

namespace roundel::web {
namespace {

constexpr std::string_view tick_prefix = "concern-";  // then the concern; its value is the child

// What is decided: the concern that was asked for and what is ticked beside it. Where the page had a box for each, the
// one asked for counts only if it is ticked.
std::vector<service::WhichConcern> ticked(const Visit& visit, const PersonId& child, const EntryId& concern) {
  std::vector<service::WhichConcern> out;
  if (field(visit.form, "together").empty()) out.push_back({.concern = concern, .child = child});
  for (const auto& [name, value] : visit.form)
    if (name.starts_with(tick_prefix) && !value.empty())
      out.push_back({.concern = EntryId(name.substr(tick_prefix.size())), .child = PersonId(value)});
  return out;
}

// Which services of the joint team were asked before deciding, and which were not.
void add_checks(const Visit& visit, DecisionSaid& said) {
  const auto& place = visit.door.desk.standards().place;
  if (!place) return;
  std::vector<std::string> made, not_made;
  for (const Agency& agency : place->agencies)
    if (agency.joint_team && agency.id != visit.caller().agency)
      (field(visit.form, "check-" + agency.id.str()).empty() ? not_made : made).push_back(agency.name);
  said.checks_made = join_words(made);
  said.checks_not_made = join_words(not_made);
}

Filled checked(const Visit& visit) {
  Filled filled{.fields = visit.form, .errors = {}};
  if (ticked(visit, visit.person(), EntryId()).empty())
    filled.errors.push_back({.text = "Choose what this decision is for", .href = "#together"});
  need(filled, "choice", "Choose the response");
  need(filled, "reason", "Say why");
  need(filled, "threshold", "Choose the threshold you rely on");
  need(filled, "parents-told", "Say whether the parents were told");
  if (filled.value("parents-told").starts_with("no"))
    need(filled, "parents-why-not", "Say why the parents were not told");
  need(filled, "feedback", "Write what the referrer will be told");
  return filled;
}

Response decide_again(const Visit& visit, const service::ConcernPage& page, const Filled& filled, int status) {
  return html_response(
      decide_page(visit.frame, page, visit.door.desk.standards(), today_of(visit), filled, field(visit.form, "key")),
      status);
}

// Somebody else decided one of several meanwhile: the form once more, as it was filled in, for what still waits.
Response decided_meanwhile(const Visit& visit, const service::DecideForm& form, const Error& error) {
  Filled filled{.fields = visit.form, .errors = {{.text = error.what, .href = "#told"}}};
  std::vector<service::WhichConcern> chosen = form.also;
  chosen.push_back({.concern = form.concern, .child = form.child});
  for (const service::WhichConcern& one : chosen) {
    const auto page = service::see_concern(visit.door.desk, visit.caller(), one.child, one.concern);
    if (page && !page->row.concern.decision) return decide_again(visit, *page, filled, status_of(error.fault));
  }
  return failed(visit, error);
}

}  // namespace

Response show_decide(const Visit& visit) {
  auto page =
      service::see_concern(visit.door.desk, visit.caller(), visit.person(), EntryId(field(visit.path, "concern")));
  if (!page) return failed(visit, page.error());
  return html_response(
      decide_page(visit.frame, *page, visit.door.desk.standards(), today_of(visit), {}, random_key(visit.door.random)));
}

Response do_decide(const Visit& visit) {
  const EntryId concern(field(visit.path, "concern"));
  const Filled filled = checked(visit);
  if (!filled.errors.empty()) {
    auto page = service::see_concern(visit.door.desk, visit.caller(), visit.person(), concern);
    if (!page) return failed(visit, page.error());
    return decide_again(visit, *page, filled, 400);
  }
  const auto form = decide_form(visit, visit.person(), concern);
  if (!form) return failed(visit, form.error());
  const auto decided = service::decide_response(visit.door.desk, visit.caller(), *form);
  if (!decided && decided.error().fault == Fault::conflict && !form->also.empty())
    return decided_meanwhile(visit, *form, decided.error());
  if (!decided) return failed(visit, decided.error());
  return html_response(decided_page(visit.frame, visit.person(), *form, *decided, today_of(visit)));
}

Result<service::DecideForm> decide_form(const Visit& visit, const PersonId& child, const EntryId& concern) {
  const Fields& fields = visit.form;
  auto choice = parse_response(field(fields, "choice"));
  if (!choice) return tl::unexpected(choice.error());
  std::vector<service::WhichConcern> chosen = ticked(visit, child, concern);
  if (chosen.empty()) return fail(Fault::bad_input, "nothing is chosen to be decided", "at least one concern");
  service::DecideForm form{.concern = chosen.front().concern,
                           .child = chosen.front().child,
                           .choice = *choice,
                           .reason = field(fields, "reason"),
                           .feedback = field(fields, "feedback"),
                           .said = {.threshold = field(fields, "threshold"),
                                    .counts_as = {},
                                    .consent_share = field(fields, "consent-share"),
                                    .consent_service = field(fields, "consent-service"),
                                    .consent_treatment = field(fields, "consent-treatment"),
                                    .parents_told = field(fields, "parents-told"),
                                    .parents_why_not = field(fields, "parents-why-not"),
                                    .checks_made = {},
                                    .checks_not_made = {}},
                           .key = field(fields, "key")};
  form.also.assign(chosen.begin() + 1, chosen.end());
  add_checks(visit, form.said);
  return form;
}

}  // namespace roundel::web
