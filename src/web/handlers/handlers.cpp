#include "web/handlers/handlers.h"

#include <charconv>

#include "core/text.h"
#include "web/api/json.h"
#include "web/pages/menu.h"
#include "web/pages/pages.h"

namespace roundel::web {
namespace {

// The first thing somebody who signs in should see.
std::string home_of(const access::Caller& caller) {
  if (caller.role == "practitioner" || caller.role == "joint-team" || caller.role == "manager") return "/";
  if (caller.role == "referrer") return "/concerns";
  if (caller.role == "identity-steward") return "/identity";
  return caller.role == "steward" || caller.role == "operator" ? "/standards" : "/find";
}

std::string set_cookie(std::string_view name, std::string_view value, bool behind_tls) {
  std::string cookie = std::string(name) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Lax";
  if (behind_tls) cookie += "; Secure";
  if (value.empty()) cookie += "; Max-Age=0";
  return cookie;
}

constexpr std::string_view kSignInCookie = "roundel-sign-in";

// The sign-in form carries a token that its cookie knows too, so that no other site can sign somebody in.
Response sign_in_form(const Visit& visit, const Filled& filled, int status) {
  const std::string token = random_key(visit.door.random);
  Response response = html_response(sign_in_page(visit.frame, filled, token), status);
  response.headers.emplace_back("Set-Cookie", set_cookie(kSignInCookie, token, visit.door.behind_tls));
  return response;
}

Date today(const Visit& visit) { return visit.door.clock().date(); }

}  // namespace

Response show_sign_in(const Visit& visit) {
  const std::string next = field(visit.request.query, "next");
  const bool leads_on = leads_to_page(next);
  if (visit.who) return redirect(leads_on ? next : home_of(visit.caller()));
  return sign_in_form(visit, {.fields = {{"next", leads_on ? next : ""}}, .errors = {}}, 200);
}

Response do_sign_in(const Visit& visit) {
  const std::string next = field(visit.form, "next");
  Filled filled{.fields = {{"login", field(visit.form, "login")}, {"next", next}}, .errors = {}};
  const std::string known = cookie_value(visit.request.cookie, kSignInCookie);
  if (known.empty() || known != field(visit.form, "csrf")) {
    filled.errors.push_back({.text = "The form was too old. Please sign in again.", .href = "#login"});
    return sign_in_form(visit, filled, 403);
  }
  need(filled, "login", "Enter your sign-in name");
  if (field(visit.form, "password").empty())
    filled.errors.push_back({.text = "Enter your password", .href = "#password"});
  if (!filled.errors.empty()) return sign_in_form(visit, filled, 400);
  auto signed_in = service::sign_in(visit.door.desk, field(visit.form, "login"), field(visit.form, "password"));
  if (!signed_in) {
    if (signed_in.error().fault == Fault::broken) return failed(visit, signed_in.error());
    filled.errors.push_back({.text = signed_in.error().what, .href = "#login"});
    return sign_in_form(visit, filled, 403);
  }
  Response response = redirect(leads_to_page(next) ? next : home_of(signed_in->caller));
  const bool tls = visit.door.behind_tls;
  response.headers.emplace_back("Set-Cookie", set_cookie(session_cookie_name(tls), signed_in->token, tls));
  response.headers.emplace_back("Set-Cookie", set_cookie(kSignInCookie, "", tls));
  return response;
}

Response do_sign_out(const Visit& visit) {
  const auto done = service::sign_out(visit.door.desk, visit.who->token);
  if (!done) return failed(visit, done.error());
  Response response = redirect("/sign-in");
  const bool tls = visit.door.behind_tls;
  response.headers.emplace_back("Set-Cookie", set_cookie(session_cookie_name(tls), "", tls));
  response.headers.emplace_back("Clear-Site-Data", "\"cache\"");
  return response;
}

Response show_changes(const Visit& visit) {
  if (home_of(visit.caller()) != "/") return redirect(home_of(visit.caller()));
  auto changes = service::see_changes(visit.door.desk, visit.caller());
  if (!changes) return failed(visit, changes.error());
  return html_response(
      changes_page(visit.frame, *changes, today(visit), whole_number(field(visit.request.query, "page"), 1)));
}

Response show_find(const Visit& visit) { return html_response(find_page(visit.frame, {}, std::nullopt)); }

Response do_find(const Visit& visit) {
  Filled filled{.fields = visit.form, .errors = {}};
  need(filled, "name", "Enter a name");
  const auto born = date_of(visit.form, "born");
  if (!born)
    filled.errors.push_back({.text = "Date of birth must be a real date, such as 27 3 2019", .href = "#born-day"});
  if (!filled.errors.empty()) return html_response(find_page(visit.frame, filled, std::nullopt), 400);
  auto hits = service::find_person(visit.door.desk, visit.caller(), {.name = field(visit.form, "name"), .born = *born});
  if (!hits) return failed(visit, hits.error());
  return html_response(find_page(visit.frame, filled, *hits));
}

Response show_child(const Visit& visit) {
  const Fields& query = visit.request.query;
  auto asked = picture_asked(query);
  if (!asked) return failed(visit, asked.error());
  auto page = service::open_picture(visit.door.desk, visit.caller(), visit.person(), *asked);
  if (!page) return failed(visit, page.error());
  const ChildShown shown{.lane = field(query, "lane"),
                         .all = field(query, "chronology") == "all",
                         .filled = {},
                         .key = random_key(visit.door.random)};
  return html_response(child_page(visit.frame, *page, visit.door.desk.standards(), shown));
}

Response do_ask_for_access(const Visit& visit) {
  Filled filled{.fields = visit.form, .errors = {}};
  need(filled, "reason", "Say why you need to see more");
  if (!filled.errors.empty()) return show_child_again(visit, std::move(filled), 400);
  const auto done =
      service::ask_for_access(visit.door.desk, visit.caller(), visit.person(), field(visit.form, "reason"));
  if (!done) return failed(visit, done.error());
  return redirect(child_path(visit.person()));
}

Response show_access_history(const Visit& visit) {
  auto lines = service::see_access_history(visit.door.desk, visit.caller(), visit.person());
  if (!lines) return failed(visit, lines.error());
  return html_response(access_history_page(visit.frame, visit.person(), *lines));
}

Response show_concern(const Visit& visit) {
  auto page = service::open_picture(visit.door.desk, visit.caller(), visit.person(), {});
  if (!page) return failed(visit, page.error());
  return html_response(concern_page(visit.frame, page->picture.identity, {}, random_key(visit.door.random)));
}

Response do_concern(const Visit& visit) {
  Filled filled{.fields = visit.form, .errors = {}};
  need(filled, "worry", "Say what worries you");
  need(filled, "parents-told", "Say whether the parents know that you are passing this on");
  if (!filled.errors.empty()) {
    auto page = service::open_picture(visit.door.desk, visit.caller(), visit.person(), {});
    if (!page) return failed(visit, page.error());
    return html_response(concern_page(visit.frame, page->picture.identity, filled, field(visit.form, "key")), 400);
  }
  auto recorded = service::record_concern(visit.door.desk, visit.caller(), concern_form(visit, visit.person()));
  if (!recorded) return failed(visit, recorded.error());
  return html_response(concern_recorded_page(visit.frame, visit.person(), *recorded));
}

Response show_my_concerns(const Visit& visit) {
  auto rows = service::see_my_concerns(visit.door.desk, visit.caller());
  if (!rows) return failed(visit, rows.error());
  return html_response(my_concerns_page(visit.frame, *rows, today(visit)));
}

Response show_front_door(const Visit& visit) {
  auto door =
      service::see_front_door(visit.door.desk, visit.caller(), whole_number(field(visit.request.query, "page"), 1));
  if (!door) return failed(visit, door.error());
  return html_response(front_door_page(visit.frame, *door, visit.door.desk.standards(), today(visit)));
}

Response show_standards(const Visit& visit) {
  return html_response(standards_page(visit.frame, visit.door.desk.standards()));
}

Response show_more(const Visit& visit) { return html_response(more_page(visit.frame)); }

Response show_about(const Visit& visit) { return html_response(about_page(visit.frame, visit.door.desk.standards())); }

Response show_health(const Visit&) { return {.content_type = "text/plain; charset=utf-8", .body = "well\n"}; }

Response show_asset(const Visit& visit) {
  const Asset* asset = visit.door.assets.find(field(visit.path, "file"));
  if (asset == nullptr) return html_response(error_page(visit.frame, 404, ""), 404);
  return {.content_type = asset->content_type,
          .body = asset->bytes,
          .cacheable = field(visit.request.query, "v") == asset->version};
}

Response follow_live(const Visit& visit) {
  // Asks for nothing but the leave to follow.
  const auto allowed =
      service::follow_live_changes(visit.door.desk, visit.caller(), std::numeric_limits<std::int64_t>::max());
  if (!allowed) return failed(visit, allowed.error());
  return {.content_type = "text/event-stream", .live = true};
}

void need(Filled& filled, std::string_view name, std::string_view what) {
  if (trimmed(filled.value(name)).empty())
    filled.errors.push_back({.text = std::string(what), .href = "#" + std::string(name)});
}

Response show_child_again(const Visit& visit, Filled filled, int status) {
  auto page = service::open_picture(visit.door.desk, visit.caller(), visit.person(), {});
  if (!page) return failed(visit, page.error());
  const ChildShown shown{.lane = {}, .all = false, .filled = std::move(filled), .key = random_key(visit.door.random)};
  return html_response(child_page(visit.frame, *page, visit.door.desk.standards(), shown), status);
}

Response html_response(const Html& html, int status) { return {.status = status, .body = html.str()}; }

int status_of(Fault fault) {
  switch (fault) {
    case Fault::bad_input:
      return 400;
    case Fault::not_found:
      return 404;
    case Fault::refused:
      return 403;
    case Fault::conflict:
      return 409;
    case Fault::broken:
      break;
  }
  return 500;
}

Response failed(const Visit& visit, const Error& error) {
  const int status = status_of(error.fault);
  const std::string what = status == 500 ? std::string() : error.what;
  if (visit.request.path.starts_with("/api/")) return json_response(error_json(what, error.expected), status);
  return html_response(error_page(visit.frame, status, what), status);
}

Result<std::optional<Date>> date_of(const Fields& fields, const std::string& prefix) {
  if (!field(fields, prefix).empty()) {
    auto date = parse_date(field(fields, prefix));
    if (!date) return tl::unexpected(date.error());
    return std::optional(*date);
  }
  const std::string day(trimmed(field(fields, prefix + "-day")));
  const std::string month(trimmed(field(fields, prefix + "-month")));
  const std::string year(trimmed(field(fields, prefix + "-year")));
  if (day.empty() && month.empty() && year.empty()) return std::optional<Date>();
  const auto two = [](const std::string& digits) { return digits.size() == 1 ? "0" + digits : digits; };
  auto date = parse_date(year + "-" + two(month) + "-" + two(day));
  if (!date) return tl::unexpected(date.error());
  return std::optional(*date);
}

int whole_number(std::string_view text, int fallback) {
  int number = fallback;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size() && number > 0 ? number : fallback;
}

Result<service::PictureAsked> picture_asked(const Fields& query) {
  service::PictureAsked asked;
  if (const std::string& moment = field(query, "as-known-at"); !moment.empty()) {
    auto at = parse_timestamp(moment);
    if (!at) return tl::unexpected(at.error());
    asked.as_known_at = *at;
  } else {
    auto date = date_of(query, "as-known-on");
    if (!date) return fail(Fault::bad_input, "The date must be a real date, such as 27 3 2024.");
    if (*date) asked.as_known_at = Timestamp::end_of(**date);
  }
  if (const std::string& agency = field(query, "as-known-to"); !agency.empty()) asked.as_known_to = AgencyId(agency);
  return asked;
}

service::ConcernForm concern_form(const Visit& visit, const PersonId& child) {
  const Fields& fields = visit.form;
  return {.child = child,
          .worry = field(fields, "worry"),
          .child_says = field(fields, "child-says"),
          .immediate_danger = field(fields, "immediate-danger") == "yes",
          .parents_told = field(fields, "parents-told"),
          .key = field(fields, "key").empty() ? random_key(visit.door.random) : field(fields, "key")};
}

Date today_of(const Visit& visit) { return visit.door.clock().date(); }

}  // namespace roundel::web
