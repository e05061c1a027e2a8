#include "service/oversee/put_off.h"

#include <algorithm>

#include <fmt/format.h>

#include "service/at_hand.h"
#include "service/derived/derive.h"

namespace roundel::service {
namespace {

Done check_form(const Desk::Parts& parts, const PutOffForm& form) {
  const int most = parts.standards.limits[LimitOf::days_put_off];
  const Date last = parts.today().plus_days(most);
  if (form.children.empty()) return fail(Fault::bad_input, "no child is named", "a child of the list");
  if (form.until <= parts.today() || form.until > last)
    return fail(Fault::bad_input, "this is not a day to come back to",
                fmt::format("a day after today, at most {} days away", most), {.field = "until"});
  return check_text(form.reason, "reason", "why this can wait until then");
}

std::vector<store::Row> rows_of(const AreaCode& area, const PutOffForm& form, const Entry& kept, const Caller& caller) {
  std::vector<store::Row> rows;
  for (const PersonId& child : form.children)
    rows.push_back({area.str(), child.str(), kept.id.str(), caller.agency.str(), caller.practitioner.str(),
                    std::int64_t{works_from_the_team_list(caller)}, std::int64_t{form.until.days()},
                    kept.recorded.micros(), caller.name, form.reason});
  return rows;
}

}  // namespace

Result<std::vector<PutOff>> put_off_on_list_of(Desk::Parts& parts, const Caller& caller, Date since) {
  const bool team = works_from_the_team_list(caller);
  std::vector<store::Cell> cells = {parts.area.str(), std::int64_t{since.days()}, std::int64_t{team}};
  if (!team) cells.insert(cells.end(), {caller.agency.str(), caller.practitioner.str()});
  const auto rows = parts.database->query(
      std::string("SELECT entry, person, until, at, author, reason FROM put_off WHERE area = ? AND until >= ? AND "
                  "whole_team = ?") +
          (team ? "" : " AND agency = ? AND practitioner = ?") + " ORDER BY until, at, person",
      cells);
  if (!rows) return fail(rows.error());
  std::vector<PutOff> out;
  for (const auto& row : *rows)
    out.push_back({.entry = EntryId(store::text(row[0])),
                   .child = PersonId(store::text(row[1])),
                   .name = {},
                   .age = {},
                   .until = Date(static_cast<std::int32_t>(store::number(row[2]))),
                   .at = Timestamp(store::number(row[3])),
                   .author = store::text(row[4]),
                   .reason = store::text(row[5])});
  return out;
}

Done put_off_changes(Desk& desk, const Caller& caller, const PutOffForm& form) {
  Desk::Parts& parts = desk.parts();
  if (const auto ok = check_form(parts, form); !ok) return ok;
  std::optional<NewEntry> entry;
  for (const PersonId& child : form.children) {
    const auto at_hand = come_to(desk, caller, access::UseCase::put_off_changes, child);
    if (!at_hand) return fail(at_hand.error());
    if (!entry) {
      entry = about_one(parts, caller, "changes.put-off", "put-off/" + form.key, *at_hand->family);
      continue;
    }
    entry->about.push_back({at_hand->family->anchor.front(), RoleCode("child")});
  }
  entry->values = {{"practitioner", caller.name},
                   {"reason", form.reason},
                   {"until", form.until},
                   {"whole-team", works_from_the_team_list(caller)}};
  return parts.database->transact([&]() -> Done {
    const auto added = parts.ledger->append_within({&*entry, 1});
    if (!added) return fail(added.error());
    if (added->added == 0) return {};
    const auto kept = parts.ledger->find(parts.area, added->ids.front());
    if (!kept) return fail(kept.error());
    return parts.database->insert("put_off", put_off_columns, rows_of(parts.area, form, **kept, caller));
  });
}

Done bring_back_changes(Desk& desk, const Caller& caller, const PersonId& child, const EntryId& put_off) {
  Desk::Parts& parts = desk.parts();
  const auto at_hand = come_to(desk, caller, access::UseCase::put_off_changes, child);
  if (!at_hand) return fail(at_hand.error());
  const auto listed = put_off_on_list_of(parts, caller, parts.today());
  if (!listed) return fail(listed.error());
  const bool there = std::any_of(listed->begin(), listed->end(),
                                 [&](const PutOff& one) { return one.entry == put_off && one.child == child; });
  if (!there) return {};  // brought back already
  NewEntry entry = about_one(parts, caller, "entry.withdrawn", "back/" + put_off.str(), *at_hand->family);
  entry.values = {{"reason", "Brought back to the list of changes"}};
  entry.corrects = put_off;
  return parts.database->transact([&]() -> Done {
    const auto added = append_and_follow_within(parts, {&entry, 1});
    if (!added) return fail(added.error());
    const store::Cell cells[] = {parts.area.str(), put_off.str()};
    const auto gone = parts.database->run("DELETE FROM put_off WHERE area = ? AND entry = ?", cells);
    if (!gone) return fail(gone.error());
    return {};
  });
}

}  // namespace roundel::service
