// The identity steward's routes, pages and JSON.
#include <charconv>

#include "core/text.h"
#include "web/api/json.h"
#include "web/handlers/handlers.h"
#include "web/pages/steward.h"

namespace roundel::web {
namespace {

service::QueueAsked queue_asked(const Visit& visit) {
  const std::string& text = field(visit.request.query, "page");
  int page = 1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), page);
  if (problem != std::errc() || end != text.data() + text.size()) page = 1;
  return {.pattern = field(visit.request.query, "pattern"), .page = page};
}

// The pattern whose questions the steward goes through, kept in the address from page to page.
const std::string& list_asked(const Visit& visit) { return field(visit.request.query, "pattern"); }

EntryId decision(const Visit& visit) { return EntryId(field(visit.path, "decision")); }

Result<service::JudgeLinkForm> judge_form(const Visit& visit, std::string pair, bool as_suggested) {
  const auto choice = service::parse_link_choice(field(visit.form, "choice"));
  if (!choice) return tl::unexpected(choice.error());
  service::JudgeLinkForm form{
      .pair = std::move(pair),
      .choice = *choice,
      .reason = field(visit.form, "reason"),
      .with_second = {},
      .as_suggested = as_suggested,
      .key = field(visit.form, "key").empty() ? random_key(visit.door.random) : field(visit.form, "key")};
  constexpr std::string_view side = "side-";
  for (const auto& [name, value] : visit.form)
    if (name.starts_with(side) && value == "second") form.with_second.push_back(name.substr(side.size()));
  return form;
}

// What stands against it, on the page itself: it is a decision of somebody's, not a matter of who was quicker.
Filled against(const Visit& visit, const Error& error, std::string_view at) {
  std::string text = error.what;
  if (!text.empty()) text[0] = upper(text.substr(0, 1))[0];
  return {.fields = visit.form,
          .errors = {{.text = text + ". What helps: " + error.expected + ".", .href = std::string(at)}}};
}

Response pair_again(const Visit& visit, const Filled& filled, const std::string& key, int status) {
  auto page = service::review_link(visit.door.desk, visit.caller(), field(visit.path, "pair"));
  if (!page) return failed(visit, page.error());
  return html_response(link_pair_page(visit.frame, *page, filled, key, list_asked(visit)), status);
}

template <class Answer>
Response as_json(const Visit& visit, const Result<Answer>& result, int status = 200) {
  if (!result) return failed(visit, result.error());
  return json_response(to_json(*result), status);
}

}  // namespace

Response show_link_queue(const Visit& visit) {
  const auto asked = queue_asked(visit);
  const auto queue = service::see_link_queue(visit.door.desk, visit.caller(), asked);
  if (!queue) return failed(visit, queue.error());
  return html_response(link_queue_page(visit.frame, *queue, asked.pattern));
}

Response show_link_pair(const Visit& visit) { return pair_again(visit, {}, random_key(visit.door.random), 200); }

Response do_judge_link(const Visit& visit) {
  Filled filled{.fields = visit.form, .errors = {}};
  if (field(visit.form, "choice").empty())
    filled.errors.push_back({.text = "Choose same, different or unsure", .href = "#choice"});
  if (trimmed(field(visit.form, "reason")).empty())
    filled.errors.push_back({.text = "Say what told you", .href = "#reason"});
  if (!filled.errors.empty()) return pair_again(visit, filled, field(visit.form, "key"), 400);
  const auto form = judge_form(visit, field(visit.path, "pair"), false);
  if (!form) return failed(visit, form.error());
  const auto judged = service::judge_link(visit.door.desk, visit.caller(), *form);
  if (!judged && judged.error().fault == Fault::conflict)
    return pair_again(visit, against(visit, judged.error(), "#choice"), field(visit.form, "key"), 409);
  if (!judged) return failed(visit, judged.error());
  return redirect(judgement_path(judged->judgement, list_asked(visit)));
}

Response show_judgements(const Visit& visit) {
  const auto rows = service::see_judgements(visit.door.desk, visit.caller());
  if (!rows) return failed(visit, rows.error());
  return html_response(judgements_page(visit.frame, *rows));
}

Response show_judgement(const Visit& visit) {
  const auto page = service::see_judgement(visit.door.desk, visit.caller(), decision(visit), list_asked(visit));
  if (!page) return failed(visit, page.error());
  return html_response(judgement_page(visit.frame, *page, {}, list_asked(visit)));
}

Response do_undo_judgement(const Visit& visit) {
  const auto again = [&](const Filled& filled, int status) {
    const auto page = service::see_judgement(visit.door.desk, visit.caller(), decision(visit));
    if (!page) return failed(visit, page.error());
    return html_response(judgement_page(visit.frame, *page, filled), status);
  };
  if (trimmed(field(visit.form, "reason")).empty())
    return again({.fields = visit.form, .errors = {{.text = "Say why you take it back", .href = "#reason"}}}, 400);
  const auto undone =
      service::undo_judgement(visit.door.desk, visit.caller(), decision(visit), field(visit.form, "reason"));
  if (!undone && undone.error().fault == Fault::conflict) return again(against(visit, undone.error(), "#reason"), 409);
  if (!undone) return failed(visit, undone.error());
  return redirect(judgement_path(decision(visit)));
}

Response show_cluster(const Visit& visit) {
  const auto page = service::see_cluster(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  return html_response(cluster_page(visit.frame, *page));
}

Response show_linkage_quality(const Visit& visit) {
  const auto quality = service::see_linkage_quality(visit.door.desk, visit.caller());
  if (!quality) return failed(visit, quality.error());
  return html_response(linkage_quality_page(visit.frame, *quality));
}

Response api_link_queue(const Visit& visit) {
  return as_json(visit, service::see_link_queue(visit.door.desk, visit.caller(), queue_asked(visit)));
}

Response api_link_pair(const Visit& visit) {
  return as_json(visit, service::review_link(visit.door.desk, visit.caller(), field(visit.path, "pair")));
}

Response api_judge_link(const Visit& visit) {
  const bool sides = std::any_of(visit.form.begin(), visit.form.end(),
                                 [](const auto& each) { return each.first.starts_with("side-"); });
  const auto form = judge_form(visit, field(visit.form, "pair"), !sides);
  if (!form) return failed(visit, form.error());
  return as_json(visit, service::judge_link(visit.door.desk, visit.caller(), *form), 201);
}

Response api_judgements(const Visit& visit) {
  return as_json(visit, service::see_judgements(visit.door.desk, visit.caller()));
}

Response api_judgement(const Visit& visit) {
  return as_json(visit, service::see_judgement(visit.door.desk, visit.caller(), decision(visit)));
}

Response api_undo_judgement(const Visit& visit) {
  return as_json(
      visit, service::undo_judgement(visit.door.desk, visit.caller(), decision(visit), field(visit.form, "reason")));
}

Response api_cluster(const Visit& visit) {
  return as_json(visit, service::see_cluster(visit.door.desk, visit.caller(), visit.person()));
}

Response api_linkage_quality(const Visit& visit) {
  return as_json(visit, service::see_linkage_quality(visit.door.desk, visit.caller()));
}

}  // namespace roundel::web
