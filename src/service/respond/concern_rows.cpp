#include "service/respond/concern_rows.h"

#include <algorithm>
#include <map>

#include "response/clocks.h"
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
  Response response;
  std::vector<Concern> told;  // by feeds
  NameAndAge named;
};
Result<ChildRead> read_child(Desk::Parts& parts, const PersonId& child, Since since) {
  const auto family = load_family(parts, child, since);
  if (!family) return fail(family.error());
  return ChildRead{.response = fold_response((*family)->own, parts.standards, parts.now()),
                   .told = fold_notifications((*family)->own, (*family)->anchor, parts.standards),
                   .named = name_and_age(parts, **family)};
}

Result<ConcernRow> row_in(const Desk::Parts& parts, const ChildRead& read, const PersonId& child,
                          const EntryId& entry) {
  const auto find_in = [&](const std::vector<Concern>& concerns) -> const Concern* {
    const auto at =
        std::find_if(concerns.begin(), concerns.end(), [&](const Concern& each) { return each.entry == entry; });
    return at == concerns.end() ? nullptr : &*at;
  };
  const Concern* concern = find_in(read.response.concerns);
  if (concern == nullptr) concern = find_in(read.told);
  if (concern == nullptr)
    return fail(Fault::not_found, "this concern is not about this child", "a concern from the list");
  std::vector<RunningClock> clocks = only_of(read.response.clocks, *concern);
  if (auto own = clock_of_notification(*concern, parts.standards, parts.now()))
    clocks.insert(clocks.begin(), std::move(*own));
  return ConcernRow{.concern = *concern,
                    .child = child,
                    .name = read.named.name,
                    .age = read.named.age,
                    .from_agency = parts.standards.agency_name(concern->from),
                    .clocks = std::move(clocks),
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
