#include "service/respond/birth.h"

#include <algorithm>

#include "core/text.h"
#include "picture/details.h"
#include "picture/family_members.h"
#include "picture/identity_bar.h"
#include "service/at_hand.h"
#include "service/derived/record_rows.h"
#include "service/derived/refresh.h"
#include "service/respond/birth_parts.h"
#include "service/show.h"

namespace roundel::service {
namespace {

// A day further from the expected one is a slip of the pen: a child born earlier does not live, and none is born later.
constexpr int weeks_before = 20;
constexpr int weeks_after = 6;

// Expected on one day, or born within a day of each other: midnight may fall between two births.
bool of_one_birth(const FamilyEntries& known, const PersonId& a, const PersonId& b) {
  const auto born = born_on(known, a), other = born_on(known, b);
  if (born && other) return is_of_the_birth(*born, *other);
  const auto expected = expected_on(known, a);
  return expected && expected == expected_on(known, b);
}

Result<std::vector<Twin>> twins_of(Desk::Parts& parts, const FamilyEntries& known) {
  std::vector<Twin> out;
  for (const FamilyTie& tie : family_ties(known)) {
    if (tie.relation != Relation::sibling || !of_one_birth(known, known.child, tie.person)) continue;
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
  const auto expected = expected_on(known, known.child);
  if (const auto born = born_on(known, known.child))
    return {
        wrong_field("This child is on the record as born on " + born->text() + ". A twin has a page of their own", "")};
  std::vector<Error> wrong;
  if (!expected) wrong.push_back(wrong_field("No child is expected on this record", ""));
  if (form.born && *form.born <= parts.today() && expected &&
      (*form.born < expected->plus_days(-7 * weeks_before) || *form.born > expected->plus_days(7 * weeks_after)))
    wrong.push_back(
        wrong_field("This is too far from the expected day, " + expected->text() + ": look at the day again", "born"));
  for (Error& each : wrong_of_the_born(form, parts)) wrong.push_back(std::move(each));
  return wrong;
}

// Who the child is now; where they live is what this record said before.
NewEntry details_of_born(const Desk::Parts& parts, const Caller& caller, const BirthForm& form,
                         const FamilyEntries& known, const SourceId& record) {
  NewEntry entry = born_details(parts, caller, form, "birth-details/" + form.key, record);
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
  const NewEntry entries[] = {birth_entry(parts, caller, form, "birth/" + form.key, known, record),
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
  page.may_record_another = page.born && may_record_another(*page.born, page.today);
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
