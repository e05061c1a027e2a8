// The population's work: assess everybody, and prove that what was derived can be derived again.
#include <map>
#include <set>

#include "assessment/population.h"
#include "service/derived/child_rows.h"
#include "service/feeds.h"
#include "service/linkage/link_questions.h"

namespace roundel::service {
namespace {

// What would have been found at a moment in the past. Nothing is written.
Result<Assessed> assess_past(Desk::Parts& parts, Timestamp at, unsigned threads, const StageProgress& progress) {
  const auto total = parts.ledger->size(parts.area);
  if (!total) return fail(total.error());
  Population population(parts.standards);
  Membership members;
  Assessed out{.on = at.date()};
  const auto read = parts.ledger->read_all(parts.area, 0, [&](const Entry& entry) {
    if (entry.recorded > at) return false;  // the ledger is in the order of recording
    members.apply(entry);
    population.add(entry);
    if (++out.entries % 50'000 == 0 && progress) progress("reading the ledger", out.entries, *total);
    return true;
  });
  if (!read) return fail(read.error());
  population.finish(members);
  population.assess(out.on, threads, [&](const PersonFindings& child) {
    ++out.children;
    out.findings += static_cast<std::int64_t>(child.findings.size());
  });
  return out;
}

// Children refreshed since the last full assessment have findings of another day: theirs are derived for that day.
Done bring_refreshed_up(Desk::Parts& parts, Projections& projections) {
  const store::Cell cells[] = {parts.area.str()};
  const auto refreshed = parts.database->query("SELECT person, day FROM refreshed WHERE area = ?", cells);
  if (!refreshed) return fail(refreshed.error());
  std::set<std::string> children;
  for (const auto& row : *refreshed) children.insert(store::text(row[0]));
  const auto of_refreshed = [&](const store::Row& row) { return children.contains(store::text(row[1])); };
  auto& notifications = projections.notifications;
  std::erase_if(notifications, [&](const store::Row& row) { return children.contains(store::text(row[2])); });
  auto& work = projections.work;
  auto& clock_runs = projections.clock_runs;
  std::erase_if(work, [&](const store::Row& row) { return children.contains(store::text(row[6])); });
  auto& findings = projections.findings;
  auto& open_needs = projections.open_needs;
  auto& changes = projections.changes;
  std::erase_if(findings, of_refreshed);
  std::erase_if(open_needs, of_refreshed);
  std::erase_if(clock_runs, of_refreshed);
  std::erase_if(changes, of_refreshed);
  for (const auto& row : *refreshed) {
    auto rows =
        child_rows(parts, PersonId(store::text(row[0])), Date(static_cast<std::int32_t>(store::number(row[1]))));
    if (!rows) return fail(rows.error());
    findings.insert(findings.end(), rows->findings.begin(), rows->findings.end());
    changes.insert(changes.end(), rows->changes.begin(), rows->changes.end());
    open_needs.insert(open_needs.end(), rows->open_needs.begin(), rows->open_needs.end());
    notifications.insert(notifications.end(), rows->notifications.begin(), rows->notifications.end());
    work.insert(work.end(), rows->work.begin(), rows->work.end());
    clock_runs.insert(clock_runs.end(), rows->clock_runs.begin(), rows->clock_runs.end());
  }
  std::sort(open_needs.begin(), open_needs.end());
  std::sort(findings.begin(), findings.end());
  std::sort(notifications.begin(), notifications.end());
  std::sort(work.begin(), work.end());
  std::sort(clock_runs.begin(), clock_runs.end());
  std::sort(changes.begin(), changes.end());
  return {};
}

Result<Assessed> derive_and_write(Desk::Parts& parts, Date on, unsigned threads, const StageProgress& progress) {
  Assessed out{.on = on};
  const auto projections = derive_all(parts, on, threads, progress);
  if (!projections) return fail(projections.error());
  out.entries = projections->entries;
  out.children = projections->children;
  out.findings = static_cast<std::int64_t>(projections->findings.size());
  out.changes = static_cast<std::int64_t>(projections->changes.size());
  const auto done = parts.database->transact([&] { return write_all(parts, *projections, on); });
  if (!done) return fail(done.error());
  return out;
}

}  // namespace

Result<Assessed> assess_all(Desk& desk, const Caller& caller, std::optional<Timestamp> as_known_at, unsigned threads,
                            const StageProgress& progress) {
  if (const auto done = enter(desk, caller, access::UseCase::assess); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  if (as_known_at) return assess_past(parts, *as_known_at, threads, progress);

  return derive_and_write(parts, parts.today(), threads, progress);
}

Done forget_assessment(Desk::Parts& parts) {
  const store::Cell cells[] = {parts.area.str()};
  const auto done = parts.database->run("UPDATE place SET assessed = NULL WHERE area = ?", cells);
  if (!done) return fail(done.error());
  return {};
}

Result<bool> assessment_due(Desk& desk) {
  Desk::Parts& parts = desk.parts();
  const store::Cell cells[] = {parts.area.str()};
  const auto place = parts.database->query("SELECT assessed FROM place WHERE area = ?", cells);
  if (!place) return fail(place.error());
  if (place->empty()) return fail(Fault::not_found, "this store is empty", "`roundel ingest` first");
  if (std::holds_alternative<store::Null>(place->front()[0])) return true;
  return store::number(place->front()[0]) != parts.today().days();
}

Result<std::vector<TableDifference>> rebuild(Desk& desk, const Caller& caller, bool check, unsigned threads,
                                             const StageProgress& progress) {
  if (const auto done = enter(desk, caller, access::UseCase::rebuild); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const store::Cell cells[] = {parts.area.str()};
  const auto place = parts.database->query("SELECT assessed FROM place WHERE area = ?", cells);
  if (!place) return fail(place.error());
  if (place->empty() || std::holds_alternative<store::Null>(place->front()[0]))
    return fail(Fault::not_found, "nothing has been derived yet", "`roundel assess` first");
  const Date on(static_cast<std::int32_t>(store::number(place->front()[0])));
  auto projections = derive_all(parts, on, threads, progress);
  if (!projections) return fail(projections.error());
  if (const auto done = bring_refreshed_up(parts, *projections); !done) return fail(done.error());

  auto differences = compare_all(parts, *projections);
  if (!differences) return fail(differences.error());
  const auto index = parts.ledger->rebuild_index(check);
  if (!index) return fail(index.error());
  const auto rows = parts.database->query("SELECT COUNT(*) FROM about WHERE area = ?", cells);
  if (!rows) return fail(rows.error());
  differences->push_back({.table = "about", .rows = store::number(rows->front()[0]), .differing = *index});
  if (const auto done = check_link_tables(parts, check, threads, *differences); !done) return fail(done.error());
  if (check) return differences;
  if (const auto written = derive_and_write(parts, parts.today(), threads, progress); !written)
    return fail(written.error());
  return differences;
}

Result<Verified> verify(Desk& desk, const Caller& caller,
                        const std::function<void(std::int64_t, std::int64_t)>& progress) {
  if (const auto done = enter(desk, caller, access::UseCase::verify); !done) return fail(done.error());
  return desk.parts().ledger->verify(progress);
}

}  // namespace roundel::service
