#include "service/respond/work_lists.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace roundel::service {
namespace {

using store::Cell;
using store::Row;

constexpr std::string_view of_one_piece = "w.late_at, w.since, w.entry, w.piece";

std::vector<std::string> lists_of(const Caller& caller, WorkOf of) {
  switch (of) {
    case WorkOf::team:
      return {list_of_team()};
    case WorkOf::service:
      return {list_of_service(caller.agency)};
    case WorkOf::mine:
      break;
  }
  std::vector<std::string> lists = {list_of_requests(caller.agency), list_of_name(caller.name)};
  if (!caller.practitioner.empty()) lists.push_back(list_of_practitioner(caller.agency, caller.practitioner));
  return lists;
}

access::ContentScope scope_by(const Desk::Parts& parts, const Caller& caller, access::Tie tie) {
  return access::decide_about_child(caller, access::UseCase::see_work, tie, parts.rules).scope;
}

void add(WorkCondition& to, std::string_view sql, std::vector<Cell> cells = {}) {
  to.sql += sql;
  to.cells.insert(to.cells.end(), cells.begin(), cells.end());
}

// Ties in the order of the rules: a closer one sees no less.
WorkCondition ties_that(const Desk::Parts& parts, const Caller& caller, bool access::ContentScope::* sees) {
  WorkCondition out;
  if (access::may_stand_for_joint_team(caller, parts.standards) &&
      scope_by(parts, caller, access::Tie::joint_team).*sees)
    add(out, "w.with_team = 1");
  if (!caller.practitioner.empty() && scope_by(parts, caller, access::Tie::named_practitioner).*sees)
    add(out,
        std::string(out.sql.empty() ? "" : " OR ") +
            "EXISTS (SELECT 1 FROM involvement i WHERE i.area = w.area AND i.agency = ? AND i.practitioner = ? AND "
            "i.person = w.person AND i.until IS NULL)",
        {caller.agency.str(), caller.practitioner.str()});
  return out;
}

struct Groups {
  std::string sql;
  std::vector<Cell> cells;
};

Groups groups_of_part(const Desk::Parts& parts, const WorkCondition& of, PartOfWork part) {
  Groups out{.sql = fmt::format("SELECT {} FROM work w WHERE {} AND w.late_at {} ? GROUP BY {}", of_one_piece, of.sql,
                                part == PartOfWork::late ? "<=" : ">", of_one_piece),
             .cells = of.cells};
  out.cells.emplace_back(parts.now().micros());
  if (part == PartOfWork::late) return out;
  out.sql += part == PartOfWork::to_do ? " HAVING MAX(w.side) = ?" : " HAVING MAX(w.side) < ?";
  out.cells.emplace_back(static_cast<std::int64_t>(Side::to_do));
  return out;
}

Result<std::int64_t> count_groups(Desk::Parts& parts, const Groups& groups) {
  const auto rows = parts.database->query("SELECT COUNT(*) FROM (" + groups.sql + ") AS pieces", groups.cells);
  if (!rows) return fail(rows.error());
  return store::number(rows->front()[0]);
}

std::optional<Date> day_in(const Cell& cell) {
  if (std::holds_alternative<store::Null>(cell)) return std::nullopt;
  return Date(static_cast<std::int32_t>(store::number(cell)));
}

Result<WorkLine> line_of(const Row& row) {
  const auto kind = parse_work_kind(store::text(row[2]));
  if (!kind) return fail(kind.error());
  WorkLine line{.work = {.kind = *kind,
                         .entry = EntryId(store::text(row[10])),
                         .what = store::text(row[3]),
                         .turn = {.joint_team = false,
                                  .agency = AgencyId(store::text(row[8])),
                                  .agency_kinds = {},
                                  .person = store::text(row[9])},
                         .asked_by = AgencyId(store::text(row[7])),
                         .asked_by_practitioner = {},
                         .since = Date(static_cast<std::int32_t>(store::number(row[11]))),
                         .by = day_in(row[4])},
                .child = PersonId(store::text(row[0])),
                .side = static_cast<Side>(store::number(row[1])),
                .waits_for = store::text(row[6])};
  if (!std::holds_alternative<store::Null>(row[5])) line.work.by_at = Timestamp(store::number(row[5]));
  return line;
}

Result<WorkPiece> read_piece(Desk::Parts& parts, const WorkCondition& of, const Row& key) {
  std::vector<Cell> cells = of.cells;
  cells.insert(cells.end(), key.begin(), key.end());
  const auto rows = parts.database->query(
      "SELECT w.person, w.side, w.kind, w.what, w.by_day, w.by_at, w.waits_for, w.asked_by, w.turn_agency, "
      "w.turn_person, w.entry, w.since FROM work w WHERE " +
          of.sql +
          " AND w.late_at = ? AND w.since = ? AND w.entry = ? AND w.piece = ? ORDER BY w.person, w.side DESC, w.list",
      cells);
  if (!rows) return fail(rows.error());
  WorkPiece piece;
  for (const auto& row : *rows) {
    auto line = line_of(row);
    if (!line) return fail(line.error());
    if (piece.empty() || piece.back().child != line->child) piece.push_back(std::move(*line));
  }
  return piece;
}

}  // namespace

WorkCondition work_on_list(const Desk::Parts& parts, const Caller& caller, WorkOf of) {
  WorkCondition out;
  add(out, "w.area = ? AND w.list IN (", {parts.area.str()});
  const auto lists = lists_of(caller, of);
  for (const std::string& list : lists) add(out, out.cells.size() == 1 ? "?" : ", ?", {list});
  add(out, ") AND w.until >= ?", {std::int64_t{parts.today().days()}});
  // A plan that names somebody of the same name in another service names somebody else.
  if (of == WorkOf::mine)
    add(out, " AND (w.list <> ? OR w.turn_agency = ? OR w.turn_agency = '')",
        {list_of_name(caller.name), caller.agency.str()});
  return out;
}

WorkCondition told_of_list(const Desk::Parts& parts, const Caller& caller, const WorkCondition& list) {
  WorkCondition out = list;
  const std::string agency = caller.agency.str();
  add(out, " AND (w.asked_by = ? OR (w.turn_agency = ? AND w.kind IN ('request', 'action'))", {agency, agency});
  if (scope_by(parts, caller, access::Tie::agency_involved).own) add(out, " OR w.recorded_by = ?", {agency});
  for (const auto& [needs, sees] :
       {std::pair{"joint", &access::ContentScope::joint}, {"sensitive", &access::ContentScope::sensitive}}) {
    const WorkCondition ties = ties_that(parts, caller, sees);
    if (!ties.sql.empty()) add(out, fmt::format(" OR (w.needs = '{}' AND ({}))", needs, ties.sql), ties.cells);
  }
  add(out, ")");
  return out;
}

Result<std::int64_t> count_pieces(Desk::Parts& parts, const WorkCondition& of) {
  return count_groups(
      parts, {.sql = fmt::format("SELECT {} FROM work w WHERE {} GROUP BY {}", of_one_piece, of.sql, of_one_piece),
              .cells = of.cells});
}

Result<std::int64_t> count_part(Desk::Parts& parts, const WorkCondition& of, PartOfWork part) {
  return count_groups(parts, groups_of_part(parts, of, part));
}

Result<std::vector<WorkPiece>> read_part(Desk::Parts& parts, const WorkCondition& of, PartOfWork part,
                                         std::int64_t first, std::int64_t most) {
  Groups groups = groups_of_part(parts, of, part);
  groups.sql += fmt::format(" ORDER BY {} LIMIT ? OFFSET ?", of_one_piece);
  groups.cells.emplace_back(most);
  groups.cells.emplace_back(first);
  const auto keys = parts.database->query(groups.sql, groups.cells);
  if (!keys) return fail(keys.error());
  std::vector<WorkPiece> out;
  for (const auto& key : *keys) {
    auto piece = read_piece(parts, of, key);
    if (!piece) return fail(piece.error());
    out.push_back(std::move(*piece));
  }
  return out;
}

Result<std::vector<HandedOverRow>> read_handed_over(Desk::Parts& parts, const std::string& list) {
  const Cell cells[] = {parts.area.str(), list};
  const auto rows = parts.database->query(
      "SELECT person, entry FROM work WHERE area = ? AND list = ? ORDER BY since, entry, person", cells);
  if (!rows) return fail(rows.error());
  std::vector<HandedOverRow> out;
  for (const auto& row : *rows)
    out.push_back({.child = PersonId(store::text(row[0])), .entry = EntryId(store::text(row[1]))});
  return out;
}

}  // namespace roundel::service
