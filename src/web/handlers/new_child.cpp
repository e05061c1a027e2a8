// A concern about a child who is not on the record yet.
#include "web/pages/new_child.h"

#include <charconv>

#include "core/text.h"
#include "web/api/json.h"
#include "web/api/new_child_json.h"
#include "web/handlers/handlers.h"

namespace roundel::web {
namespace {

constexpr std::string_view none_of_these = "none";

struct NewChildSent {
  service::NewChildForm form;
  std::vector<Error> wrong;  // what could not be read
};

std::optional<int> age_in(std::string_view text) {
  int age = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), age);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return age;
}

NewChildSent new_child_sent(const Visit& visit) {
  const Fields& fields = visit.form;
  const std::string& is = field(fields, "is");
  NewChildSent sent{.form = {.who = {.forename = field(fields, "forename"),
                                     .surname = field(fields, "surname"),
                                     .born = {},
                                     .age = {},
                                     .sex = field(fields, "sex"),
                                     .address = field(fields, "address"),
                                     .postcode = field(fields, "postcode"),
                                     .school = field(fields, "school")},
                             .concern = concern_form(visit, PersonId(is == none_of_these ? std::string() : is)),
                             .none_of_these = is == none_of_these},
                    .wrong = {}};
  sent.form.concern.adults = trimmed(field(fields, "adults"));
  if (const auto born = date_of(fields, "born"))
    sent.form.who.born = *born;
  else
    sent.wrong.push_back(
        {Fault::bad_input, "Date of birth must be a real date, such as 27 3 2019", "", {.field = "born"}});
  if (const std::string_view age = trimmed(field(fields, "age")); !age.empty()) {
    sent.form.who.age = age_in(age);
    if (!sent.form.who.age)
      sent.wrong.push_back({Fault::bad_input, "Write an age in years, such as 7", "", {.field = "age"}});
  }
  return sent;
}

// Both what cannot be read and what is wrong in what was read.
Result<service::NewChildRecorded> record(const Visit& visit, const NewChildSent& sent) {
  if (!sent.wrong.empty()) {
    if (const auto may = service::see_new_child(visit.door.desk, visit.caller()); !may)
      return tl::unexpected(may.error());
    service::NewChildRecorded out;
    out.wrong = sent.wrong;
    return out;
  }
  return service::record_new_child(visit.door.desk, visit.caller(), sent.form);
}

std::vector<ErrorLine> lines_of(const std::vector<Error>& wrong) {
  std::vector<ErrorLine> out;
  for (const Error& error : wrong)
    out.push_back({.text = error.what, .href = error.place.field == "born" ? "#born-day" : "#" + error.place.field});
  return out;
}

// A name as it was searched for: its last word is the family name.
Fields with_names_apart(Fields fields) {
  const std::string name(trimmed(field(fields, "name")));
  if (name.empty() || fields.contains("surname") || fields.contains("forename")) return fields;
  const auto blank = name.rfind(' ');
  if (blank != std::string::npos) fields["forename"] = std::string(trimmed(name.substr(0, blank)));
  fields["surname"] = blank == std::string::npos ? name : name.substr(blank + 1);
  return fields;
}

}  // namespace

Response show_new_child(const Visit& visit) {
  if (const auto may = service::see_new_child(visit.door.desk, visit.caller()); !may) return failed(visit, may.error());
  const std::string& kept = field(visit.form, "key");  // of a form that somebody goes back to
  return html_response(new_child_page(visit.frame, {.fields = with_names_apart(visit.form), .errors = {}},
                                      kept.empty() ? random_key(visit.door.random) : kept));
}

Response do_new_child(const Visit& visit) {
  NewChildSent sent = new_child_sent(visit);
  Filled filled{.fields = visit.form, .errors = {}};
  need(filled, "parents-told", "Say whether the parents know that you are passing this on");
  if (!filled.errors.empty()) {
    if (trimmed(sent.form.concern.worry).empty())
      sent.wrong.push_back({Fault::bad_input, "Say what worries you", "", {.field = "worry"}});
    sent.wrong.push_back({Fault::bad_input, filled.errors.front().text, "", {.field = "parents-told"}});
  }
  const std::string& key = sent.form.concern.key;
  const auto recorded = record(visit, sent);
  if (!recorded) return failed(visit, recorded.error());
  filled.errors = lines_of(recorded->wrong);
  if (!recorded->wrong.empty()) return html_response(new_child_page(visit.frame, filled, key), 400);
  if (!recorded->likely.empty()) {
    const bool looked = !field(visit.form, "looked").empty();
    if (looked) filled.errors.push_back({.text = "Choose one of them, or none of these", .href = "#is"});
    return html_response(likely_page(visit.frame, recorded->likely, filled, key), looked ? 400 : 200);
  }
  if (!sent.form.concern.child.empty())
    return html_response(concern_recorded_page(visit.frame, recorded->child, recorded->concern));
  return html_response(new_child_recorded_page(visit.frame, recorded->child));
}

Response api_new_child(const Visit& visit) {
  const auto recorded = record(visit, new_child_sent(visit));
  if (!recorded) return failed(visit, recorded.error());
  if (!recorded->wrong.empty()) return failed(visit, recorded->wrong.front());
  return json_response(to_json(*recorded), recorded->done() ? 201 : 200);
}

}  // namespace roundel::web
