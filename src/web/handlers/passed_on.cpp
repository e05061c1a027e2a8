// What a service passed on, and what became of what everybody passed on.
#include "web/pages/passed_on.h"

#include "web/api/json.h"
#include "web/api/passed_on_json.h"
#include "web/handlers/handlers.h"

namespace roundel::web {
namespace {

Result<service::PassedOnPage> sent_by_my_service(const Visit& visit) {
  return service::see_passed_on(visit.door.desk, visit.caller(), whole_number(field(visit.request.query, "page"), 1));
}

LoopKey loop_key(const Visit& visit) {
  return {.way = parse_sent_by(field(visit.form, "way")).value_or(SentBy::form),
          .source = field(visit.form, "source"),
          .kind = KindCode(field(visit.form, "kind"))};
}

service::LearnedForm learned_form(const Visit& visit, Date from) {
  const std::string& key = field(visit.form, "key");
  return {.about = loop_key(visit),
          .learned = field(visit.form, "learned"),
          .change = field(visit.form, "change"),
          .agreed_by = field(visit.form, "agreed-by"),
          .from = from,
          .key = key.empty() ? random_key(visit.door.random) : key};
}

}  // namespace

Response show_passed_on(const Visit& visit) {
  const auto page = sent_by_my_service(visit);
  if (!page) return failed(visit, page.error());
  return html_response(passed_on_page(visit.frame, *page, today_of(visit)));
}

Response api_passed_on(const Visit& visit) {
  const auto page = sent_by_my_service(visit);
  if (!page) return failed(visit, page.error());
  return json_response(to_json(*page));
}

Response show_referral_loop(const Visit& visit) {
  const auto loop = service::see_referral_loop(visit.door.desk, visit.caller());
  if (!loop) return failed(visit, loop.error());
  return html_response(
      referral_loop_page(visit.frame, *loop, field(visit.request.query, "row"), {}, random_key(visit.door.random)));
}

Response do_record_learned(const Visit& visit) {
  Filled filled{.fields = visit.form, .errors = {}};
  need(filled, "learned", "Say what both services learned");
  need(filled, "change", "Say what will be sent otherwise");
  need(filled, "agreed-by", "Say who agreed it, for both services");
  const auto from = date_of(visit.form, "from");
  if (!from || !*from)
    filled.errors.push_back({.text = "Enter the day from which it is sent otherwise", .href = "#from-day"});
  const LoopKey about = loop_key(visit);
  if (filled.errors.empty()) {
    const auto done = service::record_learned(visit.door.desk, visit.caller(), learned_form(visit, **from));
    if (done) return redirect("/referral-loop?row=" + loop_word(about) + "#was-learned");
    if (done.error().place.field != "from") return failed(visit, done.error());
    filled.errors.push_back({.text = "Choose a day of the last two years or the year ahead", .href = "#from-day"});
  }
  const auto loop = service::see_referral_loop(visit.door.desk, visit.caller());
  if (!loop) return failed(visit, loop.error());
  return html_response(referral_loop_page(visit.frame, *loop, loop_word(about), filled, field(visit.form, "key")), 400);
}

Response api_record_learned(const Visit& visit) {
  const auto from = date_of(visit.form, "from");
  if (!from) return failed(visit, from.error());
  if (!*from) return failed(visit, {Fault::bad_input, "the day is missing", "a date, yyyy-mm-dd", {.field = "from"}});
  const auto done = service::record_learned(visit.door.desk, visit.caller(), learned_form(visit, **from));
  if (!done) return failed(visit, done.error());
  return json_response(done_json(), 201);
}

Response api_referral_loop(const Visit& visit) {
  const auto loop = service::see_referral_loop(visit.door.desk, visit.caller());
  if (!loop) return failed(visit, loop.error());
  return json_response(to_json(*loop));
}

}  // namespace roundel::web
