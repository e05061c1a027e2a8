#include "service/respond/handover.h"
#include "service/derived/derive.h"
#include "service/derived/moved.h"

#include <algorithm>

#include "picture/subjects.h"
#include "response/handover.h"
#include "service/at_hand.h"
#include "service/derived/refresh.h"
#include "service/respond/colleagues.h"

namespace roundel::service {
namespace {

using store::Cell;

// Handing over names somebody else for the children, so that who takes over reads more: for others only a manager may.
bool may_for_others(const Desk::Parts& parts, const Caller& caller) {
  return caller.role == "manager" && access::decide(caller, access::UseCase::see_work_of_others, parts.rules).allowed;
}

std::vector<Colleague> by_name(const NamesOfService& names) {
  std::vector<Colleague> out;
  for (const auto& [practitioner, name] : names) out.push_back({.practitioner = practitioner, .name = name});
  std::stable_sort(out.begin(), out.end(), [](const Colleague& a, const Colleague& b) { return a.name < b.name; });
  return out;
}

Result<std::vector<PersonId>> named_for(Desk::Parts& parts, const AgencyId& agency, const PractitionerId& one) {
  const Cell cells[] = {parts.area.str(), agency.str(), one.str()};
  const auto rows = parts.database->query(
      "SELECT DISTINCT person FROM involvement WHERE area = ? AND agency = ? AND practitioner = ? AND until IS NULL "
      "ORDER BY person",
      cells);
  if (!rows) return fail(rows.error());
  std::vector<PersonId> out;
  for (const auto& row : *rows) out.emplace_back(store::text(row[0]));
  return out;
}

Done check_form(Desk::Parts& parts, const Caller& caller, const HandOverForm& form, const NamesOfService& names) {
  if (form.key.empty()) return fail(Fault::bad_input, "the form's own key is missing", "the form as the page gave it");
  if (form.from != caller.practitioner && !may_for_others(parts, caller))
    return fail(Fault::refused, "You can hand over only your own work", "a manager of the service");
  if (!names.contains(form.to) || form.to == form.from)
    return fail(Fault::bad_input, "Choose who takes over", "a colleague of the service", {.field = "to"});
  if (form.back && *form.back <= parts.today())
    return fail(Fault::bad_input, "Write a day after today, or leave it empty", "a day after today", {.field = "back"});
  return check_text(form.reason, "reason", "why the work is handed over");
}

Result<NewEntry> entry_of(Desk::Parts& parts, const Caller& caller, const HandOverForm& form,
                          const NamesOfService& names, const PersonId& child) {
  const auto sources = sources_of(parts, child);
  if (!sources) return fail(sources.error());
  NewEntry entry = entry_by(parts, caller, "work.handed-over", "handover/" + form.key + "/" + child.str(),
                            {{sources->front(), RoleCode("child")}});
  entry.values = {{"from", form.from.str()},     {"from-name", name_in(names, form.from)},
                  {"practitioner", caller.name}, {"reason", form.reason},
                  {"to", form.to.str()},         {"to-name", name_in(names, form.to)}};
  if (form.back) entry.values.emplace_back("back", *form.back);
  std::sort(entry.values.begin(), entry.values.end());
  return entry;
}

// Appends, and names who takes over; what was appended before is left as it is.
Result<bool> append_one(Desk::Parts& parts, const HandOverForm& form, const NewEntry& entry, const PersonId& child) {
  const auto added = parts.ledger->append_within({&entry, 1});
  if (!added) return fail(added.error());
  if (added->added == 0) return false;
  const store::Row row = {parts.area.str(), entry.agency.str(),       form.to.str(),
                          child.str(),      added->ids.front().str(), std::int64_t{entry.happened.from.days()},
                          store::Null{}};
  const auto done = parts.database->insert("involvement", involvement_columns, {&row, 1});
  if (!done) return fail(done.error());
  return true;
}

}  // namespace

Result<HandOverPage> see_hand_over(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::hand_over_work); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto names = names_of_service(parts, caller.agency);
  if (!names) return fail(names.error());
  const Cell cells[] = {parts.area.str(), caller.agency.str()};
  const auto rows = parts.database->query(
      "SELECT practitioner, COUNT(DISTINCT person) FROM involvement WHERE area = ? AND agency = ? AND practitioner <> "
      "'' "
      "AND until IS NULL GROUP BY practitioner ORDER BY practitioner",
      cells);
  if (!rows) return fail(rows.error());
  HandOverPage page;
  const bool others = may_for_others(parts, caller);
  for (const auto& row : *rows) {
    Colleague one{.practitioner = PractitionerId(store::text(row[0])),
                  .name = {},
                  .children = static_cast<int>(store::number(row[1]))};
    one.name = name_in(*names, one.practitioner);
    if (others || one.practitioner == caller.practitioner) page.from.push_back(std::move(one));
  }
  page.to = by_name(*names);
  return page;
}

Result<int> hand_over_work(Desk& desk, const Caller& caller, const HandOverForm& form) {
  if (const auto done = enter(desk, caller, access::UseCase::hand_over_work); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto names = names_of_service(parts, caller.agency);
  if (!names) return fail(names.error());
  if (const auto ok = check_form(parts, caller, form, *names); !ok) return fail(ok.error());
  int count = 0;
  const auto done = parts.database->transact([&]() -> Done {
    count = 0;
    std::set<PersonId> handed;
    const auto children = named_for(parts, caller.agency, form.from);
    if (!children) return fail(children.error());
    if (children->empty())
      return fail(Fault::bad_input, "There is no child whom they are named for", "somebody who works with a child",
                  {.field = "from"});
    for (const PersonId& child : *children) {
      const auto entry = entry_of(parts, caller, form, *names, child);
      if (!entry) return fail(entry.error());
      const auto added = append_one(parts, form, *entry, child);
      if (!added) return fail(added.error());
      if (*added) handed.insert(child);
      ++count;
    }
    return refresh_each(parts, handed);
  });
  if (!done) return fail(done.error());
  return count;
}

Done take_back_work(Desk& desk, const Caller& caller, const PersonId& child, const EntryId& handover) {
  if (const auto done = enter(desk, caller, access::UseCase::hand_over_work); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  const FamilyEntries known = everything_known(**family, parts);
  const auto standing = fold_handovers(entries_about(known.entries, known.child, known.members));
  const auto found =
      std::find_if(standing.begin(), standing.end(), [&](const Handover& each) { return each.entry == handover; });
  if (found == standing.end()) return {};  // taken back already
  const bool own = caller.practitioner == found->from || caller.practitioner == found->to;
  if (found->agency != caller.agency || (!own && !may_for_others(parts, caller)))
    return fail(Fault::refused, "This was handed over between others", "who handed over or took over");
  NewEntry entry = about_one(parts, caller, "entry.withdrawn", "taken-back/" + handover.str(), **family);
  entry.values = {{"reason", "Taken back"}};
  entry.corrects = handover;
  return parts.database->transact([&]() -> Done {
    const auto added = append_and_follow_within(parts, {&entry, 1});
    if (!added) return fail(added.error());
    const Cell cells[] = {parts.area.str(), handover.str()};
    const auto gone = parts.database->run("DELETE FROM involvement WHERE area = ? AND entry = ?", cells);
    if (!gone) return fail(gone.error());
    return refresh_each(parts, {child});
  });
}

Done take_back_several(Desk& desk, const Caller& caller, const std::vector<HandoverOfChild>& several) {
  for (const HandoverOfChild& one : several)
    if (const auto done = take_back_work(desk, caller, one.child, one.handover); !done) return done;
  return {};
}

}  // namespace roundel::service
