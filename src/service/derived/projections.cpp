#include "service/derived/projections.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "assessment/population.h"
#include "oversight/out_of_sight.h"
#include "picture/notifications.h"
#include "service/derived/child_rows.h"
#include "service/derived/clock_rows.h"
#include "service/derived/derive.h"
#include "service/derived/open_work.h"
#include "service/derived/passed_on_rows.h"

namespace roundel::service {
namespace {

using store::Cell;
using store::Row;

constexpr std::size_t entries_folded_at_once = 10'000;

const std::vector<std::string_view> member_columns = {"area", "source", "person"};
// Each table in turn: made for the visit, and gone after it.
Done each_table(const Projections& all, const std::function<Done(const ProjectionTable&)>& visit) {
  const Derivation& folded = all.folded;
  const auto made = [&](std::string_view name, const std::vector<std::string_view>& columns, std::vector<Row> rows) {
    return visit({.name = name, .columns = columns, .rows = std::move(rows)});
  };
  if (auto done = made("member", member_columns, folded.member_rows()); !done) return done;
  if (auto done = made("known_as", known_as_columns, folded.known_as_rows()); !done) return done;
  if (auto done = made("moved", moved_columns, all.moved); !done) return done;
  if (auto done = made("tie", tie_columns, folded.tie_rows()); !done) return done;
  if (auto done = made("involvement", involvement_columns, folded.involvement_rows()); !done) return done;
  if (auto done = made("concern", concern_columns, folded.concern_rows()); !done) return done;
  if (auto done = made("judgement", judgement_columns, folded.judgement_rows()); !done) return done;
  if (auto done = made("opinion", opinion_columns, folded.opinion_rows()); !done) return done;
  if (auto done = made("request", request_columns, folded.request_rows()); !done) return done;
  if (auto done = made("passed_on", passed_on_columns, all.passed_on); !done) return done;
  if (auto done = made("put_off", put_off_columns, folded.put_off_rows()); !done) return done;
  if (auto done = made("open_need", open_need_columns, all.open_needs); !done) return done;
  if (auto done = made("notification", notification_columns, all.notifications); !done) return done;
  if (auto done = made("work", work_columns, all.work); !done) return done;
  if (auto done = made("clock_run", clock_run_columns, all.clock_runs); !done) return done;
  if (auto done = made("finding", finding_columns, all.findings); !done) return done;
  return made("change", change_columns, all.changes);
}

// The rows of the tables `change` and `work` for these children, sorted. Each thread reads the store by a connection of
// its own.
Result<RowsToTell> all_rows_to_tell(Desk::Parts& parts, const std::vector<ChildToTell>& children, Date on,
                                    unsigned threads, const StageProgress& progress) {
  constexpr std::size_t at_once = 200;  // children that a thread takes
  std::vector<RowsToTell> rows(children.size());
  std::atomic<std::size_t> taken = 0;
  const auto work = [&](Desk::Parts& reader, const std::function<void(std::size_t)>& tell) -> Done {
    for (std::size_t from = taken.fetch_add(at_once); from < children.size(); from = taken.fetch_add(at_once)) {
      for (std::size_t i = from; i < std::min(from + at_once, children.size()); ++i) {
        auto one = rows_to_tell(reader, children[i], on);
        if (!one) return fail(one.error());
        rows[i] = std::move(*one);
      }
      tell(from);
    }
    return {};
  };
  const unsigned useful = static_cast<unsigned>(std::min<std::size_t>(threads, children.size() / at_once + 1));
  std::vector<std::future<Done>> others;
  for (unsigned i = 1; i < useful; ++i)
    others.push_back(std::async(std::launch::async, [&]() -> Done {
      const auto desk = Desk::open(parts.options, parts.area);
      if (!desk) return fail(desk.error());
      return work((*desk)->parts(), [](std::size_t) {});
    }));
  Done done = work(parts, [&](std::size_t told) {
    if (progress)
      progress("telling what changed and what is open", static_cast<std::int64_t>(told),
               static_cast<std::int64_t>(children.size()));
  });
  for (auto& other : others)
    if (const Done theirs = other.get(); !theirs) done = theirs;
  if (!done) return fail(done.error());
  RowsToTell all;
  for (auto& one : rows) {
    append(all.changes, std::move(one.changes));
    append(all.work, std::move(one.work));
    append(all.clock_runs, std::move(one.clock_runs));
  }
  std::sort(all.changes.begin(), all.changes.end());
  std::sort(all.work.begin(), all.work.end());
  std::sort(all.clock_runs.begin(), all.clock_runs.end());
  return all;
}

// Every entry of the area, once: one batch is folded while the next is read.
Done fold_ledger(Desk::Parts& parts, Projections& out, Population& population, oversight::OpenNeeds& needs,
                 Notifications& told, LoopFold& loop, MayHaveWork& work, const StageProgress& progress) {
  const auto total = parts.ledger->size(parts.area);
  if (!total) return fail(total.error());
  std::vector<Entry> batch;
  std::future<void> folding;
  const auto fold = [&] {
    if (folding.valid()) folding.get();
    folding = std::async(std::launch::async, [&, entries = std::exchange(batch, {})] {
      for (const Entry& entry : entries) {
        out.folded.add(entry);
        needs.add(entry);
        told.add(entry);
        loop.add(entry);
        work.add(entry);
        population.add(entry);
      }
    });
  };
  const auto read = parts.ledger->read_all(parts.area, 0, [&](Entry& entry) {
    batch.push_back(std::move(entry));
    if (batch.size() == entries_folded_at_once) fold();
    if (++out.entries % 50'000 == 0 && progress) progress("reading the ledger", out.entries, *total);
    return true;
  });
  fold();
  folding.get();
  return read;
}

// Everybody's findings, and the open needs of the children. Gives back the children of whom there may be something to
// tell: something came to hold lately, somebody said something about them, or something may be open.
std::vector<ChildToTell> assess_into(Projections& out, const Population& population, oversight::OpenNeeds& needs,
                                     const Notifications& told, const MayHaveWork& work, const Standards& standards,
                                     Date on, unsigned threads) {
  std::unordered_map<PersonId, std::vector<Finding>> changed;
  std::unordered_set<PersonId> children;
  const auto answered = out.folded.answered_children();
  const Date recent = on.plus_days(-days_of_changes);
  population.assess(on, threads, [&](const PersonFindings& child) {
    children.insert(child.child);
    append(out.findings, finding_rows(out.folded.area(), child.child, child.findings));
    const bool news = std::any_of(child.findings.begin(), child.findings.end(),
                                  [&](const Finding& finding) { return finding.since >= recent; });
    const auto answer = answered.find(child.child);
    if (news || (answer != answered.end() && answer->second >= Timestamp::start_of(recent)))
      changed.emplace(child.child, std::vector<Finding>(child.findings.begin(), child.findings.end()));
  });
  std::sort(out.findings.begin(), out.findings.end());
  for (const auto& [child, at] : answered)
    if (at >= Timestamp::start_of(recent)) changed.try_emplace(child);  // no child any more, and still to be answered
  out.children = static_cast<std::int64_t>(children.size());
  for (const Unseen& one : needs.finish(out.folded.members()))
    if (children.contains(one.child)) out.open_needs.push_back(open_need_row(out.folded.area(), one));
  std::sort(out.open_needs.begin(), out.open_needs.end());
  const auto all_told = told.finish([&](const SourceId& source) { return out.folded.members().person_of(source); });
  out.clock_runs = clock_rows(out.folded.area(), all_told, standards, on);
  for (const Notification& one : all_told)
    if (children.contains(one.child)) out.notifications.push_back(notification_row(out.folded.area(), one));
  std::sort(out.notifications.begin(), out.notifications.end());

  std::unordered_set<PersonId> people, with_work;
  for (const SourceId& source : work.sources()) with_work.insert(out.folded.members().person_of(source));
  people = with_work;
  for (const auto& [child, findings] : changed) people.insert(child);
  std::vector<ChildToTell> to_tell;
  for (auto& [child, sources] : out.folded.sources_of(people)) {
    const auto found = changed.find(child);
    ChildToTell one{.child = child, .sources = std::move(sources), .findings = {}};
    if (found != changed.end()) one.findings = std::move(found->second);
    one.changed = found != changed.end();
    one.may_have_work = with_work.contains(child);
    to_tell.push_back(std::move(one));
  }
  return to_tell;
}

}  // namespace

Result<Projections> derive_all(Desk::Parts& parts, Date on, unsigned threads, const StageProgress& progress) {
  Projections out(parts.area);
  std::vector<ChildToTell> to_tell;
  {
    Population population(parts.standards);  // both gone before the rows of what changed are made
    oversight::OpenNeeds needs(parts.standards);
    Notifications told(parts.standards);
    LoopFold loop(parts.standards);
    MayHaveWork work(parts.standards, on);
    if (const auto read = fold_ledger(parts, out, population, needs, told, loop, work, progress); !read)
      return fail(read.error());
    if (progress) progress("assessing", 0, 0);
    population.finish(out.folded.members());
    const auto person_of = [&](const SourceId& source) { return out.folded.members().person_of(source); };
    out.passed_on = passed_on_rows(parts.area, loop.finish(person_of));
    const auto moved = moved_by(parts, out.folded.corrections());
    if (!moved) return fail(moved.error());
    out.moved = moved_rows(parts.area, *moved);
    to_tell = assess_into(out, population, needs, told, work, parts.standards, on, threads);
    for (ChildToTell& child : to_tell) child.taken = taken_from(*moved, child.sources);
  }
  auto rows = all_rows_to_tell(parts, to_tell, on, threads, progress);
  if (!rows) return fail(rows.error());
  out.changes = std::move(rows->changes);
  out.work = std::move(rows->work);
  append(out.clock_runs, std::move(rows->clock_runs));
  std::sort(out.clock_runs.begin(), out.clock_runs.end());
  return out;
}

Done write_all(Desk::Parts& parts, const Projections& projections, Date on) {
  const auto written = each_table(projections, [&](const ProjectionTable& table) -> Done {
    const Cell cells[] = {parts.area.str()};
    if (const auto done = parts.database->run(fmt::format("DELETE FROM {} WHERE area = ?", table.name), cells); !done)
      return fail(done.error());
    return parts.database->insert(table.name, table.columns, table.rows);
  });
  if (!written) return written;
  const Cell area[] = {parts.area.str()};
  if (const auto done = parts.database->run("DELETE FROM refreshed WHERE area = ?", area); !done)
    return fail(done.error());
  const Cell cells[] = {std::int64_t{on.days()}, projections.entries, parts.area.str()};
  const auto done = parts.database->run("UPDATE place SET assessed = ?, derived = ? WHERE area = ?", cells);
  if (!done) return fail(done.error());
  return {};
}

Result<TableDifference> compare_table(Desk::Parts& parts, const ProjectionTable& derived) {
  const Cell cells[] = {parts.area.str()};
  auto live = parts.database->query(
      fmt::format("SELECT {} FROM {} WHERE area = ?", fmt::join(derived.columns, ", "), derived.name), cells);
  if (!live) return fail(live.error());
  std::sort(live->begin(), live->end());
  std::vector<Row> difference;
  std::set_symmetric_difference(live->begin(), live->end(), derived.rows.begin(), derived.rows.end(),
                                std::back_inserter(difference));
  return TableDifference{.table = std::string(derived.name),
                         .rows = static_cast<std::int64_t>(live->size()),
                         .differing = static_cast<std::int64_t>(difference.size())};
}

Result<std::vector<TableDifference>> compare_all(Desk::Parts& parts, const Projections& projections) {
  std::vector<TableDifference> out;
  const auto compared = each_table(projections, [&](const ProjectionTable& table) -> Done {
    auto difference = compare_table(parts, table);
    if (!difference) return fail(difference.error());
    out.push_back(std::move(*difference));
    return {};
  });
  if (!compared) return fail(compared.error());
  return out;
}

}  // namespace roundel::service
