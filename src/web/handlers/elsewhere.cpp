// Questions between places, as files and as JSON.
#include "web/pages/elsewhere.h"
#include "core/text.h"
#include "web/api/json.h"
#include "web/handlers/handlers.h"

namespace roundel::web {
namespace {

Response elsewhere_again(const Visit& visit, const std::optional<service::LookupAnswer>& answer, const Filled& filled,
                         int status) {
  const auto shares = service::see_elsewhere(visit.door.desk, visit.caller());
  if (!shares) return failed(visit, shares.error());
  return html_response(answer_elsewhere_page(visit.frame, *shares, answer, filled), status);
}

}  // namespace

Response show_ask_elsewhere(const Visit& visit) {
  const auto page = service::see_ask_elsewhere(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  return html_response(ask_elsewhere_page(visit.frame, *page));
}

Response do_ask_elsewhere(const Visit& visit) {
  const auto question = service::ask_elsewhere(visit.door.desk, visit.caller(), visit.person());
  if (!question) return failed(visit, question.error());
  Response response{.content_type = "application/toml; charset=utf-8", .body = service::question_file(*question)};
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"question.toml\"");
  return response;
}

Response show_elsewhere(const Visit& visit) { return elsewhere_again(visit, {}, {}, 200); }

Response do_answer_elsewhere(const Visit& visit) {
  Filled filled;
  const std::string& file = field(visit.form, "question");
  if (trimmed(file).empty()) {
    filled.errors.push_back({.text = "Choose the file that the other place sent", .href = "#question"});
    return elsewhere_again(visit, {}, filled, 400);
  }
  const auto question = service::read_question_file(file);
  auto answer = question ? service::answer_elsewhere(visit.door.desk, visit.caller(), *question)
                         : Result<service::LookupAnswer>(tl::unexpected(question.error()));
  if (answer) return elsewhere_again(visit, *answer, {}, 200);
  if (answer.error().fault != Fault::bad_input) return failed(visit, answer.error());
  filled.errors.push_back({.text = question ? "The file was made with another key than the one shared with that place"
                                            : "This is not the file as the other place made it",
                           .href = "#question"});
  return elsewhere_again(visit, {}, filled, 400);
}

Response api_ask_elsewhere(const Visit& visit) {
  const auto question = service::ask_elsewhere(visit.door.desk, visit.caller(), visit.person());
  if (!question) return failed(visit, question.error());
  return json_response(to_json(*question));
}

Response api_answer_elsewhere(const Visit& visit) {
  const auto answer = service::answer_elsewhere(
      visit.door.desk, visit.caller(), {.number = field(visit.form, "number"), .filter = field(visit.form, "filter")});
  if (!answer) return failed(visit, answer.error());
  return json_response(to_json(*answer));
}

}  // namespace roundel::web
