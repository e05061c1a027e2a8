#include "service/derived/projections.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <iterator>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "assessment/population.h"
#include "oversight/out_of_sight.h"
#include "picture/identity_bar.h"
#include "picture/notifications.h"
#include "picture/subjects.h"
#include "service/derived/clock_rows.h"
#include "service/derived/derive.h"
#include "service/derived/open_work.h"
#include "service/derived/passed_on_rows.h"

namespace roundel::service {
namespace {

using store::Cell;
using store::Row;

constexpr std::size_t entries_folded_at_once = 10'000;

bool everything(const Entry&) { return true; }

Cell micros(Timestamp at) { return at.micros(); }

std::vector<Row> change_rows(const AreaCode& area, const IdentityBar& child, const std::vector<Change>& changes) {
  std::vector<Row> rows;
  Cell born = store::Null{};
  if (child.born) born = std::int64_t{child.born->days()};
  for (const Change& change : changes)
    rows.push_back({area.str(), child.person.str(), micros(change.at), change.kind, change.subject, change.needs,
                    child.name, born, change.reason});
  return rows;
}

std::vector<Row> finding_rows(const AreaCode& area, const PersonId& child, std::span<const Finding> findings) {
  std::vector<Row> rows;
  for (const Finding& finding : findings)
    rows.push_back({area.str(), child.str(), finding.indicator.str(), std::int64_t{finding.since.days()}});
  return rows;
}

void append(std::vector<Row>& to, std::vector<Row> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void append(ChildRows& to, ChildRows from) {
  append(to.findings, std::move(from.findings));
  append(to.changes, std::move(from.changes));
  append(to.open_needs, std::move(from.open_needs));
  append(to.notifications, std::move(from.notifications));
  append(to.passed_on, std::move(from.passed_on));
  append(to.work, std::move(from.work));
  append(to.clock_runs, std::move(from.clock_runs));
}

template <class Tag>
std::string with_blanks(const std::vector<Id<Tag>>& ids) {
  std::string out;
  for (const Id<Tag>& id : ids) out += (out.empty() ? "" : " ") + id.str();
  return out;
}

Row open_need_row(const AreaCode& area, const Unseen& child) {
  Cell seen = store::Null{};
  if (child.last_seen) seen = std::int64_t{child.last_seen->days()};
  return {area.str(), child.child.str(),       std::int64_t{child.open_since.days()},
          seen,       with_blanks(child.open), with_blanks(child.agencies)};
}

Row notification_row(const AreaCode& area, const Notification& told) {
  Cell decided = store::Null{};
  if (told.decided) decided = told.decided->micros();
  Cell settled = store::Null{};
  if (told.settled) settled = told.settled->str();
  return {area.str(),
          told.entry.str(),
          told.child.str(),
          told.agency.str(),
          told.practitioner.str(),
          std::int64_t{told.known.days()},
          told.told.micros(),
          decided,
          settled,
          std::int64_t{told.is_open()}};
}

Done take_away(Desk::Parts& parts, std::string_view table, const std::set<PersonId>& people) {
  return store::ask_for_many(*parts.database, fmt::format("DELETE FROM {} WHERE area = ? AND person IN", table),
                             parts.area.str(), keys_of(people), [](const Row&) { return true; });
}

const std::vector<std::string_view> member_columns = {"area", "source", "person"};
const std::vector<std::string_view> open_need_columns = {"area", "person", "since", "seen", "opened", "agencies"};
const std::vector<std::string_view> notification_columns = {"area",  "entry", "person",  "agency",  "practitioner",
                                                            "known", "told",  "decided", "settled", "open"};
const std::vector<std::string_view> finding_columns = {"area", "person", "indicator", "since"};
const std::vector<std::string_view> refreshed_columns = {"area", "person", "day"};
const std::vector<std::string_view> change_columns = {"area",  "person", "at",   "kind",  "subject",
                                                      "needs", "name",   "born", "reason"};

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

// Of one child, sorted.
std::vector<Row> all_clock_rows(const Desk::Parts& parts, const PersonId& child, std::span<const Entry* const> own,
                                std::span<const Notification> told, Date on) {
  std::vector<Row> rows = clock_rows(parts.area, child, own, parts.standards, on);
  append(rows, clock_rows(parts.area, told, parts.standards, on));
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace

Result<ChildRows> child_rows(Desk::Parts& parts, const PersonId& child, Date on) {
  const auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  FamilyEntries known = seen_by(**family, parts, {}, everything);
  known.on = on;
  const Assessment assessed = assess(known, parts.standards);
  ChildRows rows;
  rows.findings = finding_rows(parts.area, child, assessed.findings);
  const auto changes = changes_of(known, assessed, parts.standards, on.plus_days(-days_of_changes));
  IdentityBar bar = identity_bar(known, parts.standards);
  bar.person = child;
  rows.changes = change_rows(parts.area, bar, changes);
  oversight::OpenNeeds needs(parts.standards);
  for (const Entry* entry : (*family)->own) needs.add(*entry);
  for (const Unseen& one : needs.finish(known.members))
    if (one.child == child) rows.open_needs.push_back(open_need_row(parts.area, one));
  Notifications told(parts.standards);
  for (const Entry* entry : (*family)->own) told.add(*entry);
  std::vector<Notification> own_told;
  for (const Notification& one : told.finish([&](const SourceId& source) { return known.members.person_of(source); }))
    if (one.child == child) own_told.push_back(one);
  for (const Notification& one : own_told) rows.notifications.push_back(notification_row(parts.area, one));
  rows.passed_on = passed_on_rows(parts.area, passed_on_about(parts, child, **family));
  const auto about_child = entries_about_child(known.entries, child, known.members);
  rows.work = work_rows(parts.area, child, about_child, parts.standards, on);
  rows.clock_runs = all_clock_rows(parts, child, about_child, own_told, on);
  return rows;
}

namespace {

// A child of whom there may be something to tell.
struct ChildToTell {
  PersonId child;
  std::vector<SourceId> sources;
  std::vector<Finding> findings;  // all that hold, where something may have changed
  bool changed = false;
  bool may_have_work = false;
  std::vector<EntryId> taken = {};  // corrections that took something away from the child
  bool with_told = false;           // also the clocks of what feeds told; those of a whole area come from one fold
};
struct RowsToTell {
  std::vector<Row> changes;
  std::vector<Row> work;
  std::vector<Row> clock_runs;
};

// The same rows as child_rows gives, where the findings are known already: read is only what the child's own records
// say, and what the findings rest on.
Result<RowsToTell> rows_to_tell(Desk::Parts& parts, const ChildToTell& child, Date on) {
  auto entries = parts.ledger->about(parts.area, child.sources);
  if (!entries) return fail(entries.error());
  std::unordered_set<EntryId> held;
  for (const Entry& entry : *entries) held.insert(entry.id);
  std::vector<EntryId> others;
  for (const EntryId& correction : child.taken)
    if (held.insert(correction).second) others.push_back(correction);
  for (const Finding& finding : child.findings)
    for (const EntryId& evidence : finding.evidence)
      if (held.insert(evidence).second) others.push_back(evidence);
  auto evidence = parts.ledger->find_all(parts.area, others);
  if (!evidence) return fail(evidence.error());
  entries->insert(entries->end(), std::make_move_iterator(evidence->begin()), std::make_move_iterator(evidence->end()));

  const LoadedFamily own{.anchor = child.sources, .sources = {}, .entries = std::move(*entries), .own = {}};
  FamilyEntries known = seen_by(own, parts, {}, everything);
  known.on = on;
  RowsToTell rows;
  if (child.may_have_work) {
    const auto about_child = entries_about_child(known.entries, child.child, known.members);
    rows.work = work_rows(parts.area, child.child, about_child, parts.standards, on);
    std::vector<Notification> told;
    if (child.with_told) {
      Notifications fold(parts.standards);
      for (const Entry* entry : about_child) fold.add(*entry);
      for (const Notification& one :
           fold.finish([&](const SourceId& source) { return known.members.person_of(source); }))
        if (one.child == child.child) told.push_back(one);
    }
    rows.clock_runs = all_clock_rows(parts, child.child, about_child, told, on);
  }
  if (!child.changed) return rows;
  const auto changes = changes_of(known, {.findings = child.findings}, parts.standards, on.plus_days(-days_of_changes));
  IdentityBar bar = identity_bar(known, parts.standards);
  bar.person = child.child;
  rows.changes = change_rows(parts.area, bar, changes);
  return rows;
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

Done forget_child(Desk::Parts& parts, const PersonId& person) {
  for (const std::string_view table :
       {"finding", "change", "open_need", "notification", "work", "clock_run", "refreshed"})
    if (const auto done = take_away(parts, table, {person}); !done) return done;
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
    const auto gone = take_away(parts, table, children);
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
    if (const auto done = take_away(parts, table, {person}); !done) return done;
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
