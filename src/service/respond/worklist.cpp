#include "service/respond/worklist.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "core/text.h"
#include "picture/subjects.h"
#include "response/notifications.h"
#include "service/family_loader.h"
#include "service/respond/colleagues.h"
#include "service/show.h"

namespace roundel::service {
namespace {

using store::Cell;

// More children with something open than one list is read for; where there are more, those stand on the list for whom
// something has been open the longest, and the page says so.
constexpr std::int64_t most_children = 400;

struct Asking {
  std::string children;  // the query for them, as `person` and `since`: the day from which something is open
  std::vector<Cell> cells;
};

// A moment in microseconds as the day it falls on, near enough to put children in order.
constexpr const char* concern_since = "SELECT person, raised / 86400000000 AS since FROM concern WHERE area = ? ";
constexpr const char* request_since = "SELECT person, asked / 86400000000 AS since FROM request WHERE area = ? ";
// With whom the service works: since the oldest need that is open; where none is, they come last.
constexpr const char* involved_since =
    "SELECT i.person AS person, COALESCE(n.since, 1000000) AS since FROM involvement i LEFT JOIN open_need n "
    "ON n.area = i.area AND n.person = i.person WHERE i.area = ? AND i.agency = ? AND i.until IS NULL ";
constexpr const char* notified_since =
    "SELECT person, known AS since FROM notification WHERE area = ? AND open = 1 AND known >= ? ";

// The first day on which a feed's service may have known of what still waits.
std::int64_t first_day_waiting(const Desk::Parts& parts) {
  return waits_from(parts.standards.notifications, parts.today()).days();
}

// Who is named for a child, what was passed on and waits, what is asked and not answered: of one practitioner and the
// requests of their service.
Asking children_of_mine(const Desk::Parts& parts, const Caller& caller) {
  const std::string& area = parts.area.str();
  const std::string& agency = caller.agency.str();
  const std::string& me = caller.practitioner.str();
  return {.children = fmt::format("{0}AND i.practitioner = ? "
                                  "UNION ALL {1}AND agency = ? AND practitioner = ? AND decided IS NULL "
                                  "UNION ALL {2}AND of_agency = ? AND closed IS NULL "
                                  "UNION ALL {2}AND agency = ? AND closed IS NULL "
                                  "UNION ALL {3}AND agency = ? AND practitioner = ?",
                                  involved_since, concern_since, request_since, notified_since),
          .cells = {area, agency, me, area, agency, me, area, agency, area, agency, area, first_day_waiting(parts),
                    agency, me}};
}

Asking children_of_service(const Desk::Parts& parts, const Caller& caller) {
  const std::string& area = parts.area.str();
  const std::string& agency = caller.agency.str();
  return {.children = fmt::format("{0}AND n.person IS NOT NULL "
                                  "UNION ALL {1}AND agency = ? AND decided IS NULL "
                                  "UNION ALL {2}AND of_agency = ? AND closed IS NULL "
                                  "UNION ALL {2}AND agency = ? AND closed IS NULL "
                                  "UNION ALL {3}AND agency = ?",
                                  involved_since, concern_since, request_since, notified_since),
          .cells = {area, agency, area, agency, area, agency, area, agency, area, first_day_waiting(parts), agency}};
}

Asking children_of_team(const Desk::Parts& parts) {
  const std::string& area = parts.area.str();
  return {.children = fmt::format("{0}AND decided IS NULL UNION ALL {1}AND closed IS NULL UNION ALL {2}"
                                  "UNION ALL SELECT person, since FROM open_need WHERE area = ? AND person IN "
                                  "(SELECT person FROM involvement WHERE area = ? AND until IS NULL AND agency IN "
                                  "('social-care', 'early-help'))",
                                  concern_since, request_since, notified_since),
          .cells = {area, area, area, first_day_waiting(parts), area, area}};
}

Asking children_of(const Desk::Parts& parts, const Caller& caller, WorkOf of) {
  switch (of) {
    case WorkOf::service:
      return children_of_service(parts, caller);
    case WorkOf::team:
      return children_of_team(parts);
    case WorkOf::mine:
      break;
  }
  return children_of_mine(parts, caller);
}

// Who is named for a child, of the caller's service: by code.
using Named = std::map<PersonId, std::vector<PractitionerId>>;
Result<Named> named_for_children(Desk::Parts& parts, const Caller& caller) {
  const Cell cells[] = {parts.area.str(), caller.agency.str()};
  const auto rows = parts.database->query(
      "SELECT person, practitioner FROM involvement WHERE area = ? AND agency = ? AND until IS NULL AND practitioner "
      "<> "
      "'' ORDER BY person, since, practitioner",
      cells);
  if (!rows) return fail(rows.error());
  Named out;
  for (const auto& row : *rows) {
    auto& named = out[PersonId(store::text(row[0]))];
    PractitionerId one(store::text(row[1]));
    if (std::find(named.begin(), named.end(), one) == named.end()) named.push_back(std::move(one));
  }
  return out;
}

bool of_joint_team(const Turn& turn, const Standards& standards) {
  return standards.place && std::ranges::any_of(standards.place->agencies, [&](const Agency& agency) {
           return agency.joint_team && is_turn_of(turn, agency);
         });
}

enum class Side { none, to_do, waiting };

// Of one person: what their service is asked, what a plan says by their name, and what their service has to do for a
// child they are named for. Beside it what they passed on or asked, and what others have to do for that child.
Side side_of_mine(const OpenWork& work, const Caller& caller, const Agency* agency, bool named) {
  if (work.kind == WorkKind::request && work.turn.agency == caller.agency) return Side::to_do;
  if (!work.turn.person.empty() && lower(work.turn.person) == lower(caller.name)) return Side::to_do;
  const bool asked = work.asked_by == caller.agency && !caller.practitioner.empty() &&
                     work.asked_by_practitioner == caller.practitioner;
  if (asked) return Side::waiting;
  if (!named || !work.asked_by.empty()) return Side::none;
  return agency != nullptr && is_turn_of(work.turn, *agency) ? Side::to_do : Side::waiting;
}

Side side_of(const OpenWork& work, const Desk::Parts& parts, const Caller& caller, WorkOf of, bool named) {
  const Agency* agency = parts.standards.agency(caller.agency);
  if (of == WorkOf::mine) return side_of_mine(work, caller, agency, named);
  if (of == WorkOf::team) {
    if (of_joint_team(work.turn, parts.standards)) return Side::to_do;
    return work.asked_by.empty() || parts.in_joint_team(work.asked_by) ? Side::waiting : Side::none;
  }
  if (!work.turn.joint_team && agency != nullptr && is_turn_of(work.turn, *agency)) return Side::to_do;
  return work.asked_by == caller.agency || work.asked_by.empty() ? Side::waiting : Side::none;
}

bool may_be_told(const OpenWork& work, const LoadedFamily& family, const access::ContentScope& scope,
                 const Caller& caller, const Vocabulary& vocabulary) {
  if (work.asked_by == caller.agency || (work.kind == WorkKind::request && work.turn.agency == caller.agency))
    return true;
  return std::ranges::any_of(family.own, [&](const Entry* entry) {
    return entry->id == work.entry && access::may_read(*entry, scope, caller, vocabulary);
  });
}

struct Listing {
  Desk::Parts& parts;
  const Caller& caller;
  WorkPage& page;
  const Named& named;
  const NamesOfService& names;
};

// Who took over from the caller, where it stands and the caller did not take over in turn.
std::string taken_over_by(const std::vector<Handover>& handovers, const Caller& caller) {
  std::string name;
  for (const Handover& one : handovers) {
    if (one.agency != caller.agency) continue;
    if (one.from == caller.practitioner) name = one.to_name;
    if (one.to == caller.practitioner) name.clear();
  }
  return name;
}

void add_handovers(const Listing& list, const std::vector<Handover>& handovers, const PersonId& child,
                   const NameAndAge& who) {
  for (const Handover& one : handovers) {
    if (one.agency != list.caller.agency) continue;
    const bool own = one.from == list.caller.practitioner || one.to == list.caller.practitioner;
    if (list.page.of == WorkOf::service || (list.page.of == WorkOf::mine && own))
      list.page.handed_over.push_back(
          {.handover = one, .child = child, .name = who.name, .back_is_past = one.back && *one.back <= list.page.on});
  }
}

void put(const Listing& list, WorkRow row) {
  if (row.work.late(list.parts.now()))
    list.page.late.push_back(std::move(row));
  else
    (row.to_do ? list.page.to_do : list.page.waiting).push_back(std::move(row));
}

Done add_child(const Listing& list, const PersonId& child, Since since) {
  const auto family = load_family(list.parts, child, since);
  if (!family) return fail(family.error());
  const Standards& standards = list.parts.standards;
  const FamilyEntries known = seen_by(**family, list.parts, {}, [](const Entry&) { return true; });
  const auto own = entries_about(known.entries, known.child, known.members);
  const auto open = fold_work(own, standards, list.parts.now());
  const auto handovers = fold_handovers(own);
  if (open.empty() && handovers.empty()) return {};
  const access::Tie tie = access::tie_of(list.caller, (*family)->own, standards, list.parts.now());
  const auto access = access::decide_about_child(list.caller, access::UseCase::see_work, tie, list.parts.rules);
  const auto found = list.named.find(child);
  static const std::vector<PractitionerId> nobody;
  const auto& named = found == list.named.end() ? nobody : found->second;
  const bool me = std::find(named.begin(), named.end(), list.caller.practitioner) != named.end();
  const NameAndAge who = name_and_age(list.parts, **family);
  add_handovers(list, handovers, child, who);
  const std::string successor = list.page.of == WorkOf::mine ? taken_over_by(handovers, list.caller) : std::string();
  for (const OpenWork& work : open) {
    const Side side = side_of(work, list.parts, list.caller, list.page.of, me);
    if (side == Side::none || !may_be_told(work, **family, access.scope, list.caller, standards.vocabulary)) continue;
    WorkRow row{.work = work,
                .child = child,
                .name = who.name,
                .age = who.age,
                .waits_for = turn_words(work.turn, standards),
                .asked_by = work.asked_by.empty() ? "" : standards.agency_name(work.asked_by),
                .named = {},
                .to_do = side == Side::to_do};
    if (me && row.to_do && !successor.empty() && work.kind != WorkKind::request) {
      row.to_do = false;
      row.waits_for = successor;
    }
    for (const PractitionerId& one : named) {
      row.named.push_back(name_in(list.names, one));
    }
    put(list, std::move(row));
  }
  return {};
}

void sort_by_day(std::vector<WorkRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const WorkRow& a, const WorkRow& b) {
    const Date far(1'000'000);
    return std::tuple(a.work.by.value_or(far), a.work.since, a.child) <
           std::tuple(b.work.by.value_or(far), b.work.since, b.child);
  });
}

// What was recorded once for several children, a conference of siblings, is one thing to do: it stands once, with all
// their names.
void join_siblings(std::vector<WorkRow>& rows) {
  std::map<std::tuple<WorkKind, EntryId, std::string, std::string>, std::size_t> first;
  std::vector<WorkRow> out;
  for (WorkRow& row : rows) {
    const auto [at, added] =
        first.try_emplace({row.work.kind, row.work.entry, row.work.what, row.waits_for}, out.size());
    if (added)
      out.push_back(std::move(row));
    else
      out[at->second].also.push_back({.child = row.child, .name = std::move(row.name), .age = std::move(row.age)});
  }
  rows = std::move(out);
}

}  // namespace

std::string_view word(WorkOf of) {
  switch (of) {
    case WorkOf::service:
      return "service";
    case WorkOf::team:
      return "team";
    case WorkOf::mine:
      break;
  }
  return "mine";
}

Result<WorkOf> parse_work_of(std::string_view word) {
  if (word.empty() || word == "mine") return WorkOf::mine;
  if (word == "service") return WorkOf::service;
  if (word == "team") return WorkOf::team;
  return fail(Fault::bad_input, "there is no such worklist", "mine, service or team", {.field = "of"});
}

Result<WorkPage> see_work(Desk& desk, const Caller& caller, WorkOf of) {
  const auto use_case = of == WorkOf::mine ? access::UseCase::see_work : access::UseCase::see_work_of_others;
  if (const auto done = enter(desk, caller, use_case); !done) return fail(done.error());
  return work_of(desk.parts(), caller, of);
}

Result<WorkPage> work_of(Desk::Parts& parts, const Caller& caller, WorkOf of) {
  Asking asking = children_of(parts, caller, of);
  asking.cells.emplace_back(most_children + 1);
  const auto rows = parts.database->query("SELECT person, MIN(since) AS since FROM (" + asking.children +
                                              ") AS open GROUP BY person ORDER BY MIN(since), person LIMIT ?",
                                          asking.cells);
  if (!rows) return fail(rows.error());
  const auto named = named_for_children(parts, caller);
  if (!named) return fail(named.error());
  const auto names = names_of_service(parts, caller.agency);
  if (!names) return fail(names.error());
  WorkPage page{.of = of, .late = {}, .to_do = {}, .waiting = {}, .on = parts.today()};
  page.may_see_others = access::decide(caller, access::UseCase::see_work_of_others, parts.rules).allowed;
  page.more = static_cast<std::int64_t>(rows->size()) > most_children;
  const Listing list{.parts = parts, .caller = caller, .page = page, .named = *named, .names = *names};
  for (const auto& row : *rows) {
    if (page.children == most_children) break;
    const auto added =
        add_child(list, PersonId(store::text(row[0])), page.children == 0 ? Since::ask : Since::asked_just_now);
    if (!added) return fail(added.error());
    ++page.children;
  }
  for (std::vector<WorkRow>* part : {&page.late, &page.to_do, &page.waiting}) {
    sort_by_day(*part);
    join_siblings(*part);
  }
  return page;
}

}  // namespace roundel::service
