#include "service/derived/child_rows.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "picture/identity_bar.h"
#include "picture/subjects.h"
#include "service/derived/changes_of.h"
#include "service/derived/clock_rows.h"
#include "service/derived/open_work.h"
#include "service/derived/passed_on_rows.h"

namespace roundel::service {
namespace {

using store::Cell;
using store::Row;

Cell micros(Timestamp at) { return at.micros(); }

std::vector<Row> change_rows(const AreaCode& area, const IdentityBar& child, const std::vector<Change>& changes) {
  std::vector<Row> rows;
  Cell born = store::Null{};
  if (child.born) born = std::int64_t{child.born->days()};
  for (const Change& change : changes)
    rows.push_back({area.str(), child.person.str(), micros(change.at), change.kind, change.subject, change.needs,
                    child.name, born, change.reason});
  return rows;
}

template <class Tag>
std::string with_blanks(const std::vector<Id<Tag>>& ids) {
  std::string out;
  for (const Id<Tag>& id : ids) out += (out.empty() ? "" : " ") + id.str();
  return out;
}

std::vector<Notification> told_of(const PersonId& child, std::span<const Entry* const> entries,
                                  const Membership& members, const Standards& standards) {
  Notifications fold(standards);
  for (const Entry* entry : entries) fold.add(*entry);
  auto told = fold.finish([&](const SourceId& source) { return members.person_of(source); });
  std::erase_if(told, [&](const Notification& one) { return one.child != child; });
  return told;
}

// Of one child, sorted.
std::vector<Row> all_clock_rows(const Desk::Parts& parts, const PersonId& child, std::span<const Entry* const> own,
                                std::span<const Notification> told, Date on) {
  std::vector<Row> rows = clock_rows(parts.area, child, own, parts.standards, on);
  append(rows, clock_rows(parts.area, told, parts.standards, on));
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace

std::vector<Row> finding_rows(const AreaCode& area, const PersonId& child, std::span<const Finding> findings) {
  std::vector<Row> rows;
  for (const Finding& finding : findings)
    rows.push_back({area.str(), child.str(), finding.indicator.str(), std::int64_t{finding.since.days()}});
  return rows;
}

Row open_need_row(const AreaCode& area, const Unseen& child) {
  Cell seen = store::Null{};
  if (child.last_seen) seen = std::int64_t{child.last_seen->days()};
  return {area.str(), child.child.str(),       std::int64_t{child.open_since.days()},
          seen,       with_blanks(child.open), with_blanks(child.agencies)};
}

Row notification_row(const AreaCode& area, const Notification& told) {
  Cell decided = store::Null{};
  if (told.decided) decided = told.decided->micros();
  Cell settled = store::Null{};
  if (told.settled) settled = told.settled->str();
  return {area.str(),
          told.entry.str(),
          told.child.str(),
          told.agency.str(),
          told.practitioner.str(),
          std::int64_t{told.known.days()},
          told.told.micros(),
          decided,
          settled,
          std::int64_t{told.is_open()}};
}

void append(std::vector<Row>& to, std::vector<Row> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void append(ChildRows& to, ChildRows from) {
  append(to.findings, std::move(from.findings));
  append(to.changes, std::move(from.changes));
  append(to.open_needs, std::move(from.open_needs));
  append(to.notifications, std::move(from.notifications));
  append(to.passed_on, std::move(from.passed_on));
  append(to.work, std::move(from.work));
  append(to.clock_runs, std::move(from.clock_runs));
}

Done take_away(Desk::Parts& parts, std::string_view table, std::string_view column, const std::set<PersonId>& people) {
  return store::ask_for_many(*parts.database, fmt::format("DELETE FROM {} WHERE area = ? AND {} IN", table, column),
                             parts.area.str(), keys_of(people), [](const Row&) { return true; });
}

Result<ChildRows> child_rows(Desk::Parts& parts, const PersonId& child, Date on) {
  const auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  FamilyEntries known = everything_known(**family, parts);
  known.on = on;
  const Assessment assessed = assess(known, parts.standards);
  ChildRows rows;
  rows.findings = finding_rows(parts.area, child, assessed.findings);
  const auto changes = changes_of(known, assessed, parts.standards, on.plus_days(-days_of_changes));
  IdentityBar bar = identity_bar(known, parts.standards);
  bar.person = child;
  rows.changes = change_rows(parts.area, bar, changes);
  oversight::OpenNeeds needs(parts.standards);
  for (const Entry* entry : (*family)->own) needs.add(*entry);
  for (const Unseen& one : needs.finish(known.members))
    if (one.child == child) rows.open_needs.push_back(open_need_row(parts.area, one));
  const auto told = told_of(child, (*family)->own, known.members, parts.standards);
  for (const Notification& one : told) rows.notifications.push_back(notification_row(parts.area, one));
  rows.passed_on = passed_on_rows(parts.area, passed_on_about(parts, child, **family));
  const auto about_child = entries_about_child(known.entries, child, known.members);
  rows.work = work_rows(parts.area, child, about_child, parts.standards, on);
  rows.clock_runs = all_clock_rows(parts, child, about_child, told, on);
  return rows;
}

Result<RowsToTell> rows_to_tell(Desk::Parts& parts, const ChildToTell& child, Date on) {
  auto entries = parts.ledger->about(parts.area, child.sources);
  if (!entries) return fail(entries.error());
  std::unordered_set<EntryId> held;
  for (const Entry& entry : *entries) held.insert(entry.id);
  std::vector<EntryId> others;
  for (const EntryId& correction : child.taken)
    if (held.insert(correction).second) others.push_back(correction);
  for (const Finding& finding : child.findings)
    for (const EntryId& evidence : finding.evidence)
      if (held.insert(evidence).second) others.push_back(evidence);
  auto evidence = parts.ledger->find_all(parts.area, others);
  if (!evidence) return fail(evidence.error());
  entries->insert(entries->end(), std::make_move_iterator(evidence->begin()), std::make_move_iterator(evidence->end()));

  const LoadedFamily own{.anchor = child.sources, .sources = {}, .entries = std::move(*entries), .own = {}};
  FamilyEntries known = everything_known(own, parts);
  known.on = on;
  RowsToTell rows;
  if (child.may_have_work) {
    const auto about_child = entries_about_child(known.entries, child.child, known.members);
    rows.work = work_rows(parts.area, child.child, about_child, parts.standards, on);
    std::vector<Notification> told;
    if (child.with_told) told = told_of(child.child, about_child, known.members, parts.standards);
    rows.clock_runs = all_clock_rows(parts, child.child, about_child, told, on);
  }
  if (!child.changed) return rows;
  const auto changes = changes_of(known, {.findings = child.findings}, parts.standards, on.plus_days(-days_of_changes));
  IdentityBar bar = identity_bar(known, parts.standards);
  bar.person = child.child;
  rows.changes = change_rows(parts.area, bar, changes);
  return rows;
}

}  // namespace roundel::service
