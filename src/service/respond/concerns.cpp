// A concern, passed on once, and what waits at the front door. What is decided there: deciding.cpp.
#include <algorithm>

#include "picture/notifications.h"
#include "service/at_hand.h"
#include "service/derived/projections.h"
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
Result<std::vector<ConcernRow>> decided_lately(Desk::Parts& parts) {
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
  return rows_of(parts, *decided, Since::ask);
}

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

}  // namespace

Result<RecordedConcern> record_concern(Desk& desk, const Caller& caller, const ConcernForm& form) {
  if (const auto ok = check_text(form.worry, "worry", "what worries you, in your own words"); !ok)
    return fail(ok.error());
  if (const auto ok = check_optional_text(form.child_says, "child-says"); !ok) return fail(ok.error());
  if (form.key.empty()) return fail(Fault::bad_input, "the form's own key is missing", "the form as the page gave it");
  const auto at_hand = come_to(desk, caller, access::UseCase::record_concern, form.child);
  if (!at_hand) return fail(at_hand.error());

  Desk::Parts& parts = desk.parts();
  NewEntry entry = about_one(parts, caller, "concern.raised", "concern/" + form.key, *at_hand->family);
  if (!form.child_says.empty()) entry.values.emplace_back("child-says", form.child_says);
  entry.values.emplace_back("immediate-danger", form.immediate_danger);
  if (!form.parents_told.empty()) entry.values.emplace_back("parents-told", form.parents_told);
  entry.values.emplace_back("worry", form.worry);

  RecordedConcern recorded;
  const auto done = parts.database->transact([&]() -> Done {
    recorded = {};
    const auto added = parts.ledger->append_within({&entry, 1});
    if (!added) return fail(added.error());
    recorded.concern = added->ids.front();
    const auto kept = parts.ledger->find(parts.area, recorded.concern);
    if (!kept) return fail(kept.error());
    if (added->added > 0) {
      const Cell cells[] = {parts.area.str(),    recorded.concern.str(),    form.child.str(),
                            caller.agency.str(), caller.practitioner.str(), (*kept)->recorded.micros()};
      const auto row = parts.database->run(
          "INSERT INTO concern (area, entry, person, agency, practitioner, raised) VALUES (?, ?, ?, ?, ?, ?)", cells);
      if (!row) return fail(row.error());
    }
    if (const auto refreshed = refresh_child(parts, form.child); !refreshed) return fail(refreshed.error());
    auto brought = brought_by(parts, caller, form.child, at_hand->access.scope, (*kept)->recorded);
    if (!brought) return fail(brought.error());
    recorded.changes = std::move(*brought);
    return {};
  });
  if (!done) return fail(done.error());
  return recorded;
}

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
  auto decided = decided_lately(parts);
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
