#include "service/respond/concern_rows.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "picture/subjects.h"
#include "response/clocks.h"
#include "response/concerns.h"
#include "response/notifications.h"
#include "service/show.h"

namespace roundel::service {
namespace {

using store::Cell;

std::vector<RunningClock> only_of(const std::vector<RunningClock>& clocks, const Concern& concern) {
  std::vector<RunningClock> out;
  for (const RunningClock& clock : clocks)
    if (clock.entry == concern.entry || (concern.decision && clock.entry == concern.decision->entry))
      out.push_back(clock);
  return out;
}

// One child as a list of concerns needs it: read once, however many of the list are about it.
struct ChildRead {
  std::vector<Concern> concerns;
  std::vector<Concern> told;  // by feeds
  std::vector<RunningClock> clocks;
  NameAndAge named;
};
// What stands of what is recorded about the child as a child.
std::vector<const Entry*> standing_about(const LoadedFamily& family) {
  std::set<EntryId> corrected;
  for (const Entry* entry : family.own)
    if (entry->corrects) corrected.insert(*entry->corrects);
  std::vector<const Entry*> out;
  std::ranges::copy_if(family.own, std::back_inserter(out), [&](const Entry* entry) {
    const auto children = children_of(*entry);
    return !corrected.contains(entry->id) && std::ranges::any_of(children, [&](const SourceId& one) {
      return std::ranges::count(family.anchor, one) > 0;
    });
  });
  return out;
}

Result<ChildRead> read_child(Desk::Parts& parts, const PersonId& child, Since since) {
  const auto family = load_family(parts, child, since);
  if (!family) return fail(family.error());
  const LoadedFamily& read = **family;
  const std::vector<const Entry*> as_child = standing_about(read);
  return ChildRead{.concerns = fold_concerns(read.own),
                   .told = fold_notifications(read.own, read.anchor, parts.standards),
                   .clocks = fold_clocks(as_child, parts.standards, parts.now(), nullptr),
                   .named = name_and_age(parts, read)};
}

Result<ConcernRow> row_in(const Desk::Parts& parts, const ChildRead& read, const PersonId& child,
                          const EntryId& entry) {
  const auto find_in = [&](const std::vector<Concern>& concerns) -> const Concern* {
    const auto at =
        std::find_if(concerns.begin(), concerns.end(), [&](const Concern& each) { return each.entry == entry; });
    return at == concerns.end() ? nullptr : &*at;
  };
  const Concern* concern = find_in(read.concerns);
  if (concern == nullptr) concern = find_in(read.told);
  if (concern == nullptr)
    return fail(Fault::not_found, "this concern is not about this child", "a concern from the list");
  return ConcernRow{.concern = *concern,
                    .child = child,
                    .name = read.named.name,
                    .age = read.named.age,
                    .from_agency = parts.standards.agency_name(concern->from),
                    .clocks = only_of(read.clocks, *concern),
                    .feedback = concern->feedback};
}

}  // namespace

Result<ConcernRow> row_of(Desk::Parts& parts, const PersonId& child, const EntryId& entry) {
  const auto read = read_child(parts, child, Since::ask);
  if (!read) return fail(read.error());
  return row_in(parts, *read, child, entry);
}

Result<std::vector<WaitingConcern>> asked_for(Desk::Parts& parts, std::string_view query,
                                              const std::vector<Cell>& cells) {
  const auto rows = parts.database->query(query, cells);
  if (!rows) return fail(rows.error());
  std::vector<WaitingConcern> out;
  for (const auto& row : *rows)
    out.push_back({.concern = EntryId(store::text(row[1])),
                   .child = PersonId(store::text(row[0])),
                   .raised = Timestamp(store::number(row[2]))});
  return out;
}

Result<std::vector<ConcernRow>> rows_of(Desk::Parts& parts, const std::vector<WaitingConcern>& listed, Since since) {
  std::map<PersonId, ChildRead> children;
  std::vector<ConcernRow> out;
  for (const WaitingConcern& one : listed) {
    auto known = children.find(one.child);
    if (known == children.end()) {
      auto read = read_child(parts, one.child, children.empty() ? since : Since::asked_just_now);
      if (!read) return fail(read.error());
      known = children.emplace(one.child, std::move(*read)).first;
    }
    auto row = row_in(parts, known->second, one.child, one.concern);
    if (!row) return fail(row.error());
    out.push_back(std::move(*row));
  }
  return out;
}

Result<std::vector<WaitingConcern>> all_waiting(Desk::Parts& parts) {
  auto queue =
      asked_for(parts,
                "SELECT person, entry, raised FROM concern WHERE area = ? AND decided IS NULL ORDER BY raised, "
                "entry, person",
                {parts.area.str()});
  if (!queue) return queue;
  const Date first = waits_from(parts.standards.notifications, parts.today());
  const auto told = asked_for(parts,
                              "SELECT person, entry, told FROM notification WHERE area = ? AND open = 1 AND known >= ? "
                              "ORDER BY told, entry, person",
                              {parts.area.str(), std::int64_t{first.days()}});
  if (!told) return told;
  queue->insert(queue->end(), told->begin(), told->end());
  return queue;
}

}  // namespace roundel::service
