#include "service/respond/birth.h"

#include <algorithm>

#include "core/identifiers.h"
#include "core/text.h"
#include "picture/details.h"
#include "picture/family_members.h"
#include "picture/identity_bar.h"
#include "service/at_hand.h"
#include "service/derived/projections.h"
#include "service/show.h"

namespace roundel::service {
namespace {

constexpr std::string_view kind_of_birth = "midwifery.birth";

// A day further from the expected one is a slip of the pen: a child born earlier does not live, and none is born later.
constexpr int weeks_before = 20;
constexpr int weeks_after = 6;
constexpr int days_of_pregnancy = 280;

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

Done may_record_births(const Desk::Parts& parts, const Caller& caller) {
  const EntryKind* kind = parts.standards.vocabulary.kind(kind_of_birth);
  const Agency* agency = parts.standards.agency(caller.agency);
  if (kind != nullptr && agency != nullptr && std::ranges::count(kind->agency_kinds, agency->kind) > 0) return {};
  return fail(Fault::refused, "Your agency records no births: whoever was there does", "midwifery or a hospital");
}

FamilyEntries everything_known(const LoadedFamily& family, const Desk::Parts& parts) {
  return seen_by(family, parts, {}, [](const Entry&) { return true; });
}

Result<std::vector<Twin>> twins_of(Desk::Parts& parts, const FamilyEntries& known) {
  std::vector<Twin> out;
  const auto expected = expected_on(known, known.child);
  if (!expected) return out;
  for (const FamilyTie& tie : family_ties(known)) {
    if (tie.relation != Relation::sibling || expected_on(known, tie.person) != expected) continue;
    const auto who = name_and_age(parts, tie.person);
    if (!who) return fail(who.error());
    out.push_back({.child = tie.person, .name = who->name, .born = born_on(known, tie.person)});
  }
  return out;
}

// The caller's own record of the child, where there is one: each agency tells its own.
SourceId record_of(const LoadedFamily& family, const AgencyId& agency) {
  const auto own = std::ranges::find_if(
      family.anchor, [&](const SourceId& source) { return source.str().starts_with(agency.str() + "/"); });
  return own == family.anchor.end() ? family.anchor.front() : *own;
}

std::vector<Error> wrong_in(const BirthForm& form, const FamilyEntries& known, const Desk::Parts& parts) {
  std::vector<Error> wrong;
  const auto add = [&](std::string what, const char* of) {
    wrong.push_back({Fault::bad_input, std::move(what), "", {.field = of}});
  };
  const auto expected = expected_on(known, known.child);
  if (const auto born = born_on(known, known.child)) {
    add("This child is on the record as born on " + born->text() + ". A twin has a page of their own", "");
    return wrong;
  }
  if (!expected) add("No child is expected on this record", "");
  if (!form.born)
    add("Write the day of the birth, such as 27 3 2024", "born");
  else if (*form.born > parts.today())
    add("The day of the birth is still to come", "born");
  else if (expected &&
           (*form.born < expected->plus_days(-7 * weeks_before) || *form.born > expected->plus_days(7 * weeks_after)))
    add("This is too far from the expected day, " + expected->text() + ": look at the day again", "born");
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

NewEntry birth_of(const Desk::Parts& parts, const Caller& caller, const BirthForm& form, const FamilyEntries& known,
                  const SourceId& record) {
  std::vector<About> about = {{record, RoleCode("child")}};
  if (const auto mother = mother_of(known))
    if (const auto details = details_about(known, *mother); !details.empty())
      about.push_back({details.front().source, RoleCode("mother")});
  NewEntry entry = entry_by(parts, caller, kind_of_birth, "birth/" + form.key, std::move(about));
  entry.happened = {*form.born, *form.born, Precision::day, form.at};
  if (const auto expected = expected_on(known, known.child))
    entry.values = {{"weeks", std::int64_t{(days_of_pregnancy - (*expected - *form.born)) / 7}}};
  return entry;
}

// Who the child is now; where they live is what this record said before.
NewEntry details_of_born(const Desk::Parts& parts, const Caller& caller, const BirthForm& form,
                         const FamilyEntries& known, const SourceId& record) {
  NewEntry entry =
      entry_by(parts, caller, "identity.details", "birth-details/" + form.key, {{record, RoleCode("child")}});
  entry.happened = Happened::on(*form.born);
  entry.values = {{"birth-date", *form.born}, {"sex", form.sex}, {"surname", std::string(trimmed(form.surname))}};
  if (const auto name = trimmed(form.forename); !name.empty()) entry.values.emplace_back("forename", std::string(name));
  if (const auto number = parse_nhs_number(form.nhs_number)) entry.values.emplace_back("nhs-number", *number);
  std::string address, postcode;
  for (const Detail& detail : details_about(known, known.child)) {
    if (detail.source != record) continue;
    if (const std::string told = detail.entry->text_of("address"); !told.empty()) address = told;
    if (const std::string told = detail.entry->text_of("postcode"); !told.empty()) postcode = told;
  }
  if (!address.empty()) entry.values.emplace_back("address", address);
  if (!postcode.empty()) entry.values.emplace_back("postcode", postcode);
  std::sort(entry.values.begin(), entry.values.end());
  return entry;
}

// How the record is found by name and by date of birth.
Done follow_details(Desk::Parts& parts, const SourceId& record) {
  const auto entries = parts.ledger->about(parts.area, {&record, 1});
  if (!entries) return fail(entries.error());
  Derivation derivation(parts.area);
  for (const Entry& entry : *entries) derivation.add(entry);
  std::vector<store::Row> rows = derivation.known_as_rows();
  std::erase_if(rows, [&](const store::Row& row) { return store::text(row[1]) != record.str(); });
  const store::Cell cells[] = {parts.area.str(), record.str()};
  const auto gone = parts.database->run("DELETE FROM known_as WHERE area = ? AND source = ?", cells);
  if (!gone) return fail(gone.error());
  return parts.database->insert("known_as", known_as_columns, rows);
}

Done record_within(Desk::Parts& parts, const Caller& caller, const BirthForm& form, BirthRecorded& out) {
  out = {};
  if (const auto locked = parts.database->lock(parts.area.str() + "/" + form.child.str()); !locked) return locked;
  const EntryId id = entry_id(parts.area, caller.agency, "birth/" + form.key);
  const auto before = parts.ledger->find(parts.area, id);
  if (!before) return fail(before.error());
  if (*before) {
    out.entry = id;
    return {};
  }
  const auto family = load_family(parts, form.child);
  if (!family) return fail(family.error());
  const FamilyEntries known = everything_known(**family, parts);
  out.wrong = wrong_in(form, known, parts);
  if (!out.wrong.empty()) return {};
  const SourceId record = record_of(**family, caller.agency);
  const NewEntry entries[] = {birth_of(parts, caller, form, known, record),
                              details_of_born(parts, caller, form, known, record)};
  const auto added = parts.ledger->append_within(entries);
  if (!added) return fail(added.error());
  out.entry = added->ids.front();
  if (const auto followed = follow_details(parts, record); !followed) return followed;
  return refresh_families(parts, {form.child});
}

}  // namespace

Result<BirthPage> see_birth(Desk& desk, const Caller& caller, const PersonId& child) {
  const auto at_hand = come_to(desk, caller, access::UseCase::record_birth, child);
  if (!at_hand) return fail(at_hand.error());
  Desk::Parts& parts = desk.parts();
  if (const auto may = may_record_births(parts, caller); !may) return fail(may.error());
  const FamilyEntries known = everything_known(*at_hand->family, parts);
  auto twins = twins_of(parts, known);
  if (!twins) return fail(twins.error());
  const IdentityBar who = identity_bar(known, parts.standards);
  BirthPage page{.child = child,
                 .name = who.name,
                 .age = who.age,
                 .expected = expected_on(known, known.child),
                 .born = born_on(known, known.child),
                 .surname = {},
                 .twins = std::move(*twins),
                 .today = parts.today()};
  if (const auto mother = mother_of(known)) page.surname = best_value(details_about(known, *mother), field("surname"));
  return page;
}

Result<BirthRecorded> record_birth(Desk& desk, const Caller& caller, const BirthForm& form) {
  const auto at_hand = come_to(desk, caller, access::UseCase::record_birth, form.child);
  if (!at_hand) return fail(at_hand.error());
  Desk::Parts& parts = desk.parts();
  if (const auto may = may_record_births(parts, caller); !may) return fail(may.error());
  if (form.key.empty()) return fail(Fault::bad_input, "the form's own key is missing", "the form as the page gave it");
  BirthRecorded out;
  const auto done = parts.database->transact([&] { return record_within(parts, caller, form, out); });
  if (!done) return fail(done.error());
  return out;
}

}  // namespace roundel::service
