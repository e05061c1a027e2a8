// Recording a birth.
#include "web/pages/birth.h"

#include "core/text.h"
#include "web/api/json.h"
#include "web/api/new_child_json.h"
#include "web/handlers/handlers.h"

namespace roundel::web {
namespace {

struct BirthSent {
  service::BirthForm form;
  std::vector<Error> wrong;  // what could not be read
};
BirthSent birth_sent(const Visit& visit) {
  const Fields& fields = visit.form;
  BirthSent sent{.form = {.child = visit.person(),
                          .born = {},
                          .at = {},
                          .forename = field(fields, "forename"),
                          .surname = field(fields, "surname"),
                          .sex = field(fields, "sex"),
                          .nhs_number = field(fields, "nhs-number"),
                          .key = field(fields, "key").empty() ? random_key(visit.door.random) : field(fields, "key")},
                 .wrong = {}};
  const auto born = date_of(fields, "born");
  if (born)
    sent.form.born = *born;
  else
    sent.wrong.push_back({Fault::bad_input, "Write a real day, such as 27 3 2024", "", {.field = "born"}});
  if (const auto time = trimmed(field(fields, "time")); !time.empty()) {
    const auto read = time_of_day_in(time);
    if (read)
      sent.form.at = *read;
    else
      sent.wrong.push_back(
          {Fault::bad_input, "Write the time by the 24-hour clock, such as 21:40", "", {.field = "time"}});
  }
  return sent;
}

// Both what cannot be read and what is wrong in what was read.
Result<service::BirthRecorded> record(const Visit& visit, const BirthSent& sent) {
  if (!sent.wrong.empty()) return service::BirthRecorded{.entry = {}, .wrong = sent.wrong};
  return service::record_birth(visit.door.desk, visit.caller(), sent.form);
}

using BirthPageMaker = Html (*)(const Frame&, const service::BirthPage&, const Filled&, std::string_view key);

Response birth_form(const Visit& visit, BirthPageMaker make, const std::vector<Error>& wrong, const std::string& key,
                    int status) {
  const auto page = service::see_birth(visit.door.desk, visit.caller(), visit.person());
  if (!page) return failed(visit, page.error());
  Filled filled{.fields = visit.form, .errors = {}};
  for (const Error& error : wrong) {
    const std::string& name = error.place.field;
    const std::string href = name.empty() ? "#main-content" : name == "born" ? "#born-day" : "#" + name;
    filled.errors.push_back({.text = error.what, .href = href});
  }
  return html_response(make(visit.frame, *page, filled, key), status);
}

// The same of another child of the birth.
Result<service::AnotherRecorded> record_other(const Visit& visit, const BirthSent& sent) {
  if (!sent.wrong.empty()) return service::AnotherRecorded{.child = {}, .wrong = sent.wrong};
  return service::record_another(visit.door.desk, visit.caller(), sent.form);
}

}  // namespace

Response show_birth(const Visit& visit) {
  return birth_form(visit, birth_page, {}, random_key(visit.door.random), 200);
}

Response do_birth(const Visit& visit) {
  const BirthSent sent = birth_sent(visit);
  const auto recorded = record(visit, sent);
  if (!recorded) return failed(visit, recorded.error());
  if (!recorded->wrong.empty()) return birth_form(visit, birth_page, recorded->wrong, sent.form.key, 400);
  const auto after = service::see_birth(visit.door.desk, visit.caller(), visit.person());
  if (!after) return failed(visit, after.error());
  return html_response(born_page(visit.frame, *after));
}

Response api_birth(const Visit& visit) {
  const auto recorded = record(visit, birth_sent(visit));
  if (!recorded) return failed(visit, recorded.error());
  if (!recorded->wrong.empty()) return failed(visit, recorded->wrong.front());
  return json_response(recorded_json(recorded->entry), 201);
}

Response show_another_birth(const Visit& visit) {
  return birth_form(visit, another_birth_page, {}, random_key(visit.door.random), 200);
}

Response do_another_birth(const Visit& visit) {
  const BirthSent sent = birth_sent(visit);
  const auto recorded = record_other(visit, sent);
  if (!recorded) return failed(visit, recorded.error());
  if (!recorded->wrong.empty()) return birth_form(visit, another_birth_page, recorded->wrong, sent.form.key, 400);
  const auto other = service::see_birth(visit.door.desk, visit.caller(), recorded->child);
  if (!other) return failed(visit, other.error());
  return html_response(another_born_page(visit.frame, *other));
}

Response api_another_birth(const Visit& visit) {
  const auto recorded = record_other(visit, birth_sent(visit));
  if (!recorded) return failed(visit, recorded.error());
  if (!recorded->wrong.empty()) return failed(visit, recorded->wrong.front());
  return json_response(recorded_child_json(recorded->child), 201);
}

}  // namespace roundel::web
