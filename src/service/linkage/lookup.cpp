#include "service/linkage/lookup.h"

#include <algorithm>
#include <map>

#include "access/lookup_key.h"
#include "core/document.h"
#include "core/identifiers.h"
#include "identity/encoding.h"
#include "service/linkage/linkage_quality.h"
#include "service/linkage/linking.h"
#include "service/linkage/lookup_codes.h"
#include "service/show.h"

namespace roundel::service {
namespace {

using identity::LookupDetails;

constexpr std::size_t longest_question_file = 8'192;  // bytes; a question has some 700

struct Encoding {
  identity::EncodingRules rules;
  identity::Encoder encoder;
};

Result<Encoding> encoding_of(const Desk::Parts& parts) {
  if (parts.options.lookup_key.empty())
    return fail(Fault::not_found, "this place shares no key with another", "--lookup-key with the file of the key");
  const auto key = access::LookupKey::read(parts.options.lookup_key);
  if (!key) return fail(key.error());
  const auto rules = identity::load_encoding_rules(parts.options.standards_dir + "/england/lookup.toml");
  if (!rules) return fail(rules.error());
  return Encoding{.rules = *rules,
                  .encoder = identity::Encoder(*rules, [key = *key](std::string_view text) { return key.hash(text); })};
}

LookupDetails details_at(const SourceRecords& records, std::size_t row) {
  return {.forename = records.value(row, "forename"),
          .surname = records.value(row, "surname"),
          .birth_date = records.value(row, "birth-date"),
          .postcode = records.value(row, "postcode"),
          .nhs_number = records.value(row, "nhs-number")};
}

// What most of a person's records say; of two said as often the later record's.
class Commonest {
 public:
  void add(const std::string& value) {
    if (value.empty()) return;
    const int times = ++count_[value];
    if (times >= count_[commonest_]) commonest_ = value;
  }
  const std::string& value() const { return commonest_; }

 private:
  std::map<std::string, int> count_;
  std::string commonest_;
};

LookupDetails details_of_person(const SourceRecords& records, const Standards& standards, const PersonId& person) {
  Commonest forename, surname, born, postcode, number;
  for (std::size_t row = 0; row < records.size(); ++row) {
    if (records.members().person_of(records.source(row)) != person) continue;
    const LookupDetails details = details_at(records, row);
    forename.add(details.forename);
    surname.add(details.surname);
    born.add(details.birth_date);
    postcode.add(details.postcode);
    if (parse_nhs_number(details.nhs_number) && of_health(records.value(row, "agency"), standards))
      number.add(details.nhs_number);
  }
  return {.forename = forename.value(),
          .surname = surname.value(),
          .birth_date = born.value(),
          .postcode = postcode.value(),
          .nhs_number = number.value()};
}

// What this place's records say of the child: those of the child alone are read.
Result<LookupDetails> details_of_child(Desk::Parts& parts, const PersonId& child) {
  const auto sources = sources_of(parts, child);
  if (!sources) return fail(sources.error());
  const auto entries = parts.ledger->about(parts.area, *sources);
  if (!entries) return fail(entries.error());
  SourceRecords records;
  for (const Entry& entry : *entries) records.add(entry);
  return details_of_person(records, parts.standards, child);
}

// Whoever takes calls about children for the place.
const Agency* front_door(const Standards& standards) {
  if (!standards.place) return nullptr;
  const auto& agencies = standards.place->agencies;
  const auto found =
      std::find_if(agencies.begin(), agencies.end(), [](const Agency& each) { return each.kind == "social-care"; });
  return found == agencies.end() ? nullptr : &*found;
}

}  // namespace

std::string question_file(const LookupQuestion& question) {
  return "# A question between two places: is this child known to you? It names nobody to whoever lacks the key that "
         "the\n"
         "# two places share. Answer it on the page \"Another place asks\", or with: roundel answer-elsewhere "
         "--question\n"
         "number = \"" +
         question.number + "\"\nfilter = \"" + question.filter + "\"\n";
}

Result<LookupQuestion> read_question_file(std::string_view text) {
  if (text.size() > longest_question_file)
    return fail(Fault::bad_input, "this file is too long for a question", "the file as the other place made it");
  const auto file = parse_document(text, "question");
  if (!file) return fail(Fault::bad_input, "this file is no question", "the file as the other place made it");
  const auto number = file->text_or("number", "");
  const auto filter = file->text_or("filter", "");
  if (!number || !filter || !file->only({"number", "filter"}) || (number->empty() && filter->empty()))
    return fail(Fault::bad_input, "this file is no question", "`number` and `filter`, as the other place made them");
  return LookupQuestion{.number = *number, .filter = *filter};
}

Result<AskElsewhere> see_ask_elsewhere(Desk& desk, const Caller& caller, const PersonId& child) {
  if (const auto entered = enter_about(desk, caller, access::UseCase::ask_elsewhere, child, access::Tie::none);
      !entered)
    return fail(entered.error());
  Desk::Parts& parts = desk.parts();
  auto named = name_and_age(parts, child);
  if (!named) return fail(named.error());
  return AskElsewhere{.child = child,
                      .name = std::move(named->name),
                      .age = std::move(named->age),
                      .shares_a_key = !parts.options.lookup_key.empty()};
}

Result<bool> see_elsewhere(Desk& desk, const Caller& caller) {
  if (const auto entered = enter(desk, caller, access::UseCase::answer_elsewhere); !entered)
    return fail(entered.error());
  return !desk.parts().options.lookup_key.empty();
}

Result<LookupQuestion> ask_elsewhere(Desk& desk, const Caller& caller, const PersonId& child) {
  if (const auto entered = enter_about(desk, caller, access::UseCase::ask_elsewhere, child, access::Tie::none);
      !entered)
    return fail(entered.error());
  Desk::Parts& parts = desk.parts();
  const auto encoding = encoding_of(parts);
  if (!encoding) return fail(encoding.error());
  const auto details = details_of_child(parts, child);
  if (!details) return fail(details.error());
  const auto encoded = encoding->encoder.encode(*details);
  LookupQuestion question{.number = text_of_number(encoded),
                          .filter = encoded.filter ? encoding->encoder.sealed(*encoded.filter) : std::string()};
  if (question.number.empty() && question.filter.empty())
    return fail(Fault::not_found, "too little is known of this child to ask another place",
                "a verified NHS number, or both names and the date of birth");
  return question;
}

Result<LookupAnswer> answer_elsewhere(Desk& desk, const Caller& caller, const LookupQuestion& question) {
  if (const auto entered = enter(desk, caller, access::UseCase::answer_elsewhere); !entered)
    return fail(entered.error());
  Desk::Parts& parts = desk.parts();
  const auto encoding = encoding_of(parts);
  if (!encoding) return fail(encoding.error());
  const auto filter = encoding->encoder.opened(question.filter);
  if (question.number.empty() ? !filter : (!filter && !question.filter.empty()))
    return fail(Fault::bad_input, "this is no question made with the key that the two places share",
                "`number`, `filter` or both, as ask-elsewhere gives them");
  if (const auto kept = keep_lookup_codes(parts, encoding->rules, encoding->encoder); !kept) return fail(kept.error());
  const auto persons = meant_by(parts, question.number, filter, encoding->rules.known_from);
  if (!persons) return fail(persons.error());
  for (const PersonId& person : *persons)
    if (const auto entered = enter_about(desk, caller, access::UseCase::answer_elsewhere, person, access::Tie::none);
        !entered)
      return fail(entered.error());
  const Agency* agency = front_door(parts.standards);
  if (persons->empty() || agency == nullptr) return LookupAnswer{.known = !persons->empty()};
  return LookupAnswer{.known = true, .call = agency->name, .contact = agency->contact};
}

}  // namespace roundel::service
