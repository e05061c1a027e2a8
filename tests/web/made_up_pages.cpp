#include "tests/web/made_up_pages.h"

#include "tests/web/made_up.h"
#include "tests/web/made_up_passed_on.h"
#include "tests/web/made_up_response.h"
#include "tests/web/made_up_time.h"
#include "tests/web/made_up_work.h"
#include "web/pages/backtest.h"
#include "web/pages/birth.h"
#include "web/pages/elsewhere.h"
#include "web/pages/menu.h"
#include "web/pages/new_child.h"
#include "web/pages/out_of_sight.h"
#include "web/pages/passed_on.h"
#include "web/pages/pathway.h"
#include "web/pages/reminders.h"
#include "web/pages/replay.h"
#include "web/pages/requests.h"
#include "web/pages/severity.h"
#include "web/pages/steward.h"
#include "web/pages/time_limits.h"
#include "web/pages/vignettes.h"
#include "web/pages/with_family.h"
#include "web/pages/work.h"

namespace roundel::web::made_up {
namespace {

Frame frame_of(const access::Caller* caller) {
  return {.site = {.place = "Northern City", .demonstration = true}, .caller = caller, .csrf = "csrf"};
}

// A pathway, a step of it, and requests between agencies.
void write_response_pages(const Standards& words, std::vector<std::pair<std::string, Html>>& all) {
  const auto write = [&](std::string name, Html html) { all.emplace_back(std::move(name), std::move(html)); };
  const access::Caller worker = social_worker();
  const access::Caller visitor = health_visitor();
  const access::Caller officer = police_officer();
  const Frame team = frame_of(&worker);
  const Frame police = frame_of(&officer);
  const Step& step = *step_of("social-care.section-47-enquiry");
  const Date today = kToday;
  write("pathway", pathway_page(team, pathway(), words, today));
  write("pathway-none", pathway_page(team, {.child = PersonId("p4f0c1a2b"), .name = "Ruby"}, words, today));
  write("with-family", with_family_page(team, family_sheet()));
  write("with-family-none", with_family_page(team, {.child = PersonId("p4f0c1a2b"), .name = "Ruby", .on = today}));
  write("paper-chronology",
        paper_chronology_page(team, {.picture = child(words), .cut = {.from = kToday.plus_years(-2), .left_out = 3}},
                              "Priya Shah"));
  write("step-last",
        last_step_recorded_page(
            team, {.kind = "social-care.section-47-enquiry", .happened = kToday, .at = TimeOfDay(570)}, conference()));
  write("pack", pack_page(team, {.picture = child(words), .pathway = pathway()}, words, "Priya Shah"));
  write("step", step_page(team, pathway(), {step, conference(), {}, "key", ""}, words, today));
  write("step-error", step_page(team, pathway(),
                                {step,
                                 conference(),
                                 {.fields = {{"value-reason", "A bruise"}},
                                  .errors = {{.text = "Say how the child was heard", .href = "#value-how-heard"}}},
                                 "key",
                                 ""},
                                words, today));
  write("step-moved-on",
        step_page(team, pathway(), {step, conference(), {}, "key", "Somebody changed this."}, words, today));
  write("step-not-yet",
        step_page(team, pathway(), {*step_of("social-care.core-group"), conference(), {}, "key", ""}, words, today));
  write("step-recorded", step_recorded_page(team, pathway(),
                                            {.children = {{PersonId("p77"), 4}},
                                             .kind = "social-care.section-47-enquiry",
                                             .happened = today,
                                             .values = {},
                                             .key = "key"},
                                            conference(), words, today));
  write("birth", birth_page(team, birth(), {}, "key"));
  write("birth-error", birth_page(team, birth(),
                                  {.fields = {{"born-day", "31"}, {"sex", "f"}},
                                   .errors = {{.text = "The day of the birth is still to come", .href = "#born-day"}}},
                                  "key"));
  write("birth-recorded", born_page(team, born()));
  write("birth-another", another_birth_page(team, born(), {}, "key"));
  write("birth-another-error",
        another_birth_page(team, born(),
                           {.fields = {{"born-day", "14"}, {"forename", "Max"}},
                            .errors = {{.text = "Choose girl, boy or not known", .href = "#sex"}}},
                           "key"));
  write("birth-another-not-yet", another_birth_page(team, birth(), {}, "key"));
  write("birth-another-recorded", another_born_page(team, another_born()));
  write("ask", ask_page(team, ask(), words, {}, "key"));
  write("ask-error",
        ask_page(team, ask(), words, {.fields = {}, .errors = {{.text = "Say why", .href = "#why"}}}, "key"));
  write("asked", asked_page(team, ask(),
                            {.child = PersonId("p4f0c1a2b"),
                             .person = PersonId("p88"),
                             .of = AgencyId("city-police"),
                             .question = "Is he known to you?",
                             .needed_by = today},
                            words));
  write("requests", requests_page(police, requests(), today));
  write("requests-none", requests_page(police, {}, today));
  write("request-answer", request_page(police, request(RequestState::waiting), words, today, {}, "key"));
  write("request-overdue", request_page(frame_of(&visitor), request(RequestState::overdue), words, today, {}, "key"));
  write("request-refused", request_page(frame_of(&visitor), request(RequestState::refused), words, today, {}, "key"));
}

// A concern about a child whom nobody found.
void write_new_child_pages(std::vector<std::pair<std::string, Html>>& all) {
  const auto write = [&](std::string name, Html html) { all.emplace_back(std::move(name), std::move(html)); };
  const access::Caller referrer = teacher();
  access::Caller governance = teacher();
  governance.role = "information-governance";
  const Frame school = frame_of(&referrer);
  const Filled written{.fields = {{"forename", "Ruby"},
                                  {"surname", "Brown"},
                                  {"age", "3"},
                                  {"worry", "She came without a coat, and slept in class."},
                                  {"parents-told", "no-other"}},
                       .errors = {}};
  write("find-none",
        find_page(school, {.fields = {{"name", "Ruby Brown"}}, .errors = {}}, {std::vector<service::PersonHit>()}));
  write("find-none-governance", find_page(frame_of(&governance), {.fields = {{"name", "Ruby"}}, .errors = {}},
                                          {std::vector<service::PersonHit>()}));
  write("new-child",
        new_child_page(school, {.fields = {{"forename", "Ruby"}, {"surname", "Brown"}}, .errors = {}}, "key"));
  write("new-child-error", new_child_page(school,
                                          {.fields = written.fields,
                                           .errors = {{.text = "Write a real age", .href = "#age"},
                                                      {.text = "Say what worries you", .href = "#worry"}}},
                                          "key"));
  write("new-child-likely", likely_page(school, likely_children(), written, "key"));
  write("new-child-likely-error",
        likely_page(school, likely_children(),
                    {.fields = written.fields, .errors = {{.text = "Choose one of them", .href = "#is"}}}, "key"));
  write("new-child-recorded", new_child_recorded_page(school, PersonId("p4f0c1a2e")));
}

// Worklists, and the form that hands work over.
void write_work_pages(std::vector<std::pair<std::string, Html>>& all) {
  const auto write = [&](std::string name, Html html) { all.emplace_back(std::move(name), std::move(html)); };
  const access::Caller visitor = health_visitor();
  const access::Caller worker = social_worker();
  const Frame hv = frame_of(&visitor);
  write("work", work_page(hv, work(service::WorkOf::mine)));
  write("work-none", work_page(hv, {.on = kToday}));
  write("work-of-one-part", work_page(frame_of(&worker), work_of_one_part()));
  write("work-of-service", work_page(frame_of(&worker), work(service::WorkOf::service)));
  write("more", more_page(hv));
  write("hand-over", hand_over_page(hv, hand_over(), {}, "key"));
  write("hand-over-error",
        hand_over_page(hv, hand_over(), {.fields = {}, .errors = {{.text = "Choose who takes over", .href = "#to"}}},
                       "key"));
  write("handed-over", handed_over_page(hv, 12, "Ben Baker"));
}

}  // namespace

std::vector<std::pair<std::string, Html>> pages() {
  std::vector<std::pair<std::string, Html>> all;
  const auto write = [&](std::string name, Html html) { all.emplace_back(std::move(name), std::move(html)); };
  Standards words = standards();
  const Date today = kToday;
  const access::Caller visitor = health_visitor();
  const access::Caller referrer = teacher();
  const access::Caller worker = social_worker();
  const Frame nobody = frame_of(nullptr);
  const Frame hv = frame_of(&visitor);
  const Frame school = frame_of(&referrer);
  const Frame team = frame_of(&worker);
  const auto one = made_up::child(words);
  write("sign-in", sign_in_page(nobody, {}, "token"));
  write(
      "sign-in-error",
      sign_in_page(nobody, {.fields = {}, .errors = {{.text = "Enter your sign-in name", .href = "#login"}}}, "token"));
  write("changes", changes_page(hv, changes_with_put_off(), today, 1));
  write("not-shown", not_shown_page(hv, changes_with_put_off()));
  write("put-off", put_off_page(hv, changes_with_put_off(), one.picture.identity.person, today, {}, "key"));
  write("put-off-error",
        put_off_page(hv, changes_with_put_off(), one.picture.identity.person, today,
                     {.fields = {}, .errors = {{.text = "Choose when it should come back", .href = "#until"}}}, "key"));
  write("out-of-sight", out_of_sight_page(hv, out_of_sight()));
  write("replay", replay_page(team, replay(words), words));
  write("who-knew", who_knew_page(team, who_knew(words), words));
  write(
      "changes-none",
      changes_page(
          hv,
          {.changes = {}, .children_in_view = 12, .since = today.plus_days(-7), .assessed = Timestamp::start_of(today)},
          today, 1));
  write("find", find_page(hv, {}, std::nullopt));
  write("find-results", find_page(hv, {.fields = {{"name", "Ruby"}}, .errors = {}}, hits()));
  write("find-error",
        find_page(hv, {.fields = {}, .errors = {{.text = "Enter a name", .href = "#name"}}}, std::nullopt));
  write("child", child_page(hv, one, words, {.lane = {}, .all = false, .filled = {}, .key = "key"}));
  auto past = one;
  past.asked.as_known_at = Timestamp::end_of(Date::of(2023, 12, 31));
  past.asked.as_known_to = AgencyId("city-police");
  write("child-past", child_page(hv, past, words, {.lane = "health", .all = false, .filled = {}, .key = "key"}));
  write("child-unborn", child_page(hv, unborn(words), words, {}));
  write("child-no-content", child_page(school, child_without_content(words), words, {}));
  write("concern", web::concern_page(school, one.picture.identity, {}, "key"));
  write("concern-error",
        web::concern_page(school, one.picture.identity,
                          {.fields = {}, .errors = {{.text = "Say what worries you", .href = "#worry"}}}, "key"));
  write("concern-recorded", concern_recorded_page(school, one.picture.identity.person, recorded()));
  write("my-concerns", my_concerns_page(school, concerns(), today));
  write("my-concerns-none", my_concerns_page(school, {}, today));
  write("front-door", front_door_page(team, front_door(), words, today));
  write("decide", decide_page(team, made_up::concern_page(words), words, today, {}, "key"));
  write("decide-together",
        decide_page(team, made_up::concern_page_of_a_night(words), words, today,
                    {.fields = {{"together", "yes"}, {"concern-c01", "p4f0c1a2b"}, {"reason", "One night"}},
                     .errors = {{.text = "Choose the response", .href = "#choice"}}},
                    "key"));
  write("decided", decided_page(team, one.picture.identity.person,
                                {.concern = EntryId("c01"),
                                 .child = one.picture.identity.person,
                                 .choice = ResponseChoice::joint_visit,
                                 .reason = "r",
                                 .feedback = "We will see her tomorrow."},
                                {.clocks = one.response.clocks}, today));
  write("access-history", access_history_page(team, one.picture.identity.person, access_lines()));
  write_response_pages(words, all);
  write_new_child_pages(all);
  write_work_pages(all);
  const access::Caller ines = identity_steward();
  const Frame steward = frame_of(&ines);
  write("link-queue", link_queue_page(steward, link_queue(), ""));
  write("link-queue-drawn", link_queue_page(steward, link_queue(), "drawn"));
  write("link-queue-none", link_queue_page(steward, {.linked = link_queue().linked, .model = "model 3f2a91c0"}, ""));
  write("link-pair", link_pair_page(steward, link_pair(), {}, "key"));
  write("link-pair-error",
        link_pair_page(steward, link_pair(),
                       {.fields = {{"choice", "same"}}, .errors = {{.text = "Say what told you", .href = "#reason"}}},
                       "key"));
  write("link-parted", link_pair_page(steward, link_parted(), {}, "key"));
  write("link-decision", judgement_page(steward, made_up::judgement(), {}));
  write("link-decisions", judgements_page(steward, made_up::judgements()));
  write("link-cluster", cluster_page(steward, cluster()));
  write("link-quality", linkage_quality_page(steward, linkage_quality()));
  service::LinkageQuality undrawn = linkage_quality();
  undrawn.sampled = {.drawn = 200, .judged = 12, .wanted = 50};
  write("link-quality-few-judged", linkage_quality_page(steward, undrawn));
  write("ask-elsewhere", ask_elsewhere_page(team, {.child = one.picture.identity.person,
                                                   .name = one.picture.identity.name,
                                                   .age = one.picture.identity.age,
                                                   .shares_a_key = true}));
  write("elsewhere", answer_elsewhere_page(team, true, {}, {}));
  write("elsewhere-known", answer_elsewhere_page(team, true,
                                                 service::LookupAnswer{.known = true,
                                                                       .call = "Northern City Children's Social Care",
                                                                       .contact = "Duty desk 01632 960101"},
                                                 {}));
  write("elsewhere-error",
        answer_elsewhere_page(
            team, true, {},
            {.fields = {},
             .errors = {{.text = "This is not the file as the other place made it", .href = "#question"}}}));
  write("elsewhere-no-key", answer_elsewhere_page(team, false, {}, {}));
  const access::Caller mo = manager();
  write("referral-loop", referral_loop_page(frame_of(&mo), made_up::referral_loop(), "", {}, "key"));
  write("passed-on", passed_on_page(team, made_up::passed_on(), today));
  write("reminders", reminders_page(team, made_up::reminders(), "", {}));
  write(
      "reminders-new",
      reminders_page(team, {}, "https://roundel.example.org/calendar/abc",
                     {.fields = {{"address", "amina"}},
                      .errors = {{.text = "Enter an e-mail address, such as name@example.org", .href = "#address"}}}));
  write("time-limits", time_limits_page(frame_of(&mo), made_up::oversight()));
  words.vocabulary.code_sets.push_back(
      {.name = "sureness", .source = "made up", .codes = {{"sure", "Sure"}, {"fairly", "Fairly sure"}}});
  words.vocabulary.index();
  write("vignettes", vignettes_page(frame_of(&mo), vignettes(), words));
  write("vignette", vignette_page(hv, vignettes()[1], words, {}, "key"));
  write("vignette-error",
        vignette_page(hv, vignettes()[1], words,
                      {.fields = {{"level", "3"}}, .errors = {{.text = "Say how sure you are", .href = "#sure"}}},
                      "key"));
  write("backtest", backtest_page(frame_of(&mo), made_up::backtest(), words));
  write("backtest-none", backtest_page(frame_of(&mo), std::nullopt, words));
  write("severity", severity_page(frame_of(&mo), severity(), words));
  write("standards", standards_page(hv, words));
  write("about", about_page(nobody, words));
  for (int status : {400, 403, 404, 429, 500}) write("error-" + std::to_string(status), error_page(hv, status, ""));
  return all;
}

}  // namespace roundel::web::made_up
