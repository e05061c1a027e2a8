#include "service/oversee/out_of_sight.h"

#include <algorithm>

#include "core/text.h"
#include "service/in_view.h"
#include "service/show.h"

namespace roundel::service {
namespace {

std::optional<Date> day_of(const store::Cell& cell) {
  if (std::holds_alternative<store::Null>(cell)) return std::nullopt;
  return Date(static_cast<std::int32_t>(store::number(cell)));
}

std::vector<KindCode> kinds_of(const std::string& opened) {
  std::vector<KindCode> out;
  for (const std::string_view kind : split(opened, ' ')) out.emplace_back(std::string(kind));
  return out;
}

Result<std::optional<Date>> born_of(Desk::Parts& parts, const PersonId& child) {
  const store::Cell cells[] = {parts.area.str(), child.str()};
  const auto rows = parts.database->query(
      "SELECT MAX(k.born) FROM member m JOIN known_as k ON k.area = m.area AND k.source = m.source "
      "WHERE m.area = ? AND m.person = ?",
      cells);
  if (!rows) return fail(rows.error());
  return day_of(rows->front()[0]);
}

// The row of one child, where more days have passed than the strictest rule allows.
Result<std::optional<OutOfSightRow>> row_of(Desk::Parts& parts, const store::Row& cells) {
  OutOfSightRow row{.child = PersonId(store::text(cells[0])), .open_since = *day_of(cells[1]), .rule = {}};
  row.last_seen = day_of(cells[2]);
  const Date today = parts.today();
  row.days = today - std::max(row.open_since, row.last_seen.value_or(row.open_since));
  const auto born = born_of(parts, row.child);
  if (!born) return fail(born.error());
  const SightRule* rule = strictest(parts.standards.sight, kinds_of(store::text(cells[3])), *born, today);
  if (rule == nullptr || row.days <= rule->days) return std::optional<OutOfSightRow>();
  row.rule = *rule;
  const std::string agencies = store::text(cells[4]);
  for (const std::string_view agency : split(agencies, ' '))
    row.agencies.push_back(parts.standards.agency_name(AgencyId(std::string(agency))));
  auto named = name_and_age(parts, row.child);
  if (!named) return fail(named.error());
  row.name = std::move(named->name);
  row.age = std::move(named->age);
  return std::optional(std::move(row));
}

}  // namespace

Result<OutOfSightPage> see_out_of_sight(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_out_of_sight); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const InView view = in_view_of(parts, caller, caller.role == "joint-team" || caller.role == "manager");
  std::vector<store::Cell> cells = view.cells;
  cells.insert(cells.begin(), parts.area.str());
  const auto rows = parts.database->query(
      "SELECT person, since, seen, opened, agencies FROM open_need WHERE area = ? AND person IN (" + view.children +
          ")",
      cells);
  if (!rows) return fail(rows.error());
  OutOfSightPage out{.rows = {},
                     .with_open_need = static_cast<int>(rows->size()),
                     .on = parts.today(),
                     .rules = parts.standards.sight};
  for (const auto& cells_of_one : *rows) {
    auto row = row_of(parts, cells_of_one);
    if (!row) return fail(row.error());
    if (*row) out.rows.push_back(std::move(**row));
  }
  std::stable_sort(out.rows.begin(), out.rows.end(), [](const OutOfSightRow& a, const OutOfSightRow& b) {
    return a.days != b.days ? a.days > b.days : a.child < b.child;
  });
  return out;
}

}  // namespace roundel::service
