#include "service/respond/worklist.h"

#include <algorithm>
#include <map>
#include <utility>

#include "service/respond/colleagues.h"
#include "service/respond/work_lists.h"
#include "service/show.h"

namespace roundel::service {
namespace {

using store::Cell;

constexpr std::int64_t every_piece = 1'000'000'000;

// A child of the list, with nothing of the family: the list tells only what is open.
struct OnList {
  std::vector<Entry> entries;  // about the child
  NameAndAge who;
  access::ContentScope scope;
  std::vector<std::string> named;  // of the caller's service
};

struct Listing {
  Desk::Parts& parts;
  const Caller& caller;
  const NamesOfService& names;
  std::map<PersonId, OnList> children;  // read so far
};

Result<std::vector<std::string>> named_of_service(const Listing& list, const PersonId& child) {
  const Cell cells[] = {list.parts.area.str(), child.str(), list.caller.agency.str()};
  const auto rows = list.parts.database->query(
      "SELECT practitioner FROM involvement WHERE area = ? AND person = ? AND agency = ? AND until IS NULL AND "
      "practitioner <> '' ORDER BY since, practitioner",
      cells);
  if (!rows) return fail(rows.error());
  std::vector<std::string> out;
  for (const auto& row : *rows) {
    std::string name = name_in(list.names, PractitionerId(store::text(row[0])));
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  return out;
}

Result<const OnList*> child_on_list(Listing& list, const PersonId& child) {
  if (const auto known = list.children.find(child); known != list.children.end()) return &known->second;
  auto sources = sources_of(list.parts, child);
  if (!sources) return fail(sources.error());
  auto entries = entries_standing_about(list.parts, *sources);
  if (!entries) return fail(entries.error());
  auto named = named_of_service(list, child);
  if (!named) return fail(named.error());
  OnList one{.entries = std::move(*entries), .who = {}, .scope = {}, .named = std::move(*named)};
  const LoadedFamily alone{
      .anchor = std::move(*sources), .sources = {}, .entries = {}, .own = pointers_to(one.entries)};
  one.who = name_and_age(list.parts, alone);
  const access::Tie tie = access::tie_of(list.caller, alone.own, list.parts.standards, list.parts.now());
  one.scope = access::decide_about_child(list.caller, access::UseCase::see_work, tie, list.parts.rules).scope;
  return &list.children.emplace(child, std::move(one)).first->second;
}

bool rests_on_readable(const Listing& list, const OpenWork& work, const OnList& child) {
  return std::ranges::any_of(child.entries, [&](const Entry& entry) {
    return entry.id == work.entry && access::may_read(entry, child.scope, list.caller, list.parts.standards.vocabulary);
  });
}

// Whoever asked, is asked or shall do it by a plan is told of it, whatever else they may read of the child.
bool may_be_told(const Listing& list, const OpenWork& work, const OnList& child) {
  const AgencyId& own = list.caller.agency;
  const bool given = work.kind == WorkKind::request || work.kind == WorkKind::action;
  return work.asked_by == own || (given && work.turn.agency == own) || rests_on_readable(list, work, child);
}

// The tables say what may be told; each row is asked again of the child's entries, and stays out where they say no.
Done add_piece(Listing& list, const WorkPiece& piece, std::vector<WorkRow>& out) {
  std::optional<WorkRow> row;
  for (const WorkLine& line : piece) {
    const auto child = child_on_list(list, line.child);
    if (!child) return fail(child.error());
    if (!may_be_told(list, line.work, **child)) continue;
    if (row) {
      row->also.push_back({.child = line.child, .name = (*child)->who.name, .age = (*child)->who.age});
      continue;
    }
    const Standards& standards = list.parts.standards;
    row = WorkRow{.work = line.work,
                  .child = line.child,
                  .name = (*child)->who.name,
                  .age = (*child)->who.age,
                  .waits_for = line.waits_for,
                  .asked_by = line.work.asked_by.empty() ? "" : standards.agency_name(line.work.asked_by),
                  .named = (*child)->named,
                  .to_do = std::ranges::any_of(piece, [](const WorkLine& one) { return one.side == Side::to_do; }),
                  .may_open = (*child)->scope.any()};
  }
  if (row) out.push_back(std::move(*row));
  return {};
}

Done add_part(Listing& list, const WorkCondition& told, PartOfWork part, std::int64_t first, std::int64_t most,
              std::vector<WorkRow>& out) {
  const auto pieces = read_part(list.parts, told, part, first, most);
  if (!pieces) return fail(pieces.error());
  for (const WorkPiece& piece : *pieces)
    if (const auto done = add_piece(list, piece, out); !done) return done;
  return {};
}

Result<WorkTotals> totals_of(Desk::Parts& parts, const WorkCondition& on_list, const WorkCondition& told) {
  WorkTotals out;
  for (const auto& [part, to] :
       {std::pair{PartOfWork::late, &out.late}, {PartOfWork::to_do, &out.to_do}, {PartOfWork::waiting, &out.waiting}}) {
    const auto count = count_part(parts, told, part);
    if (!count) return fail(count.error());
    *to = *count;
  }
  const auto all = count_pieces(parts, on_list);
  if (!all) return fail(all.error());
  out.not_told = std::max<std::int64_t>(0, *all - out.late - out.to_do - out.waiting);
  return out;
}

Done add_handed_over(Listing& list, WorkPage& page) {
  if (page.of == WorkOf::team || list.caller.practitioner.empty()) return {};
  const auto rows = read_handed_over(list.parts, page.of == WorkOf::service
                                                     ? list_of_handovers(list.caller.agency)
                                                     : list_of_handovers(list.caller.agency, list.caller.practitioner));
  if (!rows) return fail(rows.error());
  for (const HandedOverRow& row : *rows) {
    const auto child = child_on_list(list, row.child);
    if (!child) return fail(child.error());
    std::vector<const Entry*> entry;
    for (const Entry& each : (*child)->entries)
      if (each.id == row.entry) entry.push_back(&each);
    for (const Handover& one : fold_handovers(entry))
      page.handed_over.push_back({.handover = one,
                                  .child = row.child,
                                  .name = (*child)->who.name,
                                  .back_is_past = one.back && *one.back <= page.on});
  }
  return {};
}

Done fill(Listing& list, WorkPage& page, const WorkCondition& told, bool whole) {
  for (const auto& [part, shown_as, to] : {std::tuple{PartOfWork::late, WorkPart::late, &page.late},
                                           {PartOfWork::to_do, WorkPart::to_do, &page.to_do},
                                           {PartOfWork::waiting, WorkPart::waiting, &page.waiting}}) {
    if (page.shown.part != WorkPart::all && page.shown.part != shown_as) continue;
    const std::int64_t first = whole ? 0 : std::int64_t{page.shown.page - 1} * work_a_page;
    if (const auto done = add_part(list, told, part, first, whole ? every_piece : work_a_page, *to); !done) return done;
  }
  return add_handed_over(list, page);
}

Result<WorkPage> page_of(Desk::Parts& parts, const Caller& caller, WorkOf of, const WorkShown& shown, bool whole) {
  const auto names = names_of_service(parts, caller.agency);
  if (!names) return fail(names.error());
  const WorkCondition on_list = work_on_list(parts, caller, of);
  const WorkCondition told = told_of_list(parts, caller, on_list);
  const auto totals = totals_of(parts, on_list, told);
  if (!totals) return fail(totals.error());
  WorkPage page{.of = of, .shown = shown, .totals = *totals, .on = parts.today()};
  if (shown.part != WorkPart::all) page.shown.page = std::min(shown.page, page.pages());
  page.may_see_others = access::decide(caller, access::UseCase::see_work_of_others, parts.rules).allowed;
  Listing list{.parts = parts, .caller = caller, .names = *names, .children = {}};
  if (const auto done = fill(list, page, told, whole); !done) return fail(done.error());
  return page;
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

std::string_view word(WorkPart part) {
  switch (part) {
    case WorkPart::late:
      return "late";
    case WorkPart::to_do:
      return "to-do";
    case WorkPart::waiting:
      return "waiting";
    case WorkPart::all:
      break;
  }
  return "all";
}

Result<WorkPart> parse_work_part(std::string_view text) {
  if (text.empty()) return WorkPart::all;
  for (const WorkPart part : {WorkPart::all, WorkPart::late, WorkPart::to_do, WorkPart::waiting})
    if (word(part) == text) return part;
  return fail(Fault::bad_input, "there is no such part of a worklist", "all, late, to-do or waiting",
              {.field = "part"});
}

std::int64_t WorkPage::total_of(WorkPart part) const {
  switch (part) {
    case WorkPart::late:
      return totals.late;
    case WorkPart::to_do:
      return totals.to_do;
    case WorkPart::waiting:
      return totals.waiting;
    case WorkPart::all:
      break;
  }
  return totals.late + totals.to_do + totals.waiting;
}

int WorkPage::pages() const {
  if (shown.part == WorkPart::all) return 1;
  return static_cast<int>(std::max<std::int64_t>(1, (total_of(shown.part) + work_a_page - 1) / work_a_page));
}

Result<WorkPage> see_work(Desk& desk, const Caller& caller, WorkOf of, const WorkShown& shown) {
  const auto use_case = of == WorkOf::mine ? access::UseCase::see_work : access::UseCase::see_work_of_others;
  if (const auto done = enter(desk, caller, use_case); !done) return fail(done.error());
  if (shown.page < 1 || (shown.part == WorkPart::all && shown.page != 1))
    return fail(Fault::bad_input, "there is no such page", "1 or more, of one part of the list", {.field = "page"});
  return page_of(desk.parts(), caller, of, shown, false);
}

Result<WorkPage> all_work_of(Desk::Parts& parts, const Caller& caller) {
  return page_of(parts, caller, WorkOf::mine, {}, true);
}

}  // namespace roundel::service
