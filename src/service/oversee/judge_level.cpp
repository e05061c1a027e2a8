// The level of need as people judge it: each profession for itself, and the shared level that two professions sign.
// With each judgement is kept what was in front of whoever judged.
#include <algorithm>

#include "service/at_hand.h"
#include "service/derived/refresh.h"
#include "service/oversee/opinions.h"

namespace roundel::service {
namespace {

Done check_form(const Desk::Parts& parts, const JudgeForm& form) {
  if (parts.standards.levels.find(form.level) == nullptr)
    return fail(Fault::bad_input, "this level is not in the scheme", "a level of need from the list",
                {.field = "level"});
  return check_text(form.reason, "reason", "why you judge it so");
}

std::string profession_of(const Desk::Parts& parts, const Caller& caller) {
  const Agency* agency = parts.standards.agency(caller.agency);
  return agency ? agency->kind : caller.agency.str();
}

NewEntry judgement_entry(const Desk::Parts& parts, const Caller& caller, const ChildAtHand& at_hand,
                         std::string_view kind, const JudgeForm& form, const FamilyEntries& known) {
  NewEntry entry =
      about_one(parts, caller, kind, std::string(kind == "judgement.shared" ? "shared/" : "judgement/") + form.key,
                *at_hand.family);
  entry.values = values_of(rested_on(assess(known, parts.standards), parts.standards));
  entry.values.emplace_back("level", form.level.str());
  entry.values.emplace_back("practitioner", caller.name);
  entry.values.emplace_back("reason", form.reason);
  std::sort(entry.values.begin(), entry.values.end());
  return entry;
}

Done append(Desk::Parts& parts, const NewEntry& entry, const PersonId& child) {
  return parts.database->transact([&]() -> Done {
    const auto added = parts.ledger->append_within({&entry, 1});
    if (!added) return fail(added.error());
    if (entry.kind.str() == "judgement.level")
      if (const auto noted = note_opinion(parts, *added, "judgement.level"); !noted) return noted;
    return refresh_families(parts, {child});
  });
}

// Whoever writes or signs what is shared has judged for themselves before: two looks, not one look signed twice.
Done has_judged(const JudgedLevels& judged, const std::string& profession) {
  if (judged.of(profession) != nullptr) return {};
  return fail(Fault::conflict, "nobody of your profession has judged this child's level of need yet",
              "your own judgement first");
}

}  // namespace

Done judge_level(Desk& desk, const Caller& caller, const JudgeForm& form) {
  Desk::Parts& parts = desk.parts();
  if (const auto ok = check_form(parts, form); !ok) return ok;
  const auto at_hand = come_to(desk, caller, access::UseCase::judge_level, form.child);
  if (!at_hand) return fail(at_hand.error());
  if (!at_hand->access.scope.any())
    return fail(Fault::refused, "a judgement needs the picture", "access to the child's picture");
  const FamilyEntries known = readable(*at_hand, caller, parts);
  return append(parts, judgement_entry(parts, caller, *at_hand, "judgement.level", form, known), form.child);
}

Done share_level(Desk& desk, const Caller& caller, const JudgeForm& form) {
  Desk::Parts& parts = desk.parts();
  if (const auto ok = check_form(parts, form); !ok) return ok;
  const auto at_hand = come_to(desk, caller, access::UseCase::share_level, form.child);
  if (!at_hand) return fail(at_hand.error());
  const FamilyEntries known = readable(*at_hand, caller, parts);
  const JudgedLevels judged = fold_judged_levels(known, parts.standards);
  if (const auto ok = has_judged(judged, profession_of(parts, caller)); !ok) return ok;
  if (judged.own.size() < 2)
    return fail(Fault::conflict, "only one profession has judged this child's level of need",
                "a judgement of a second profession, to share with");
  return append(parts, judgement_entry(parts, caller, *at_hand, "judgement.shared", form, known), form.child);
}

Done sign_level(Desk& desk, const Caller& caller, const SignLevelForm& form) {
  Desk::Parts& parts = desk.parts();
  const auto at_hand = come_to(desk, caller, access::UseCase::sign_level, form.child);
  if (!at_hand) return fail(at_hand.error());
  const JudgedLevels judged = fold_judged_levels(readable(*at_hand, caller, parts), parts.standards);
  const std::string profession = profession_of(parts, caller);
  const auto is_it = [&](const std::optional<SharedLevel>& one) { return one && one->entry == form.shared; };
  const SharedLevel* shared = is_it(judged.proposed) ? &*judged.proposed
                              : is_it(judged.shared) ? &*judged.shared
                                                     : nullptr;
  if (shared == nullptr)
    return fail(Fault::conflict, "this is not the shared level of need that waits now", "the newest one on the page");
  if (shared->is_signed_by(profession)) return {};  // sent twice, or signed by a colleague
  if (const auto ok = has_judged(judged, profession); !ok) return ok;
  NewEntry entry = about_one(parts, caller, "judgement.signed", "signed/" + form.key, *at_hand->family);
  entry.values = {{"practitioner", caller.name}, {"shared", form.shared.str()}};
  return append(parts, entry, form.child);
}

}  // namespace roundel::service
