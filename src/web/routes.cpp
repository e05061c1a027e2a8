#include "web/routes.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "web/api/json.h"
#include "web/handlers/handlers.h"
#include "web/multipart.h"
#include "web/pages/pages.h"

namespace roundel::web {
namespace {

using access::UseCase;

bool is_captured_part(std::string_view part) {
  if (part.empty() || part.size() > 100) return false;
  for (char c : part) {
    const bool fine =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    if (!fine) return false;
  }
  return part != "." && part != "..";
}

// As long for a wrong token as for a right one.
bool same_secret(std::string_view a, std::string_view b) {
  if (a.empty() || a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  return difference == 0;
}

std::string bearer_token(const Request& request) {
  static constexpr std::string_view scheme = "Bearer ";
  if (!request.authorization.starts_with(scheme)) return {};
  return request.authorization.substr(scheme.size());
}

Result<Fields> fields_of_body(const Request& request) {
  if (request.method == Method::get || request.body.empty()) return Fields{};
  if (request.content_type == "application/json") return parse_flat_json(request.body);
  if (request.content_type == "application/x-www-form-urlencoded") return parse_form(request.body);
  if (request.content_type == "multipart/form-data") return parse_multipart(request.body, request.boundary);
  return fail(Fault::bad_input, "the content type of the request is not known here",
              "application/x-www-form-urlencoded, multipart/form-data or application/json");
}

struct Found {
  const Route* route = nullptr;
  Fields path;
  bool other_method = false;
};
Found find_route(const Request& request) {
  Found found;
  for (const Route& route : routes()) {
    auto parts = match(route.pattern, request.path);
    if (!parts) continue;
    if (route.method != request.method) {
      found.other_method = true;
      continue;
    }
    found.route = &route;
    found.path = std::move(*parts);
    return found;
  }
  return found;
}

Site site_of(const Door& door) {
  const Standards& standards = door.desk.standards();
  return {.css = door.assets.address("roundel.css"),
          .script = door.assets.address("roundel.js"),
          .icon = door.assets.address("icon.svg"),
          .place = standards.place ? standards.place->name : std::string(),
          .demonstration = door.desk.demonstration()};
}

bool is_for_api(const Request& request) { return request.path.starts_with("/api/"); }

Response plain_failure(const Visit& visit, int status, std::string_view what) {
  if (is_for_api(visit.request)) return json_response(error_json(what, ""), status);
  return html_response(error_page(visit.frame, status, what), status);
}

// A form of another site must not speak with this site's session.
bool comes_from_elsewhere(const Request& request) {
  return !request.fetch_site.empty() && request.fetch_site != "same-origin" && request.fetch_site != "none";
}

bool carries_csrf_token(const Visit& visit) {
  if (!bearer_token(visit.request).empty()) return true;  // a browser does not add this by itself
  const std::string& said = visit.request.csrf_header.empty() ? field(visit.form, "csrf") : visit.request.csrf_header;
  return same_secret(said, visit.who->csrf);
}

bool is_page(const Route& route) {
  return route.method == Method::get && !route.open && !route.is_api() &&
         route.use_case != UseCase::follow_live_changes;
}

// Finds out who asks; an answer means that the visit ends here.
std::optional<Response> admit(Visit& visit, const Route& route) {
  const std::string token = session_token(visit.request, visit.door.behind_tls);
  if (!token.empty()) {
    auto session = service::session_of(visit.door.desk, token);
    if (session) {
      visit.who = std::move(*session);
      visit.frame.caller = &visit.who->caller;
      visit.frame.csrf = visit.who->csrf;
    } else if (session.error().fault == Fault::broken) {
      return plain_failure(visit, 500, "");
    }
  }
  if (visit.request.method == Method::post && comes_from_elsewhere(visit.request)) {
    return plain_failure(visit, 403, "The form came from another site.");
  }
  if (route.open) return std::nullopt;
  if (!visit.who && is_for_api(visit.request)) return plain_failure(visit, 401, "Sign in first.");
  if (!visit.who) {  // whoever was on the way to a page comes to it when they have signed in
    const bool leads_on = is_page(route) && visit.request.path != "/";
    return redirect(leads_on ? "/sign-in?next=" + visit.request.path : "/sign-in");
  }
  if (visit.request.method == Method::post && !carries_csrf_token(visit)) {
    return plain_failure(visit, 403,
                         "The form was too old or not made here. Go back, load the page again and send it once more.");
  }
  return std::nullopt;
}

}  // namespace

std::string session_token(const Request& request, bool behind_tls) {
  const std::string bearer = bearer_token(request);
  return bearer.empty() ? cookie_value(request.cookie, session_cookie_name(behind_tls)) : bearer;
}

const std::vector<Route>& routes() {
  using enum Method;
  static const std::vector<Route> table = {
      {get, "/", UseCase::see_changes, show_changes},
      {get, "/changes/not-shown", UseCase::see_changes, show_not_shown},
      {get, "/work", UseCase::see_work, show_work},
      {get, "/reminders", UseCase::set_reminders, show_reminders},
      {post, "/reminders/mail", UseCase::set_reminders, do_mail},
      {post, "/reminders/calendar", UseCase::set_reminders, do_calendar},
      {post, "/reminders/calendar/withdraw", UseCase::set_reminders, do_withdraw_calendar},
      {get, "/calendar/{word}", UseCase::read_calendar, show_calendar, true},
      {get, "/hand-over", UseCase::hand_over_work, show_hand_over},
      {post, "/hand-over", UseCase::hand_over_work, do_hand_over},
      {post, "/hand-over/take-back", UseCase::hand_over_work, do_take_back_several},
      {get, "/out-of-sight", UseCase::see_out_of_sight, show_out_of_sight},
      {get, "/child/{person}/put-off", UseCase::see_changes, show_put_off},
      {post, "/child/{person}/put-off", UseCase::put_off_changes, do_put_off},
      {post, "/child/{person}/put-off/{put-off}/back", UseCase::put_off_changes, do_bring_back},
      {get, "/sign-in", UseCase::sign_in, show_sign_in, true},
      {post, "/sign-in", UseCase::sign_in, do_sign_in, true},
      {post, "/sign-out", UseCase::sign_out, do_sign_out},
      {get, "/find", UseCase::find_person, show_find},
      {post, "/find", UseCase::find_person, do_find},
      {get, "/new-child", UseCase::record_new_child, show_new_child},
      {post, "/new-child/form", UseCase::record_new_child, show_new_child},
      {post, "/new-child", UseCase::record_new_child, do_new_child},
      {get, "/child/{person}", UseCase::open_picture, show_child},
      {post, "/child/{person}/judge", UseCase::judge_level, do_judge},
      {post, "/child/{person}/shared-level", UseCase::share_level, do_share_level},
      {post, "/child/{person}/shared-level/{shared}/sign", UseCase::sign_level, do_sign_level},
      {post, "/child/{person}/ask-for-access", UseCase::ask_for_access, do_ask_for_access},
      {get, "/child/{person}/access-history", UseCase::see_access_history, show_access_history},
      {get, "/child/{person}/replay", UseCase::see_replay, show_replay},
      {get, "/child/{person}/who-knew", UseCase::see_who_knew, show_who_knew},
      {get, "/child/{person}/concern", UseCase::record_concern, show_concern},
      {post, "/child/{person}/concern", UseCase::record_concern, do_concern},
      {get, "/child/{person}/concerns/{concern}", UseCase::decide_response, show_decide},
      {post, "/child/{person}/concerns/{concern}", UseCase::decide_response, do_decide},
      {get, "/child/{person}/pathway", UseCase::see_pathway, show_pathway},
      {get, "/child/{person}/pathway/{kind}", UseCase::record_step, show_step},
      {post, "/child/{person}/pathway/{kind}", UseCase::record_step, do_step},
      {get, "/child/{person}/birth", UseCase::record_birth, show_birth},
      {post, "/child/{person}/birth", UseCase::record_birth, do_birth},
      {get, "/child/{person}/birth/another", UseCase::record_birth, show_another_birth},
      {post, "/child/{person}/birth/another", UseCase::record_birth, do_another_birth},
      {get, "/child/{person}/with-family", UseCase::read_with_family, show_with_family},
      {get, "/child/{person}/pack", UseCase::print_pack, show_pack},
      {get, "/child/{person}/chronology", UseCase::print_chronology, show_paper_chronology},
      {get, "/child/{person}/ask", UseCase::ask_agency, show_ask},
      {post, "/child/{person}/ask", UseCase::ask_agency, do_ask},
      {get, "/child/{person}/requests/{request}", UseCase::see_requests, show_request},
      {post, "/child/{person}/requests/{request}/answer", UseCase::answer_request, do_answer},
      {post, "/child/{person}/requests/{request}/chase", UseCase::chase_request, do_chase},
      {get, "/requests", UseCase::see_requests, show_requests},
      {get, "/concerns", UseCase::see_my_concerns, show_my_concerns},
      {get, "/concerns/service", UseCase::see_passed_on, show_passed_on},
      {get, "/referral-loop", UseCase::see_oversight, show_referral_loop},
      {post, "/referral-loop/learned", UseCase::record_learned, do_record_learned},
      {get, "/front-door", UseCase::see_front_door, show_front_door},
      {get, "/identity", UseCase::see_link_queue, show_link_queue},
      {get, "/identity/pairs/{pair}", UseCase::review_link, show_link_pair},
      {post, "/identity/pairs/{pair}", UseCase::decide_link, do_judge_link},
      {get, "/identity/decisions", UseCase::see_link_queue, show_judgements},
      {get, "/identity/decisions/{decision}", UseCase::review_link, show_judgement},
      {post, "/identity/decisions/{decision}/undo", UseCase::decide_link, do_undo_judgement},
      {get, "/identity/persons/{person}", UseCase::review_link, show_cluster},
      {get, "/identity/quality", UseCase::see_linkage_quality, show_linkage_quality},
      {get, "/elsewhere", UseCase::answer_elsewhere, show_elsewhere},
      {post, "/elsewhere", UseCase::answer_elsewhere, do_answer_elsewhere},
      {get, "/child/{person}/ask-elsewhere", UseCase::ask_elsewhere, show_ask_elsewhere},
      {post, "/child/{person}/ask-elsewhere", UseCase::ask_elsewhere, do_ask_elsewhere},
      {get, "/time-limits", UseCase::see_oversight, show_time_limits},
      {get, "/vignettes", UseCase::rate_vignettes, show_vignettes},
      {get, "/vignettes/{vignette}", UseCase::rate_vignettes, show_vignette},
      {post, "/vignettes/{vignette}", UseCase::rate_vignettes, do_rate_vignette},
      {get, "/severity", UseCase::see_severity, show_severity},
      {get, "/backtest", UseCase::see_backtest, show_backtest},
      {get, "/standards", UseCase::read_standards, show_standards},
      {get, "/more", UseCase::read_standards, show_more},
      {get, "/about", UseCase::read_about, show_about, true},
      {get, "/health", UseCase::read_about, show_health, true},
      {get, "/assets/{file}", UseCase::read_about, show_asset, true},
      {get, "/live", UseCase::follow_live_changes, follow_live},
      {post, "/api/sign-in", UseCase::sign_in, api_sign_in, true},
      {post, "/api/sign-out", UseCase::sign_out, api_sign_out},
      {get, "/api/changes", UseCase::see_changes, api_changes},
      {get, "/api/work", UseCase::see_work, api_work},
      {get, "/api/reminders", UseCase::set_reminders, api_reminders},
      {post, "/api/reminders/mail", UseCase::set_reminders, api_mail},
      {post, "/api/reminders/calendar", UseCase::set_reminders, api_calendar},
      {post, "/api/reminders/calendar/withdraw", UseCase::set_reminders, api_withdraw_calendar},
      {post, "/api/handovers", UseCase::hand_over_work, api_hand_over},
      {post, "/api/children/{person}/handovers/{handover}/take-back", UseCase::hand_over_work, api_take_back},
      {get, "/api/out-of-sight", UseCase::see_out_of_sight, api_out_of_sight},
      {get, "/api/vignettes", UseCase::rate_vignettes, api_vignettes},
      {post, "/api/vignettes/{vignette}", UseCase::rate_vignettes, api_rate_vignette},
      {get, "/api/severity", UseCase::see_severity, api_severity},
      {get, "/api/backtest", UseCase::see_backtest, api_backtest},
      {post, "/api/children/{person}/put-off", UseCase::put_off_changes, api_put_off},
      {post, "/api/children/{person}/put-off/{put-off}/back", UseCase::put_off_changes, api_bring_back},
      {post, "/api/find", UseCase::find_person, api_find},
      {get, "/api/children/{person}", UseCase::open_picture, api_child},
      {get, "/api/children/{person}/access-history", UseCase::see_access_history, api_access_history},
      {post, "/api/children/{person}/ask-for-access", UseCase::ask_for_access, api_ask_for_access},
      {post, "/api/children/{person}/judgements", UseCase::judge_level, api_judge},
      {post, "/api/children/{person}/shared-levels", UseCase::share_level, api_share_level},
      {post, "/api/children/{person}/shared-levels/{shared}/sign", UseCase::sign_level, api_sign_level},
      {get, "/api/children/{person}/concerns/{concern}", UseCase::decide_response, api_see_concern},
      {get, "/api/children/{person}/replay", UseCase::see_replay, api_replay},
      {get, "/api/children/{person}/who-knew", UseCase::see_who_knew, api_who_knew},
      {post, "/api/children/{person}/requests", UseCase::ask_agency, api_ask},
      {get, "/api/children/{person}/requests/{request}", UseCase::see_requests, api_request},
      {post, "/api/children/{person}/requests/{request}/answer", UseCase::answer_request, api_answer},
      {post, "/api/children/{person}/requests/{request}/chase", UseCase::chase_request, api_chase},
      {get, "/api/requests", UseCase::see_requests, api_requests},
      {get, "/api/children/{person}/pathway", UseCase::see_pathway, api_pathway},
      {post, "/api/children/{person}/pathway", UseCase::record_step, api_step},
      {post, "/api/children/{person}/birth", UseCase::record_birth, api_birth},
      {post, "/api/children/{person}/birth/another", UseCase::record_birth, api_another_birth},
      {post, "/api/new-child", UseCase::record_new_child, api_new_child},
      {get, "/api/children/{person}/with-family", UseCase::read_with_family, api_with_family},
      {post, "/api/concerns", UseCase::record_concern, api_concern},
      {get, "/api/concerns/mine", UseCase::see_my_concerns, api_my_concerns},
      {get, "/api/concerns/service", UseCase::see_passed_on, api_passed_on},
      {get, "/api/referral-loop", UseCase::see_oversight, api_referral_loop},
      {post, "/api/referral-loop/learned", UseCase::record_learned, api_record_learned},
      {get, "/api/front-door", UseCase::see_front_door, api_front_door},
      {post, "/api/decisions", UseCase::decide_response, api_decide},
      {get, "/api/identity/queue", UseCase::see_link_queue, api_link_queue},
      {get, "/api/identity/pairs/{pair}", UseCase::review_link, api_link_pair},
      {post, "/api/identity/decisions", UseCase::decide_link, api_judge_link},
      {get, "/api/identity/decisions", UseCase::see_link_queue, api_judgements},
      {get, "/api/identity/decisions/{decision}", UseCase::review_link, api_judgement},
      {post, "/api/identity/decisions/{decision}/undo", UseCase::decide_link, api_undo_judgement},
      {get, "/api/identity/persons/{person}", UseCase::review_link, api_cluster},
      {get, "/api/identity/quality", UseCase::see_linkage_quality, api_linkage_quality},
      {post, "/api/children/{person}/ask-elsewhere", UseCase::ask_elsewhere, api_ask_elsewhere},
      {post, "/api/known-here", UseCase::answer_elsewhere, api_answer_elsewhere},
      {get, "/api/standards", UseCase::read_standards, api_standards},
      {get, "/api/openapi.json", UseCase::read_about, api_openapi, true},
  };
  return table;
}

std::optional<Fields> match(std::string_view pattern, std::string_view path) {
  const auto wanted = split(pattern, '/');
  const auto given = split(path, '/');
  if (wanted.size() != given.size()) return std::nullopt;
  Fields captured;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      if (!is_captured_part(given[i])) return std::nullopt;
      captured[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = std::string(given[i]);
    } else if (wanted[i] != given[i]) {
      return std::nullopt;
    }
  }
  return captured;
}

bool leads_to_page(std::string_view path) {
  return std::ranges::any_of(routes(),
                             [&](const Route& route) { return is_page(route) && match(route.pattern, path); });
}

Counter counter_of(const Request& request) {
  const Found found = find_route(request);
  if (found.route == nullptr) return Counter::pages;
  const UseCase use_case = found.route->use_case;
  if (request.method == Method::get) return use_case == UseCase::see_severity ? Counter::whole_record : Counter::pages;
  if (use_case == UseCase::sign_in) return Counter::sign_in;
  return use_case == UseCase::find_person ? Counter::pages : Counter::recording;
}

Response handle(const Request& request, Door& door) {
  Visit visit{.request = request, .door = door, .path = {}, .form = {}, .who = {}, .frame = {.site = site_of(door)}};
  if (request.method == Method::get) visit.frame.done = field(request.query, "done");
  Found found = find_route(request);
  if (found.route == nullptr) {
    Response none = plain_failure(visit, found.other_method ? 405 : 404, "");
    none.route = "(none)";
    return none;
  }
  visit.path = std::move(found.path);
  Response response;
  auto form = fields_of_body(request);
  if (!form) {
    response = failed(visit, form.error());
  } else {
    visit.form = std::move(*form);
    auto refused = admit(visit, *found.route);
    response = refused ? std::move(*refused) : found.route->handler(visit);
  }
  response.route = std::string(found.route->pattern);
  return response;
}

std::string session_cookie_name(bool behind_tls) { return behind_tls ? "__Host-roundel" : "roundel"; }

std::string random_key(const RandomBytes& random) {
  static constexpr char digits[] = "0123456789abcdef";
  std::array<std::uint8_t, 16> bytes{};
  random(bytes);
  std::string key;
  for (std::uint8_t byte : bytes) {
    key += digits[byte >> 4];
    key += digits[byte & 15];
  }
  return key;
}

}  // namespace roundel::web
