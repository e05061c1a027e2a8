// One handler a route: read the request, call the use case, hand its answer to a page or to JSON.
#pragma once

#include "web/pages/pages.h"
#include "web/routes.h"

namespace roundel::web {

// Pages.
Response show_sign_in(const Visit&);
Response do_sign_in(const Visit&);
Response do_sign_out(const Visit&);
Response show_changes(const Visit&);
Response show_not_shown(const Visit&);
Response show_out_of_sight(const Visit&);
Response show_work(const Visit&);
Response show_reminders(const Visit&);
Response do_mail(const Visit&);
Response do_calendar(const Visit&);
Response do_withdraw_calendar(const Visit&);
Response show_calendar(const Visit&);
Response show_hand_over(const Visit&);
Response do_hand_over(const Visit&);
Response do_take_back_several(const Visit&);
Response show_put_off(const Visit&);
Response do_put_off(const Visit&);
Response do_bring_back(const Visit&);
Response show_find(const Visit&);
Response do_find(const Visit&);
Response show_child(const Visit&);
Response do_judge(const Visit&);
Response do_share_level(const Visit&);
Response do_sign_level(const Visit&);
Response do_ask_for_access(const Visit&);
Response show_access_history(const Visit&);
Response show_replay(const Visit&);
Response show_who_knew(const Visit&);
Response show_new_child(const Visit&);
Response do_new_child(const Visit&);
Response show_concern(const Visit&);
Response do_concern(const Visit&);
Response show_my_concerns(const Visit&);
Response show_passed_on(const Visit&);
Response show_referral_loop(const Visit&);
Response do_record_learned(const Visit&);
Response show_ask(const Visit&);
Response do_ask(const Visit&);
Response show_requests(const Visit&);
Response show_request(const Visit&);
Response do_answer(const Visit&);
Response do_chase(const Visit&);
Response show_pathway(const Visit&);
Response show_with_family(const Visit&);
Response show_pack(const Visit&);
Response show_paper_chronology(const Visit&);
Response show_step(const Visit&);
Response do_step(const Visit&);
Response show_front_door(const Visit&);
Response show_decide(const Visit&);
Response do_decide(const Visit&);
Response show_link_queue(const Visit&);
Response show_link_pair(const Visit&);
Response do_judge_link(const Visit&);
Response show_judgements(const Visit&);
Response show_judgement(const Visit&);
Response do_undo_judgement(const Visit&);
Response show_cluster(const Visit&);
Response show_linkage_quality(const Visit&);
Response show_elsewhere(const Visit&);
Response do_answer_elsewhere(const Visit&);
Response show_ask_elsewhere(const Visit&);
Response do_ask_elsewhere(const Visit&);
Response show_time_limits(const Visit&);
Response show_vignettes(const Visit&);
Response show_vignette(const Visit&);
Response do_rate_vignette(const Visit&);
Response show_severity(const Visit&);
Response show_backtest(const Visit&);
Response show_standards(const Visit&);
Response show_about(const Visit&);
Response show_asset(const Visit&);
Response show_health(const Visit&);
Response follow_live(const Visit&);

// JSON.
Response api_sign_in(const Visit&);
Response api_sign_out(const Visit&);
Response api_changes(const Visit&);
Response api_out_of_sight(const Visit&);
Response api_work(const Visit&);
Response api_hand_over(const Visit&);
Response api_take_back(const Visit&);
Response api_reminders(const Visit&);
Response show_birth(const Visit&);
Response show_more(const Visit&);
Response do_birth(const Visit&);
Response api_birth(const Visit&);
Response show_another_birth(const Visit&);
Response do_another_birth(const Visit&);
Response api_another_birth(const Visit&);
Response api_mail(const Visit&);
Response api_calendar(const Visit&);
Response api_withdraw_calendar(const Visit&);
Response api_put_off(const Visit&);
Response api_bring_back(const Visit&);
Response api_find(const Visit&);
Response api_child(const Visit&);
Response api_access_history(const Visit&);
Response api_ask_for_access(const Visit&);
Response api_judge(const Visit&);
Response api_share_level(const Visit&);
Response api_sign_level(const Visit&);
Response api_replay(const Visit&);
Response api_who_knew(const Visit&);
Response api_new_child(const Visit&);
Response api_concern(const Visit&);
Response api_my_concerns(const Visit&);
Response api_passed_on(const Visit&);
Response api_referral_loop(const Visit&);
Response api_record_learned(const Visit&);
Response api_see_concern(const Visit&);
Response api_front_door(const Visit&);
Response api_decide(const Visit&);
Response api_ask(const Visit&);
Response api_requests(const Visit&);
Response api_request(const Visit&);
Response api_answer(const Visit&);
Response api_chase(const Visit&);
Response api_pathway(const Visit&);
Response api_step(const Visit&);
Response api_with_family(const Visit&);
Response api_link_queue(const Visit&);
Response api_link_pair(const Visit&);
Response api_judge_link(const Visit&);
Response api_judgements(const Visit&);
Response api_judgement(const Visit&);
Response api_undo_judgement(const Visit&);
Response api_cluster(const Visit&);
Response api_ask_elsewhere(const Visit&);
Response api_answer_elsewhere(const Visit&);
Response api_linkage_quality(const Visit&);
Response api_vignettes(const Visit&);
Response api_rate_vignette(const Visit&);
Response api_severity(const Visit&);
Response api_backtest(const Visit&);
Response api_standards(const Visit&);
Response api_openapi(const Visit&);

// What both doors share: the forms of the use cases, out of fields.
Response html_response(const Html& html, int status = 200);
Response failed(const Visit&, const Error&);
int status_of(Fault fault);
// Notes that the field is empty.
void need(Filled& filled, std::string_view name, std::string_view what);
// The child's page with a form on it as it was sent, and what is wrong with it.
Response show_child_again(const Visit&, Filled filled, int status);
// A whole number above nought; what is none is `fallback`.
int whole_number(std::string_view text, int fallback);
Result<service::PictureAsked> picture_asked(const Fields& query);
service::ConcernForm concern_form(const Visit&, const PersonId& child);
Result<service::DecideForm> decide_form(const Visit&, const PersonId& child, const EntryId& concern);
// The date of `prefix`-day, -month and -year, or of `prefix` in ISO form; nothing where all are empty.
Result<std::optional<Date>> date_of(const Fields& fields, const std::string& prefix);

// "21:40", by the 24-hour clock.
Result<TimeOfDay> time_of_day_in(std::string_view text);

Date today_of(const Visit&);

}  // namespace roundel::web
