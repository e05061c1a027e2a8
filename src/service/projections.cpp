#include "service/projections.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "assessment/population.h"
#include "picture/identity_bar.h"
#include "service/derive.h"

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

// The moment the record held what a finding rests on: the last of its evidence to be recorded. An absence has none,
// and counts from the day it became one.
Timestamp told_at(const Finding& finding, const std::vector<Entry>& entries) {
  Timestamp last = Timestamp::start_of(finding.since);
  for (const Entry& entry : entries)
    if (std::find(finding.evidence.begin(), finding.evidence.end(), entry.id) != finding.evidence.end())
      last = std::max(last, entry.recorded);
  return last;
}

// What agencies asked of each other. Only those who may read an answer are told that there is one.
std::optional<Change> asked_or_told(const Entry& entry, const std::string& agency, const Standards& standards) {
  const std::string& kind = entry.kind.str();
  std::string reason;
  if (kind == "request.information")
    reason = agency + " asked " + standards.agency_name(AgencyId(entry.text_of("of-agency"))) + " for information";
  else if (kind == "request.answered")
    reason = agency + " answered what it was asked";
  else if (kind == "request.refused")
    reason = agency + " decided not to share what it was asked";
  else
    return std::nullopt;
  const SharingClass* sharing = standards.vocabulary.sharing_class(entry.sharing);
  const bool joint = sharing != nullptr && sharing->joint_team;
  const bool sensitive = sharing != nullptr && sharing->sensitive;
  return Change{.reason = std::move(reason),
                .kind = "request",
                .subject = entry.id.str(),
                .needs = joint       ? "joint"
                         : sensitive ? "sensitive"
                                     : "agency",
                .at = entry.recorded};
}

std::optional<Change> answer_of(const Entry& entry, const Standards& standards) {
  const std::string& kind = entry.kind.str();
  const std::string agency = standards.agency_name(entry.agency);
  if (kind == "concern.raised")
    return Change{.reason = agency + " passed on a concern",
                  .kind = "concern",
                  .subject = entry.id.str(),
                  .needs = "joint",
                  .at = entry.recorded};
  if (kind == "response.decided") {
    const auto choice = parse_response(entry.text_of("choice"));
    const std::string decided = choice ? std::string(response_name(*choice)) : entry.text_of("choice");
    return Change{.reason = agency + " decided the response: " + decided,
                  .kind = "response",
                  .subject = entry.id.str(),
                  .needs = "joint",
                  .at = entry.recorded};
  }
  if (kind == "judgement.level") {
    const Level* level = standards.levels.find(LevelCode(entry.text_of("level")));
    return Change{.reason = agency + " judged the level of need: " + (level ? level->name : entry.text_of("level")),
                  .kind = "judgement",
                  .subject = entry.id.str(),
                  .needs = "joint",
                  .at = entry.recorded};
  }
  return asked_or_told(entry, agency, standards);
}

Done take_away(Desk::Parts& parts, std::string_view table, const PersonId& person) {
  const Cell cells[] = {parts.area.str(), person.str()};
  const auto done = parts.database->run(fmt::format("DELETE FROM {} WHERE area = ? AND person = ?", table), cells);
  if (!done) return fail(done.error());
  return {};
}

const std::vector<std::string_view> finding_columns = {"area", "person", "indicator", "since"};
const std::vector<std::string_view> change_columns = {"area",  "person", "at",   "kind",  "subject",
                                                      "needs", "name",   "born", "reason"};

}  // namespace

std::string needs_of(const Finding& finding, const std::vector<Entry>& entries, const Vocabulary& vocabulary) {
  std::string needs = "joint";
  for (const Entry& entry : entries) {
    if (std::find(finding.evidence.begin(), finding.evidence.end(), entry.id) == finding.evidence.end()) continue;
    const SharingClass* sharing = vocabulary.sharing_class(entry.sharing);
    if (sharing != nullptr && sharing->joint_team) continue;
    if (sharing == nullptr || !sharing->sensitive) return "agency";
    needs = "sensitive";
  }
  return needs;
}

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
  return rows;
}

std::vector<Change> changes_of(const FamilyEntries& known, const Assessment& assessed, const Standards& standards,
                               Date since) {
  std::vector<Change> out;
  const Timestamp from = Timestamp::start_of(since);
  for (const Finding& finding : assessed.findings) {
    const Timestamp at = told_at(finding, known.entries);
    if (at < from) continue;
    out.push_back({.reason = in_words(finding, known.entries, standards),
                   .kind = "finding",
                   .subject = finding.indicator.str(),
                   .needs = needs_of(finding, known.entries, standards.vocabulary),
                   .at = at});
  }
  for (const Entry& entry : known.entries) {
    if (entry.recorded < from || known.members.person_of(entry.about.front().source) != known.child) continue;
    if (auto change = answer_of(entry, standards)) out.push_back(std::move(*change));
  }
  for (Change& change : out) change.child = known.child;
  std::stable_sort(out.begin(), out.end(), [](const Change& a, const Change& b) { return a.at > b.at; });
  return out;
}

Result<Projections> derive_all(Desk::Parts& parts, Date on, unsigned threads, const StageProgress& progress) {
  const auto total = parts.ledger->size(parts.area);
  if (!total) return fail(total.error());
  const auto tell = [&](const char* stage, std::int64_t done, std::int64_t of) {
    if (progress) progress(stage, done, of);
  };

  Derivation derivation(parts.area);
  Population population(parts.standards);
  Projections out;
  // One batch is folded while the next is read.
  std::vector<Entry> batch;
  std::future<void> folding;
  const auto fold = [&] {
    if (folding.valid()) folding.get();
    folding = std::async(std::launch::async, [&, entries = std::exchange(batch, {})] {
      for (const Entry& entry : entries) {
        derivation.add(entry);
        population.add(entry);
      }
    });
  };
  const auto read = parts.ledger->read_all(parts.area, 0, [&](Entry& entry) {
    batch.push_back(std::move(entry));
    if (batch.size() == entries_folded_at_once) fold();
    if (++out.entries % 50'000 == 0) tell("reading the ledger", out.entries, *total);
    return true;
  });
  fold();
  folding.get();
  if (!read) return fail(read.error());

  tell("assessing", 0, 0);
  population.finish(derivation.members());
  std::vector<Row> findings;
  std::unordered_map<PersonId, std::vector<Finding>> changed;  // children whose changes are to be told
  const auto answered = derivation.answered_children();
  const Date recent = on.plus_days(-days_of_changes);
  population.assess(on, threads, [&](const PersonFindings& child) {
    ++out.children;
    append(findings, finding_rows(parts.area, child.child, child.findings));
    const bool news = std::any_of(child.findings.begin(), child.findings.end(),
                                  [&](const Finding& finding) { return finding.since >= recent; });
    const auto answer = answered.find(child.child);
    if (news || (answer != answered.end() && answer->second >= Timestamp::start_of(recent)))
      changed.emplace(child.child, std::vector<Finding>(child.findings.begin(), child.findings.end()));
  });
  for (const auto& [child, at] : answered)
    if (at >= Timestamp::start_of(recent)) changed.try_emplace(child);  // no child any more, and still to be answered
  out.findings = static_cast<std::int64_t>(findings.size());
  std::sort(findings.begin(), findings.end());

  const auto add = [&out](std::string_view name, std::vector<std::string_view> columns, std::vector<Row> rows) {
    out.tables.push_back({.name = name, .columns = std::move(columns), .rows = std::move(rows)});
  };
  add("member", {"area", "source", "person"}, derivation.member_rows());
  add("known_as", {"area", "source", "forename", "surname", "name", "born", "sex", "district"},
      derivation.known_as_rows());
  add("tie", tie_columns, derivation.tie_rows());
  add("involvement", involvement_columns, derivation.involvement_rows());
  add("concern", concern_columns, derivation.concern_rows());
  add("request", request_columns, derivation.request_rows());
  add("judgement", judgement_columns, derivation.judgement_rows());
  add("finding", finding_columns, std::move(findings));
  add("change", change_columns, {});
  for (auto& [child, held] : changed) out.changed.push_back({.child = child, .findings = std::move(held)});
  std::sort(out.changed.begin(), out.changed.end(), [](const auto& a, const auto& b) { return a.child < b.child; });
  return out;
}

namespace {

// The same rows as child_rows gives, where the findings are known already: read is only what the child's own records
// say, and what the findings rest on.
Result<std::vector<Row>> rows_of_changes(Desk::Parts& parts, const ChangedChild& changed, Date on) {
  auto sources = sources_of(parts, changed.child);
  if (!sources) return fail(sources.error());
  auto entries = parts.ledger->about(parts.area, *sources);
  if (!entries) return fail(entries.error());
  std::unordered_set<EntryId> held;
  for (const Entry& entry : *entries) held.insert(entry.id);
  std::vector<EntryId> others;
  for (const Finding& finding : changed.findings)
    for (const EntryId& evidence : finding.evidence)
      if (held.insert(evidence).second) others.push_back(evidence);
  auto evidence = parts.ledger->find_all(parts.area, others);
  if (!evidence) return fail(evidence.error());
  entries->insert(entries->end(), std::make_move_iterator(evidence->begin()), std::make_move_iterator(evidence->end()));

  const LoadedFamily own{.anchor = std::move(*sources), .sources = {}, .entries = std::move(*entries), .own = {}};
  FamilyEntries known = seen_by(own, parts, {}, everything);
  known.on = on;
  const auto changes =
      changes_of(known, {.findings = changed.findings}, parts.standards, on.plus_days(-days_of_changes));
  IdentityBar bar = identity_bar(known, parts.standards);
  bar.person = changed.child;
  return change_rows(parts.area, bar, changes);
}

}  // namespace

Result<std::vector<Row>> derive_changes(Desk::Parts& parts, const std::vector<ChangedChild>& children, Date on,
                                        const StageProgress& progress) {
  std::vector<Row> rows;
  std::int64_t done = 0;
  for (const ChangedChild& child : children) {
    auto one = rows_of_changes(parts, child, on);
    if (!one) return fail(one.error());
    append(rows, std::move(*one));
    if (progress && ++done % 200 == 0)
      progress("telling what changed", done, static_cast<std::int64_t>(children.size()));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

Done insert_changes(Desk::Parts& parts, const std::vector<Row>& rows) {
  return parts.database->insert("change", change_columns, rows);
}

Done write_all(Desk::Parts& parts, const Projections& projections, Date on) {
  for (const ProjectionTable& table : projections.tables) {
    const Cell cells[] = {parts.area.str()};
    if (const auto done = parts.database->run(fmt::format("DELETE FROM {} WHERE area = ?", table.name), cells); !done)
      return fail(done.error());
    if (const auto done = parts.database->insert(table.name, table.columns, table.rows); !done)
      return fail(done.error());
  }
  const Cell area[] = {parts.area.str()};
  if (const auto done = parts.database->run("DELETE FROM refreshed WHERE area = ?", area); !done)
    return fail(done.error());
  const Cell cells[] = {std::int64_t{on.days()}, projections.entries, parts.area.str()};
  const auto done = parts.database->run("UPDATE place SET assessed = ?, derived = ? WHERE area = ?", cells);
  if (!done) return fail(done.error());
  return {};
}

Done forget_child(Desk::Parts& parts, const PersonId& person) {
  for (const std::string_view table : {"finding", "change", "refreshed"})
    if (const auto done = take_away(parts, table, person); !done) return fail(done.error());
  return {};
}

Done refresh_one(Desk::Parts& parts, const PersonId& child) {
  const Date on = parts.today();
  auto rows = child_rows(parts, child, on);
  if (!rows) return fail(rows.error());
  if (const auto done = forget_child(parts, child); !done) return done;
  if (const auto done = parts.database->insert("finding", finding_columns, rows->findings); !done)
    return fail(done.error());
  if (const auto done = parts.database->insert("change", change_columns, rows->changes); !done)
    return fail(done.error());
  const Cell refreshed[] = {parts.area.str(), child.str(), std::int64_t{on.days()}};
  const auto done = parts.database->run("INSERT INTO refreshed (area, person, day) VALUES (?, ?, ?)", refreshed);
  if (!done) return fail(done.error());
  return {};
}

Done refresh_child(Desk::Parts& parts, const PersonId& child) {
  // An entry about one child of a household can change what holds for the others.
  auto children = other_children(parts, child, Shared::anybody);
  if (!children) return fail(children.error());
  children->push_back(child);
  for (const PersonId& each : *children)
    if (const auto done = refresh_one(parts, each); !done) return done;
  return {};
}

Result<std::vector<TableDifference>> compare_all(Desk::Parts& parts, const Projections& projections) {
  std::vector<TableDifference> out;
  for (const ProjectionTable& table : projections.tables) {
    std::string columns;
    for (const std::string_view column : table.columns) columns += (columns.empty() ? "" : ", ") + std::string(column);
    const Cell cells[] = {parts.area.str()};
    auto live = parts.database->query(fmt::format("SELECT {} FROM {} WHERE area = ?", columns, table.name), cells);
    if (!live) return fail(live.error());
    std::sort(live->begin(), live->end());
    std::vector<Row> difference;
    std::set_symmetric_difference(live->begin(), live->end(), table.rows.begin(), table.rows.end(),
                                  std::back_inserter(difference));
    out.push_back({.table = std::string(table.name),
                   .rows = static_cast<std::int64_t>(live->size()),
                   .differing = static_cast<std::int64_t>(difference.size())});
  }
  return out;
}

}  // namespace roundel::service
