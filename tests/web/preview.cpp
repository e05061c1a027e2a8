// Writes every page from made-up children to files: web_preview FOLDER.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/web/made_up.h"
#include "web/pages/pages.h"

namespace {

using namespace roundel;
using namespace roundel::web;

void write(const std::filesystem::path& dir, const std::string& name, const Html& html) {
  std::ofstream(dir / (name + ".html")) << html.str();
}

Frame frame_of(const access::Caller* caller) {
  return {.site = {.place = "Northern City", .demonstration = true}, .caller = caller, .csrf = "csrf"};
}

void write_all(const std::filesystem::path& dir) {
  const Standards words = made_up::standards();
  const Date today = made_up::kToday;
  const access::Caller visitor = made_up::health_visitor();
  const access::Caller teacher = made_up::teacher();
  const access::Caller worker = made_up::social_worker();
  const Frame nobody = frame_of(nullptr);
  const Frame hv = frame_of(&visitor);
  const Frame school = frame_of(&teacher);
  const Frame team = frame_of(&worker);
  const auto child = made_up::child(words);
  write(dir, "sign-in", sign_in_page(nobody, {}, "token"));
  write(
      dir, "sign-in-error",
      sign_in_page(nobody, {.fields = {}, .errors = {{.text = "Enter your sign-in name", .href = "#login"}}}, "token"));
  write(dir, "changes", changes_page(hv, made_up::changes(), today, 1));
  write(
      dir, "changes-none",
      changes_page(
          hv,
          {.changes = {}, .children_in_view = 12, .since = today.plus_days(-7), .assessed = Timestamp::start_of(today)},
          today, 1));
  write(dir, "find", find_page(hv, {}, std::nullopt));
  write(dir, "find-results", find_page(hv, {.fields = {{"name", "Ruby"}}, .errors = {}}, made_up::hits()));
  write(dir, "find-error",
        find_page(hv, {.fields = {}, .errors = {{.text = "Enter a name", .href = "#name"}}}, std::nullopt));
  write(dir, "child", child_page(hv, child, words, {.lane = {}, .all = false, .filled = {}, .key = "key"}));
  auto past = child;
  past.asked.as_known_at = Timestamp::end_of(Date::of(2023, 12, 31));
  past.asked.as_known_to = AgencyId("city-police");
  write(dir, "child-past", child_page(hv, past, words, {.lane = "health", .all = false, .filled = {}, .key = "key"}));
  write(dir, "child-unborn", child_page(hv, made_up::unborn(words), words, {}));
  write(dir, "child-no-content", child_page(school, made_up::child_without_content(words), words, {}));
  write(dir, "concern", concern_page(school, child.picture.identity, {}, "key"));
  write(dir, "concern-error",
        concern_page(school, child.picture.identity,
                     {.fields = {}, .errors = {{.text = "Say what worries you", .href = "#worry"}}}, "key"));
  write(dir, "concern-recorded", concern_recorded_page(school, child.picture.identity.person, made_up::recorded()));
  write(dir, "my-concerns", my_concerns_page(school, made_up::concerns(), today));
  write(dir, "my-concerns-none", my_concerns_page(school, {}, today));
  write(dir, "front-door", front_door_page(team, made_up::front_door(), words, today));
  write(dir, "decide", decide_page(team, made_up::concern_page(words), words, today, {}));
  write(dir, "decided",
        decided_page(team, child.picture.identity.person,
                     {.concern = EntryId("c01"),
                      .child = child.picture.identity.person,
                      .choice = ResponseChoice::joint_visit,
                      .reason = "r",
                      .feedback = "We will see her tomorrow."},
                     {.clocks = child.response.clocks}, today));
  write(dir, "access-history", access_history_page(team, child.picture.identity.person, made_up::access_lines()));
  write(dir, "standards", standards_page(hv, words));
  write(dir, "about", about_page(nobody, words));
  for (int status : {400, 403, 404, 429, 500})
    write(dir, "error-" + std::to_string(status), error_page(hv, status, ""));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "Usage: web_preview FOLDER\n";
    return 2;
  }
  std::filesystem::create_directories(arguments[1]);
  write_all(arguments[1]);
}
