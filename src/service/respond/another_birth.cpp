// Another child of one birth, who has no record yet.
#include <algorithm>

#include <fmt/format.h>

#include "core/identifiers.h"
#include "picture/details.h"
#include "picture/family_members.h"
#include "picture/involvement.h"
#include "service/derived/record_rows.h"
#include "service/derived/refresh.h"
#include "service/respond/birth_parts.h"

namespace roundel::service {
namespace {

SourceId record_of_another(const Desk::Parts& parts, const Caller& caller, const std::string& key) {
  const EntryId id = entry_id(parts.area, caller.agency, "another/" + key);
  return SourceId(caller.agency.str() + "/told-" + id.str().substr(0, 16));
}

std::vector<Error> wrong_in_another(const BirthForm& form, const FamilyEntries& known, const Desk::Parts& parts) {
  const auto first = born_on(known, known.child);
  if (!first) return {wrong_field("Record the birth of this child first: the other is born with it", "")};
  if (!may_record_another(*first, parts.today()))
    return {wrong_field("This child was born more than a year ago, on " + first->text(), "")};
  std::vector<Error> wrong = wrong_of_the_born(form, parts);
  if (form.born && *form.born <= parts.today() && !is_of_the_birth(*first, *form.born))
    wrong.push_back(
        wrong_field("The other child was born on " + first->text() + ": one birth lasts a day or two", "born"));
  const auto number = parse_nhs_number(form.nhs_number);
  const auto firsts =
      parse_nhs_number(best_value(details_about(known, known.child), field("nhs-number", Best::held_by_most)));
  if (number && firsts && *number == *firsts)
    wrong.push_back(wrong_field("This is the other child's NHS number: each child has its own", "nhs-number"));
  return wrong;
}

// Where the first child lives, as far as anybody said, and the day on which both were expected.
NewEntry details_of_another(const Desk::Parts& parts, const Caller& caller, const BirthForm& form,
                            const FamilyEntries& known, const SourceId& record) {
  NewEntry entry = born_details(parts, caller, form, "another-details/" + form.key, record);
  for (const char* name : {"address", "postcode"})
    if (const std::string told = best_value(details_about(known, known.child), field(name)); !told.empty())
      entry.values.emplace_back(name, told);
  if (const auto expected = expected_on(known, known.child)) entry.values.emplace_back("expected-date", *expected);
  std::sort(entry.values.begin(), entry.values.end());
  return entry;
}

std::string residence_word(Residence residence) {
  return residence == Residence::resident ? "resident" : residence == Residence::elsewhere ? "elsewhere" : "unknown";
}

// The parents are the same; brothers and sisters follow from them. Where nobody said who the first child's parents are,
// that the two are brothers or sisters is said itself, of each.
std::vector<NewEntry> family_of_another(const Desk::Parts& parts, const Caller& caller, const BirthForm& form,
                                        const FamilyEntries& known, const SourceId& first, const SourceId& record) {
  std::vector<NewEntry> out;
  const auto add = [&](const SourceId& child, const SourceId& other, std::string_view role, Residence residence) {
    NewEntry entry =
        entry_by(parts, caller, "family.relationship", fmt::format("another-family/{}/{}", form.key, out.size()),
                 {{child, RoleCode("child")}, {other, RoleCode(std::string(role))}});
    entry.values = {{"resident", residence_word(residence)}};
    out.push_back(std::move(entry));
  };
  for (const FamilyTie& tie : family_ties(known)) {
    const auto details = details_about(known, tie.person);
    if (is_parent(tie.relation) && !details.empty())
      add(record, details.front().source, word(tie.relation), tie.residence);
  }
  const bool parents_shared = !out.empty();
  if (const auto mother = mothers_record(known); mother && !mother_of(known))
    add(record, *mother, "mother", Residence::unknown);
  if (parents_shared) return out;
  add(record, first, "sibling", Residence::unknown);
  add(first, record, "sibling", Residence::unknown);
  return out;
}

// Whoever of the caller's agency works with the one works with the other.
std::vector<NewEntry> involved_with_another(const Desk::Parts& parts, const Caller& caller, const BirthForm& form,
                                            const std::vector<const Entry*>& about_first, const SourceId& record) {
  std::vector<NewEntry> out;
  for (const Spell& spell : involvement_spells(about_first)) {
    if (spell.agency != caller.agency || spell.until) continue;
    NewEntry entry =
        entry_by(parts, caller, "involvement.started", fmt::format("another-involved/{}/{}", form.key, out.size()),
                 {{record, RoleCode("child")}});
    entry.practitioner = spell.practitioner;
    for (const auto& [name, told] : {std::pair{"contact", &spell.contact},
                                     {"practitioner", &spell.practitioner_name},
                                     {"service", &spell.service}})
      if (!told->empty()) entry.values.emplace_back(name, *told);
    out.push_back(std::move(entry));
  }
  return out;
}

Done record_another_within(Desk::Parts& parts, const Caller& caller, const BirthForm& form, const SourceId& record,
                           AnotherRecorded& out) {
  out.wrong.clear();
  if (const auto locked = parts.database->lock(parts.area.str() + "/" + form.child.str()); !locked) return locked;
  const auto before = parts.ledger->find(parts.area, entry_id(parts.area, caller.agency, "another/" + form.key));
  if (!before) return fail(before.error());
  if (*before) return {};
  const auto family = load_family(parts, form.child);
  if (!family) return fail(family.error());
  const FamilyEntries known = everything_known(**family, parts);
  out.wrong = wrong_in_another(form, known, parts);
  if (!out.wrong.empty()) return {};
  std::vector<NewEntry> entries = {birth_entry(parts, caller, form, "another/" + form.key, known, record),
                                   details_of_another(parts, caller, form, known, record)};
  for (auto& more : {family_of_another(parts, caller, form, known, (*family)->anchor.front(), record),
                     involved_with_another(parts, caller, form, (*family)->own, record)})
    entries.insert(entries.end(), more.begin(), more.end());
  const auto added = parts.ledger->append_within(entries);
  if (!added) return fail(added.error());
  if (const auto followed = follow_new_record(parts, record); !followed) return followed;
  return refresh_families(parts, {out.child, form.child});
}

}  // namespace

Result<AnotherRecorded> record_another(Desk& desk, const Caller& caller, const BirthForm& form) {
  const auto at_hand = come_to(desk, caller, access::UseCase::record_birth, form.child);
  if (!at_hand) return fail(at_hand.error());
  Desk::Parts& parts = desk.parts();
  if (const auto may = may_record_births(parts, caller); !may) return fail(may.error());
  if (form.key.empty()) return fail(Fault::bad_input, "the form's own key is missing", "the form as the page gave it");
  const SourceId record = record_of_another(parts, caller, form.key);
  AnotherRecorded out{.child = person_of_alone(record), .wrong = {}};
  const auto done = parts.database->transact([&] { return record_another_within(parts, caller, form, record, out); });
  if (!done) return fail(done.error());
  if (!out.wrong.empty()) return out;
  const auto child = person_of(parts, record);
  if (!child) return fail(child.error());
  out.child = *child;
  // The other child's access history tells of it too.
  if (const auto logged = enter_about(desk, caller, access::UseCase::record_birth, out.child, at_hand->tie); !logged)
    return fail(logged.error());
  return out;
}

}  // namespace roundel::service
