#include "service/linkage/lookup.h"

#include <algorithm>
#include <map>
#include <set>

#include "access/lookup_key.h"
#include "core/identifiers.h"
#include "identity/encoding.h"
#include "ledger/sha256.h"
#include "service/linkage/linkage_quality.h"
#include "service/linkage/linking.h"

namespace roundel::service {
namespace {

using identity::LookupDetails;

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

std::string text_of_number(const identity::Encoded& encoded) {
  if (!encoded.number) return {};
  return to_hex({reinterpret_cast<const char*>(encoded.number->data()), encoded.number->size()});
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

Done read_identity(Desk::Parts& parts, SourceRecords& records) {
  return parts.ledger->read_kinds(parts.area, 0, "identity.", [&](const Entry& entry) {
    records.add(entry);
    return true;
  });
}

// The persons of the children whom the question may be about. Somebody who holds another number is not one of them,
// however alike the names are.
std::set<PersonId> meant(const SourceRecords& records, const Encoding& encoding, const std::string& number,
                         const std::optional<identity::Filter>& filter) {
  std::set<PersonId> with_number, with_other, alike;
  for (std::size_t row = 0; row < records.size(); ++row) {
    if (records.value(row, "record-role") == "adult") continue;
    const auto encoded = encoding.encoder.encode(details_at(records, row));
    const PersonId person = records.members().person_of(records.source(row));
    if (!number.empty() && encoded.number)
      (text_of_number(encoded) == number ? with_number : with_other).insert(person);
    if (filter && encoded.filter && identity::alike(*filter, *encoded.filter) >= encoding.rules.known_from)
      alike.insert(person);
  }
  for (const PersonId& person : alike)
    if (!with_other.contains(person)) with_number.insert(person);
  return with_number;
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

Result<LookupQuestion> ask_elsewhere(Desk& desk, const Caller& caller, const PersonId& child) {
  if (const auto entered = enter_about(desk, caller, access::UseCase::ask_elsewhere, child, access::Tie::none);
      !entered)
    return fail(entered.error());
  Desk::Parts& parts = desk.parts();
  const auto encoding = encoding_of(parts);
  if (!encoding) return fail(encoding.error());
  SourceRecords records;
  if (const auto read = read_identity(parts, records); !read) return fail(read.error());
  const auto encoded = encoding->encoder.encode(details_of_person(records, parts.standards, child));
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
  SourceRecords records;
  if (const auto read = read_identity(parts, records); !read) return fail(read.error());
  const auto persons = meant(records, *encoding, question.number, filter);
  for (const PersonId& person : persons)
    if (const auto entered = enter_about(desk, caller, access::UseCase::answer_elsewhere, person, access::Tie::none);
        !entered)
      return fail(entered.error());
  const Agency* agency = front_door(parts.standards);
  if (persons.empty() || agency == nullptr) return LookupAnswer{.known = !persons.empty()};
  return LookupAnswer{.known = true, .call = agency->name, .contact = agency->contact};
}

}  // namespace roundel::service
