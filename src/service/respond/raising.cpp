#include "service/respond/raising.h"
#include "service/derived/changes_of.h"

#include <algorithm>

#include "service/derived/refresh.h"
#include "service/show.h"

namespace roundel::service {
namespace {

// What a concern brought, as far as its sender may read it: itself, and every finding that rests on what was recorded
// just now.
Result<std::vector<Change>> brought_by(Desk::Parts& parts, const Caller& caller, const PersonId& child,
                                       const access::ContentScope& scope, Timestamp at) {
  const auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  const Vocabulary& vocabulary = parts.standards.vocabulary;
  const FamilyEntries known = seen_by(**family, parts, {}, [&](const Entry& entry) {
    const bool own = entry.agency == caller.agency && entry.practitioner == caller.practitioner;
    return own || access::may_read_or_frames(entry, scope, caller, vocabulary);
  });
  auto changes = changes_of(known, assess(known, parts.standards), parts.standards, at.date());
  std::erase_if(changes, [&](const Change& change) { return change.at < at; });
  const NameAndAge named = name_and_age(parts, **family);
  for (Change& change : changes) {
    change.name = named.name;
    change.age = named.age;
  }
  return changes;
}

Done keep_concern(Desk::Parts& parts, const Caller& caller, const PersonId& child, const EntryId& concern) {
  const auto kept = parts.ledger->find(parts.area, concern);
  if (!kept) return fail(kept.error());
  const store::Cell cells[] = {
      parts.area.str(),          concern.str(), child.str(), caller.agency.str(), caller.practitioner.str(),
      (*kept)->recorded.micros()};
  const auto row = parts.database->run(
      "INSERT INTO concern (area, entry, person, agency, practitioner, raised) VALUES (?, ?, ?, ?, ?, ?)", cells);
  if (!row) return fail(row.error());
  return {};
}

}  // namespace

Done check_concern(const ConcernForm& form) {
  if (const auto ok = check_text(form.worry, "worry", "what worries you, in your own words"); !ok) return ok;
  if (const auto ok = check_optional_text(form.child_says, "child-says"); !ok) return ok;
  if (const auto ok = check_optional_text(form.adults, "adults"); !ok) return ok;
  if (form.key.empty()) return fail(Fault::bad_input, "the form's own key is missing", "the form as the page gave it");
  return {};
}

NewEntry concern_entry(const Desk::Parts& parts, const Caller& caller, const ConcernForm& form,
                       const SourceId& record) {
  NewEntry entry = entry_by(parts, caller, "concern.raised", "concern/" + form.key, {{record, RoleCode("child")}});
  entry.values = {{"immediate-danger", form.immediate_danger}, {"worry", form.worry}};
  for (const auto& [name, text] : {std::pair{"adults", &form.adults},
                                   {"child-says", &form.child_says},
                                   {"parents-told", &form.parents_told},
                                   {"told-of-child", &form.told_of_child}})
    if (!text->empty()) entry.values.emplace_back(name, *text);
  std::sort(entry.values.begin(), entry.values.end());
  return entry;
}

Result<RecordedConcern> follow_concern(Desk::Parts& parts, const Caller& caller, const PersonId& child,
                                       const access::ContentScope& scope, const EntryId& concern) {
  const auto kept = parts.ledger->find(parts.area, concern);
  if (!kept) return fail(kept.error());
  if (const auto refreshed = refresh_families(parts, {child}); !refreshed) return fail(refreshed.error());
  auto brought = brought_by(parts, caller, child, scope, (*kept)->recorded);
  if (!brought) return fail(brought.error());
  return RecordedConcern{.concern = concern, .changes = std::move(*brought)};
}

Result<RecordedConcern> record_concern(Desk& desk, const Caller& caller, const ConcernForm& form) {
  if (const auto ok = check_concern(form); !ok) return fail(ok.error());
  const auto at_hand = come_to(desk, caller, access::UseCase::record_concern, form.child);
  if (!at_hand) return fail(at_hand.error());
  Desk::Parts& parts = desk.parts();
  const NewEntry entry = concern_entry(parts, caller, form, at_hand->family->anchor.front());
  RecordedConcern recorded;
  const auto done = parts.database->transact([&]() -> Done {
    const auto added = parts.ledger->append_within({&entry, 1});
    if (!added) return fail(added.error());
    if (added->added > 0)
      if (const auto kept = keep_concern(parts, caller, form.child, added->ids.front()); !kept) return kept;
    auto followed = follow_concern(parts, caller, form.child, at_hand->access.scope, added->ids.front());
    if (!followed) return fail(followed.error());
    recorded = std::move(*followed);
    return {};
  });
  if (!done) return fail(done.error());
  return recorded;
}

}  // namespace roundel::service
