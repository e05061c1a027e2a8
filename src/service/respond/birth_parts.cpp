#include "service/respond/birth_parts.h"

#include <algorithm>
#include <cstdlib>

#include "core/identifiers.h"
#include "core/text.h"
#include "picture/details.h"
#include "picture/family_members.h"
#include "picture/subjects.h"

namespace roundel::service {
namespace {

constexpr std::string_view kind_of_birth = "midwifery.birth";
constexpr int days_of_pregnancy = 280;

}  // namespace

std::optional<Date> born_on(const FamilyEntries& known, const PersonId& person) {
  return best_date(details_about(known, person), birth_date());
}
std::optional<Date> expected_on(const FamilyEntries& known, const PersonId& person) {
  return best_date(details_about(known, person), field("expected-date"));
}
std::optional<PersonId> mother_of(const FamilyEntries& known) {
  for (const FamilyTie& tie : family_ties(known))
    if (tie.relation == Relation::mother) return tie.person;
  return std::nullopt;
}

std::optional<SourceId> mothers_record(const FamilyEntries& known) {
  if (const auto mother = mother_of(known))
    if (const auto details = details_about(known, *mother); !details.empty()) return details.front().source;
  for (auto entry = known.entries.rbegin(); entry != known.entries.rend(); ++entry) {
    if (!is_about(*entry, known.child, known.members)) continue;
    for (const About& about : entry->about)
      if (about.role == RoleCode("mother") && known.members.person_of(about.source) != known.child) return about.source;
  }
  return std::nullopt;
}

Done may_record_births(const Desk::Parts& parts, const Caller& caller) {
  const EntryKind* kind = parts.standards.vocabulary.kind(kind_of_birth);
  const Agency* agency = parts.standards.agency(caller.agency);
  if (kind != nullptr && agency != nullptr && std::ranges::count(kind->agency_kinds, agency->kind) > 0) return {};
  return fail(Fault::refused, "Your agency records no births: whoever was there does", "midwifery or a hospital");
}

Error wrong_field(std::string what, const char* field) {
  return {Fault::bad_input, std::move(what), "", {.field = field}};
}

bool is_of_the_birth(Date born, Date other) { return std::abs(born - other) <= 1; }
bool may_record_another(Date born, Date today) { return today <= born.plus_years(1); }

std::vector<Error> wrong_of_the_born(const BirthForm& form, const Desk::Parts& parts) {
  std::vector<Error> wrong;
  const auto add = [&](std::string what, const char* of) { wrong.push_back(wrong_field(std::move(what), of)); };
  if (!form.born)
    add("Write the day of the birth, such as 27 3 2024", "born");
  else if (*form.born > parts.today())
    add("The day of the birth is still to come", "born");
  else if (form.at && Timestamp::at(*form.born, *form.at) > parts.now())
    add("The time of the birth is still to come", "time");
  for (const auto& [text, of] : {std::pair{&form.forename, "forename"}, {&form.surname, "surname"}})
    if (const auto ok = check_optional_text(*text, of); !ok) wrong.push_back(ok.error());
  if (trimmed(form.surname).empty()) add("Write the family name that the child has now", "surname");
  const CodeSet* sexes = parts.standards.vocabulary.code_set("sex");
  if (sexes == nullptr || sexes->meaning(form.sex) == nullptr) add("Choose girl, boy or not known", "sex");
  if (!trimmed(form.nhs_number).empty() && !parse_nhs_number(form.nhs_number))
    add("This is no NHS number: look at its ten digits again, or leave it empty", "nhs-number");
  return wrong;
}

NewEntry birth_entry(const Desk::Parts& parts, const Caller& caller, const BirthForm& form, std::string key,
                     const FamilyEntries& known, const SourceId& record) {
  std::vector<About> about = {{record, RoleCode("child")}};
  if (const auto mother = mothers_record(known)) about.push_back({*mother, RoleCode("mother")});
  NewEntry entry = entry_by(parts, caller, kind_of_birth, std::move(key), std::move(about));
  entry.happened = {*form.born, *form.born, Precision::day, form.at};
  if (const auto expected = expected_on(known, known.child))
    entry.values = {{"weeks", std::int64_t{(days_of_pregnancy - (*expected - *form.born)) / 7}}};
  return entry;
}

NewEntry born_details(const Desk::Parts& parts, const Caller& caller, const BirthForm& form, std::string key,
                      const SourceId& record) {
  NewEntry entry = entry_by(parts, caller, "identity.details", std::move(key), {{record, RoleCode("child")}});
  entry.happened = Happened::on(*form.born);
  entry.values = {{"birth-date", *form.born}, {"sex", form.sex}, {"surname", std::string(trimmed(form.surname))}};
  if (const auto name = trimmed(form.forename); !name.empty()) entry.values.emplace_back("forename", std::string(name));
  if (const auto number = parse_nhs_number(form.nhs_number)) entry.values.emplace_back("nhs-number", *number);
  std::sort(entry.values.begin(), entry.values.end());
  return entry;
}

}  // namespace roundel::service
