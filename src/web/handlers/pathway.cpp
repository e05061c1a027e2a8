// Seeing a child's pathway, and recording a step of it.
#include <algorithm>
#include <charconv>

#include "core/text.h"
#include "web/api/json.h"
#include "web/entry_form.h"
#include "web/handlers/handlers.h"
#include "web/pages/entry_fields.h"
#include "web/pages/pathway.h"

namespace roundel::web {
namespace {

// A version that cannot be read is one that nobody has seen: the step is then a conflict, never recorded blindly.
std::int64_t version_of(const std::string& text) {
  std::int64_t version = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version);
  return problem == std::errc() && end == text.data() + text.size() ? version : -2;
}

struct Asked {
  const Step* step = nullptr;
  const EntryKind* kind = nullptr;
};
Result<Asked> step_asked(const Visit& visit, const std::string& code) {
  const Asked asked{.step = step_of(code), .kind = visit.door.desk.standards().vocabulary.kind(code)};
  if (asked.step == nullptr || asked.kind == nullptr || code == "response.decided")
    return fail(Fault::not_found, "This is no step that can be recorded here.");
  return asked;
}

struct StepSent {
  service::StepForm form;
  std::vector<Error> wrong;
};
StepSent step_sent(const Visit& visit, const EntryKind& kind) {
  const Fields& fields = visit.form;
  EntryValues values = entry_values(fields, kind, visit.door.desk.standards().vocabulary);
  StepSent sent{.form = {.children = {{visit.person(), version_of(field(fields, "version"))}},
                         .kind = kind.code.str(),
                         .happened = {},
                         .at = {},
                         .values = std::move(values.values),
                         .key = field(fields, "key").empty() ? random_key(visit.door.random) : field(fields, "key")},
                .wrong = std::move(values.wrong)};
  for (const auto& [name, value] : fields)
    if (name.starts_with("with-") && !value.empty())
      sent.form.children.push_back({PersonId(name.substr(5)), version_of(value)});
  const auto happened = date_of(fields, "happened");
  if (happened && *happened)
    sent.form.happened = **happened;
  else
    sent.wrong.push_back(
        {Fault::bad_input, "Write the day on which it happened, such as 27 3 2024", "", {.field = "happened"}});
  if (const auto time = trimmed(field(fields, "happened-time")); kind.timed && !time.empty()) {
    const auto read = time_of_day_in(time);
    if (read)
      sent.form.at = *read;
    else
      sent.wrong.push_back(
          {Fault::bad_input, "Write the time by the 24-hour clock, such as 21:40", "", {.field = "happened-time"}});
  }
  return sent;
}

Filled filled_again(const Visit& visit, const EntryKind& kind, const std::vector<Error>& wrong) {
  Filled filled{.fields = visit.form, .errors = {}};
  for (const Error& error : wrong) {
    std::string href = error.place.field.empty()              ? "#stands"
                       : error.place.field == "happened"      ? "#happened-day"
                       : error.place.field == "happened-time" ? "#happened-time"
                                                              : value_href(kind, error.place.field);
    const bool told = std::any_of(filled.errors.begin(), filled.errors.end(),
                                  [&](const ErrorLine& line) { return line.href != "#stands" && line.href == href; });
    if (!told) filled.errors.push_back({.text = error.what, .href = std::move(href)});
  }
  return filled;
}

// The form once more, as it was sent, on the pathway as it is now.
Response step_again(const Visit& visit, const Asked& asked, const StepSent& sent, const std::vector<Error>& wrong,
                    std::string moved_on) {
  auto page = service::see_pathway(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  const int status = moved_on.empty() ? 400 : 409;
  const StepShown shown{.step = *asked.step,
                        .kind = *asked.kind,
                        .filled = filled_again(visit, *asked.kind, wrong),
                        .key = sent.form.key,
                        .moved_on = std::move(moved_on)};
  return html_response(step_page(visit.frame, *page, shown, visit.door.desk.standards(), today_of(visit)), status);
}

}  // namespace

// As people write it: 9:40 and 21.40 as well as 21:40.
Result<TimeOfDay> time_of_day_in(std::string_view text) {
  std::string time(text);
  std::replace(time.begin(), time.end(), '.', ':');
  if (time.size() == 4) time.insert(0, "0");
  return parse_time_of_day(time);
}

Response show_pathway(const Visit& visit) {
  const auto page = service::see_pathway(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  return html_response(pathway_page(visit.frame, *page, visit.door.desk.standards(), today_of(visit)));
}

Response show_step(const Visit& visit) {
  const auto asked = step_asked(visit, field(visit.path, "kind"));
  if (!asked) return failed(visit, asked.error());
  const auto page = service::see_pathway(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  Filled filled;
  if (const std::string& action = field(visit.request.query, "action"); !action.empty())
    filled.fields["value-action"] = action;
  const StepShown shown{.step = *asked->step,
                        .kind = *asked->kind,
                        .filled = std::move(filled),
                        .key = random_key(visit.door.random),
                        .moved_on = {}};
  return html_response(step_page(visit.frame, *page, shown, visit.door.desk.standards(), today_of(visit)));
}

Response do_step(const Visit& visit) {
  const auto asked = step_asked(visit, field(visit.path, "kind"));
  if (!asked) return failed(visit, asked.error());
  const StepSent sent = step_sent(visit, *asked->kind);
  if (!sent.wrong.empty()) return step_again(visit, *asked, sent, sent.wrong, {});
  const auto recorded = service::record_step(visit.door.desk, visit.caller(), sent.form);
  if (!recorded && recorded.error().fault == Fault::conflict)
    return step_again(visit, *asked, sent, {}, recorded.error().what);
  if (!recorded) return failed(visit, recorded.error());
  if (!recorded->missing.empty()) return step_again(visit, *asked, sent, recorded->missing, {});
  const auto after = service::see_pathway(visit.door.desk, visit.caller(), visit.person());
  // Whoever closes what their access rested on has recorded it all the same.
  if (!after && after.error().fault == Fault::refused)
    return html_response(last_step_recorded_page(visit.frame, sent.form, *asked->kind));
  if (!after) return failed(visit, after.error());
  return html_response(
      step_recorded_page(visit.frame, *after, sent.form, *asked->kind, visit.door.desk.standards(), today_of(visit)));
}

Response api_pathway(const Visit& visit) {
  const auto page = service::see_pathway(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  return json_response(to_json(*page));
}

Response api_step(const Visit& visit) {
  const auto asked = step_asked(visit, field(visit.form, "kind"));
  if (!asked) return failed(visit, asked.error());
  const StepSent sent = step_sent(visit, *asked->kind);
  if (!sent.wrong.empty())
    return json_response(to_json(service::StepRecorded{.entry = {}, .missing = sent.wrong}), 400);
  const auto recorded = service::record_step(visit.door.desk, visit.caller(), sent.form);
  if (!recorded) return failed(visit, recorded.error());
  return json_response(to_json(*recorded), recorded->missing.empty() ? 201 : 400);
}

}  // namespace roundel::web
