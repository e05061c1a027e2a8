// What waits at the front door. How it came there: raising.cpp; what is decided: deciding.cpp.
#include <algorithm>

#include "picture/notifications.h"
#include "service/at_hand.h"
#include "service/respond/concern_rows.h"
#include "service/respond/inbox.h"
#include "service/show.h"

namespace roundel::service {
namespace {

using store::Cell;

// How many notifications nobody decided while they waited.
Result<std::int64_t> never_decided(Desk::Parts& parts) {
  const Date first = waits_from(parts.standards.notifications, parts.today());
  const Cell cells[] = {parts.area.str(), std::int64_t{first.days()}};
  const auto rows =
      parts.database->query("SELECT COUNT(*) FROM notification WHERE area = ? AND open = 1 AND known < ?", cells);
  if (!rows) return fail(rows.error());
  return store::number(rows->front()[0]);
}

// Of what was passed on by form and of what feeds told: the last to be decided.
Result<std::vector<ConcernRow>> decided_lately(Desk::Parts& parts, Since since) {
  const std::vector<Cell> area = {parts.area.str()};
  auto decided = asked_for(parts,
                           "SELECT person, entry, decided FROM concern WHERE area = ? AND decided IS NOT NULL "
                           "ORDER BY decided DESC LIMIT 20",
                           area);
  if (!decided) return fail(decided.error());
  const auto told = asked_for(parts,
                              "SELECT person, entry, decided FROM notification WHERE area = ? AND decided IS NOT NULL "
                              "ORDER BY decided DESC LIMIT 20",
                              area);
  if (!told) return fail(told.error());
  decided->insert(decided->end(), told->begin(), told->end());
  std::stable_sort(decided->begin(), decided->end(),
                   [](const WaitingConcern& a, const WaitingConcern& b) { return a.raised > b.raised; });
  if (decided->size() > 20) decided->resize(20);
  return rows_of(parts, *decided, since);
}

}  // namespace

Result<FrontDoor> see_front_door(Desk& desk, const Caller& caller, int page) {
  if (const auto done = enter(desk, caller, access::UseCase::see_front_door); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  auto queue = all_waiting(parts);
  if (!queue) return fail(queue.error());
  const auto families = by_family(parts, *queue);
  if (!families) return fail(families.error());
  FrontDoor door{.queue = std::move(*queue)};
  const int count = static_cast<int>(families->size());
  door.pages = std::max(1, (count + families_a_page - 1) / families_a_page);
  door.page = std::clamp(page, 1, door.pages);
  const int first = (door.page - 1) * families_a_page;

  std::vector<WaitingConcern> wanted;
  std::vector<std::vector<std::size_t>> rows;  // of `wanted`, by family
  for (int at = first; at < std::min(count, first + families_a_page); ++at) {
    rows.emplace_back();
    for (const std::size_t place : (*families)[static_cast<std::size_t>(at)]) {
      rows.back().push_back(wanted.size());
      wanted.push_back(door.queue[place]);
    }
  }
  auto waiting = rows_of(parts, wanted, Since::ask);
  if (!waiting) return fail(waiting.error());
  door.waiting = std::move(*waiting);
  for (const auto& family : rows) {
    auto inbox = inbox_of(parts, door.waiting, family);
    if (!inbox) return fail(inbox.error());
    door.families.push_back(std::move(*inbox));
  }
  if (door.page > 1) return door;
  auto decided = decided_lately(parts, door.waiting.empty() ? Since::ask : Since::asked_just_now);
  if (!decided) return fail(decided.error());
  door.decided = std::move(*decided);
  const auto lapsed = never_decided(parts);
  if (!lapsed) return fail(lapsed.error());
  door.never_decided = *lapsed;
  return door;
}

Result<ConcernPage> see_concern(Desk& desk, const Caller& caller, const PersonId& child, const EntryId& concern) {
  const auto at_hand = come_to(desk, caller, access::UseCase::see_front_door, child);
  if (!at_hand) return fail(at_hand.error());
  Desk::Parts& parts = desk.parts();
  auto row = row_of(parts, child, concern);
  if (!row) return fail(row.error());
  const FamilyEntries known = readable(*at_hand, caller, parts);
  const Assessment assessed = assess(known, parts.standards);
  const Picture picture = build_picture(known, parts.standards, {});
  ConcernPage page{.row = std::move(*row),
                   .findings = show_findings(assessed.findings, known, picture, parts.standards),
                   .suggested = assessed.suggested,
                   .earlier_concerns = 0};
  auto together = waits_with(parts, {.concern = concern, .child = child});
  if (!together) return fail(together.error());
  page.together = std::move(*together);
  for (const Entry* entry : at_hand->family->own)
    if (is_passed_on(*entry, parts.standards) && entry->recorded < page.row.concern.raised) ++page.earlier_concerns;
  return page;
}

}  // namespace roundel::service
