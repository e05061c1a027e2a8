#include "service/respond/pathways.h"

#include <algorithm>

#include "picture/chronology.h"
#include "picture/details.h"
#include "picture/subjects.h"
#include "response/clocks.h"
#include "service/derived/refresh.h"
#include "service/family_loader.h"
#include "service/show.h"

namespace roundel::service {
namespace {

// What the joint record holds of one child, corrections applied.
struct OwnRecord {
  FamilyEntries known;
  std::vector<const Entry*> own;  // into `known`
};
Result<OwnRecord> own_record(Desk::Parts& parts, const PersonId& child) {
  const auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  OwnRecord record{.known = everything_known(**family, parts), .own = {}};
  record.own = entries_about_child(record.known.entries, record.known.child, record.known.members);
  return record;
}

bool is_grown_up(const FamilyEntries& known, const PersonId& person) {
  const auto born = best_date(details_about(known, person), birth_date());
  return born && age_in_years(*born, known.on) >= 18;
}

std::vector<StepTold> told(const Pathway& pathway, const std::vector<const Entry*>& entries,
                           const Standards& standards) {
  std::vector<StepTold> out;
  for (const StepTaken& taken : pathway.taken) {
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const Entry* each) { return each->id == taken.entry; });
    const EntryKind* kind = standards.vocabulary.kind(taken.step->kind);
    if (entry == entries.end() || kind == nullptr) continue;
    out.push_back({.taken = taken,
                   .name = kind->name,
                   .words = values_in_words(**entry, standards.vocabulary),
                   .agency = standards.agency_name(taken.agency)});
  }
  return out;
}

Done come_to_pathway(Desk& desk, const Caller& caller, access::UseCase use_case, const PersonId& child) {
  Desk::Parts& parts = desk.parts();
  const auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  const access::Tie tie = access::tie_of(caller, (*family)->own, parts.standards, parts.now());
  const auto decision = enter_about(desk, caller, use_case, child, tie);
  if (!decision) return fail(decision.error());
  if (decision->scope.joint) return {};
  return fail(Fault::refused, "The pathway is the joint record: your tie to this child does not show it",
              "access to the child's picture");
}

bool is_for(const Caller& caller, const EntryKind& kind, const Standards& standards) {
  if (kind.agency_kinds.empty()) return true;
  const Agency* agency = standards.agency(caller.agency);
  return agency != nullptr &&
         std::find(kind.agency_kinds.begin(), kind.agency_kinds.end(), agency->kind) != kind.agency_kinds.end();
}

// The kind that the form records, where there is such a step and the caller's agency takes it.
Result<const EntryKind*> kind_of_step(const Desk::Parts& parts, const Caller& caller, const StepForm& form) {
  const Step* step = step_of(form.kind);
  const EntryKind* kind = parts.standards.vocabulary.kind(form.kind);
  if (step == nullptr || kind == nullptr || form.kind == "response.decided")
    return fail(Fault::bad_input, "this is no step that can be recorded here", "a step of the pathway",
                {.field = "kind"});
  if (!is_for(caller, *kind, parts.standards))
    return fail(Fault::refused, "your agency does not take this step", "the agency that does");
  if (form.key.empty()) return fail(Fault::bad_input, "the form's own key is missing", "the form as the page gave it");
  if (form.children.empty()) return fail(Fault::bad_input, "the step is about nobody", "a child");
  return kind;
}

Result<NewEntry> entry_of_step(Desk::Parts& parts, const Caller& caller, const StepForm& form, const EntryKind& kind) {
  NewEntry entry{.area = parts.area,
                 .key = "pathway/" + form.key,
                 .kind = kind.code,
                 .agency = caller.agency,
                 .practitioner = caller.practitioner,
                 .happened = {form.happened, form.happened, Precision::day, kind.timed ? form.at : std::nullopt},
                 .known = parts.today(),
                 .standing = kind.standing,
                 .sharing = "",
                 .about = {},
                 .values = form.values,
                 .corrects = {}};
  std::sort(entry.values.begin(), entry.values.end());
  for (const PathwaySeen& seen : form.children) {
    const auto sources = sources_of(parts, seen.child);
    if (!sources) return fail(sources.error());
    entry.about.push_back({sources->front(), RoleCode("child")});
  }
  return entry;
}

// What came of an action is recorded of an action that this child's plan has.
bool names_no_action(const StepForm& form, const std::vector<PlanAction>& plan) {
  if (form.kind != "plan.action-done") return false;
  return std::none_of(form.values.begin(), form.values.end(), [&](const auto& value) {
    return value.first == "action" && std::any_of(plan.begin(), plan.end(), [&](const PlanAction& action) {
             return action.entry.value == text(value.second);
           });
  });
}

// Within the transaction: what stands against the step for any of the children, as they stand now.
Result<std::vector<Error>> against_step(Desk::Parts& parts, const StepForm& form) {
  std::vector<Error> missing;
  for (const PathwaySeen& seen : form.children) {
    const auto record = own_record(parts, seen.child);
    if (!record) return fail(record.error());
    const Pathway pathway = fold_pathway(record->own);
    if (const auto same = unchanged_since(pathway, seen.version); !same) return fail(same.error());
    if (names_no_action(form, fold_plan(record->own)))
      missing.push_back({Fault::bad_input, "Choose the action that this came of", "", {}});
    for (Error& one : missing_for(pathway, {step_of(form.kind), form.happened, form.values, form.at}, parts.now()))
      if (std::find(missing.begin(), missing.end(), one) == missing.end()) missing.push_back(std::move(one));
  }
  return missing;
}

}  // namespace

Result<PathwayPage> see_pathway(Desk& desk, const Caller& caller, const PersonId& child) {
  if (const auto done = come_to_pathway(desk, caller, access::UseCase::see_pathway, child); !done)
    return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto record = own_record(parts, child);
  if (!record) return fail(record.error());
  const auto named = name_and_age(parts, child);
  if (!named) return fail(named.error());
  PathwayPage page{.child = child,
                   .name = named->name,
                   .age = named->age,
                   .pathway = fold_pathway(record->own),
                   .history = {},
                   .ahead = {},
                   .plan = fold_plan(record->own),
                   .clocks = fold_clocks(record->own, parts.standards, parts.now(), nullptr),
                   .siblings = {}};
  page.history = told(page.pathway, record->own, parts.standards);
  for (StepAhead& ahead : steps_ahead(page.pathway)) {
    const EntryKind* kind = parts.standards.vocabulary.kind(ahead.step->kind);
    if (kind != nullptr && is_for(caller, *kind, parts.standards)) page.ahead.push_back(std::move(ahead));
  }
  const auto siblings = other_children(parts, child, Shared::parents);
  if (!siblings) return fail(siblings.error());
  for (const PersonId& sibling : *siblings) {
    const auto theirs = own_record(parts, sibling);
    if (!theirs) return fail(theirs.error());
    if (is_grown_up(theirs->known, sibling)) continue;
    auto who = name_and_age(parts, sibling);
    if (!who) return fail(who.error());
    page.siblings.push_back({.seen = {.child = sibling, .version = fold_pathway(theirs->own).version},
                             .name = std::move(who->name),
                             .age = std::move(who->age)});
  }
  return page;
}

Result<StepRecorded> record_step(Desk& desk, const Caller& caller, const StepForm& form) {
  Desk::Parts& parts = desk.parts();
  const auto kind = kind_of_step(parts, caller, form);
  if (!kind) return fail(kind.error());
  for (const PathwaySeen& seen : form.children)
    if (const auto done = come_to_pathway(desk, caller, access::UseCase::record_step, seen.child); !done)
      return fail(done.error());
  const auto entry = entry_of_step(parts, caller, form, **kind);
  if (!entry) return fail(entry.error());
  std::vector<std::string> locks;  // in one order for everybody, so that nobody waits in a ring
  for (const PathwaySeen& seen : form.children) locks.push_back(parts.area.str() + "/" + seen.child.str());
  std::sort(locks.begin(), locks.end());

  StepRecorded recorded;
  const auto done = parts.database->transact([&]() -> Done {
    recorded = {};
    for (const std::string& name : locks)
      if (const auto locked = parts.database->lock(name); !locked) return locked;
    const EntryId id = entry_id(parts.area, entry->agency, entry->key);
    const auto before = parts.ledger->find(parts.area, id);
    if (!before) return fail(before.error());
    if (*before) {
      recorded.entry = id;
      return {};
    }
    auto missing = against_step(parts, form);
    if (!missing) return fail(missing.error());
    recorded.missing = std::move(*missing);
    if (!recorded.missing.empty()) return {};
    const auto added = parts.ledger->append_within({&*entry, 1});
    if (!added) return fail(added.error());
    recorded.entry = added->ids.front();
    std::set<PersonId> children;
    for (const PathwaySeen& seen : form.children) children.insert(seen.child);
    return refresh_families(parts, children);
  });
  if (!done) return fail(done.error());
  return recorded;
}

}  // namespace roundel::service
