// The level of need: judged by each profession, shared by two.
#include "core/text.h"
#include "web/api/json.h"
#include "web/handlers/handlers.h"
#include "web/pages/pages.h"

namespace roundel::web {
namespace {

service::JudgeForm judge_form(const Visit& visit) {
  const std::string& key = field(visit.form, "key");
  return {.child = visit.person(),
          .level = LevelCode(field(visit.form, "level")),
          .reason = field(visit.form, "reason"),
          .key = key.empty() ? random_key(visit.door.random) : key};
}

service::SignLevelForm sign_form(const Visit& visit) {
  const std::string& key = field(visit.form, "key");
  return {.child = visit.person(),
          .shared = EntryId(field(visit.path, "shared")),
          .key = key.empty() ? random_key(visit.door.random) : key};
}

Response to_the_level(const Visit& visit, const Done& done) {
  if (!done) return failed(visit, done.error());
  return redirect(child_path(visit.person()) + "#level");
}

Response done_or_error(const Visit& visit, const Done& done) {
  if (!done) return failed(visit, done.error());
  return json_response(done_json());
}

}  // namespace

Response do_judge(const Visit& visit) {
  Filled filled{.fields = visit.form, .errors = {}};
  if (field(visit.form, "level").empty())  // the page has a heading called "level"
    filled.errors.push_back({.text = "Choose the level of need", .href = "#own-level"});
  need(filled, "reason", "Say why, in a sentence");
  if (!filled.errors.empty()) return show_child_again(visit, std::move(filled), 400);
  return to_the_level(visit, service::judge_level(visit.door.desk, visit.caller(), judge_form(visit)));
}

Response do_share_level(const Visit& visit) {
  Filled filled{.fields = visit.form, .errors = {}};
  if (field(visit.form, "level").empty())
    filled.errors.push_back({.text = "Choose the level that you agree on", .href = "#shared-level"});
  if (trimmed(field(visit.form, "reason")).empty())
    filled.errors.push_back({.text = "Say why you judge it so together", .href = "#shared-reason"});
  if (!filled.errors.empty()) return show_child_again(visit, std::move(filled), 400);
  return to_the_level(visit, service::share_level(visit.door.desk, visit.caller(), judge_form(visit)));
}

Response do_sign_level(const Visit& visit) {
  return to_the_level(visit, service::sign_level(visit.door.desk, visit.caller(), sign_form(visit)));
}

Response api_judge(const Visit& visit) {
  return done_or_error(visit, service::judge_level(visit.door.desk, visit.caller(), judge_form(visit)));
}

Response api_share_level(const Visit& visit) {
  return done_or_error(visit, service::share_level(visit.door.desk, visit.caller(), judge_form(visit)));
}

Response api_sign_level(const Visit& visit) {
  return done_or_error(visit, service::sign_level(visit.door.desk, visit.caller(), sign_form(visit)));
}

}  // namespace roundel::web
