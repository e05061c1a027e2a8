#include "service/derived/refresh.h"

#include <fmt/format.h>

#include "service/derived/child_rows.h"
#include "service/derived/clock_rows.h"
#include "service/derived/moved.h"
#include "service/derived/open_work.h"
#include "service/derived/passed_on_rows.h"

namespace roundel::service {
namespace {

using store::Row;

const std::vector<std::string_view> refreshed_columns = {"area", "person", "day"};

}  // namespace

Done forget_child(Desk::Parts& parts, const PersonId& person) {
  for (const std::string_view table :
       {"finding", "change", "open_need", "notification", "work", "clock_run", "refreshed"})
    if (const auto done = take_away(parts, table, "person", {person}); !done) return done;
  return refresh_passed_on(parts, person);
}

Done refresh_each(Desk::Parts& parts, const std::set<PersonId>& children) {
  const Date on = parts.today();
  ChildRows all;
  std::vector<Row> refreshed;
  for (const PersonId& child : children) {
    auto rows = child_rows(parts, child, on);
    if (!rows) return fail(rows.error());
    append(all, std::move(*rows));
    refreshed.push_back({parts.area.str(), child.str(), std::int64_t{on.days()}});
  }
  const auto replace = [&](std::string_view table, std::span<const std::string_view> columns,
                           std::span<const Row> rows) {
    const auto gone = take_away(parts, table, "person", children);
    return gone ? parts.database->insert(table, columns, rows) : gone;
  };
  return replace("finding", finding_columns, all.findings)
      .and_then([&] { return replace("change", change_columns, all.changes); })
      .and_then([&] { return replace("open_need", open_need_columns, all.open_needs); })
      .and_then([&] { return replace("notification", notification_columns, all.notifications); })
      .and_then([&] { return replace("passed_on", passed_on_columns, all.passed_on); })
      .and_then([&] { return replace("work", work_columns, all.work); })
      .and_then([&] { return replace("clock_run", clock_run_columns, all.clock_runs); })
      .and_then([&] { return replace("refreshed", refreshed_columns, refreshed); });
}

Done refresh_work(Desk::Parts& parts, const PersonId& person) {
  for (const std::string_view table : {"work", "clock_run"})
    if (const auto done = take_away(parts, table, "person", {person}); !done) return done;
  const auto sources = sources_of(parts, person);
  if (!sources && sources.error().fault == Fault::not_found) return {};  // no record is this person any more
  if (!sources) return fail(sources.error());
  const auto taken = taken_from(parts, *sources);
  if (!taken) return fail(taken.error());
  const auto rows = rows_to_tell(parts,
                                 {.child = person,
                                  .sources = *sources,
                                  .findings = {},
                                  .changed = false,
                                  .may_have_work = true,
                                  .taken = *taken,
                                  .with_told = true},
                                 parts.today());
  if (!rows) return fail(rows.error());
  if (const auto done = parts.database->insert("work", work_columns, rows->work); !done) return done;
  return parts.database->insert("clock_run", clock_run_columns, rows->clock_runs);
}

Done refresh_families(Desk::Parts& parts, const std::set<PersonId>& children) {
  std::set<PersonId> all = children;
  for (const PersonId& child : children) {
    // An entry about one child of a household can change what holds for the others.
    const auto others = other_children(parts, child, Shared::anybody);
    if (!others) return fail(others.error());
    all.insert(others->begin(), others->end());
  }
  return refresh_each(parts, all);
}

}  // namespace roundel::service
