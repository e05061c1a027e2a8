#include "service/family_loader.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <unordered_set>

#include "assessment/judged_level.h"
#include "service/derived/moved.h"

namespace roundel::service {
namespace {

std::vector<SourceId> as_sources(const std::vector<store::Row>& rows) {
  std::vector<SourceId> out;
  for (const auto& row : rows) out.emplace_back(store::text(row[0]));
  return out;
}

// The children whom these are tied to. A plain question by keys: asked as a join, or for distinct rows, SQLite would
// walk the ties of the whole area.
Done add_children_of(Desk::Parts& parts, const std::set<PersonId>& people, Shared shared, std::set<PersonId>& to) {
  const char* asked = shared == Shared::parents ? "SELECT child FROM tie WHERE area = ? AND parent = 1 AND other IN"
                                                : "SELECT child FROM tie WHERE area = ? AND other IN";
  return store::ask_for_many(*parts.database, asked, parts.area.str(), keys_of(people), [&](const store::Row& row) {
    to.emplace(store::text(row[0]));
    return true;
  });
}

// The people around a child: those tied to them, and the other children of the same parents.
Result<std::set<PersonId>> people_around(Desk::Parts& parts, const PersonId& child) {
  std::set<PersonId> people{child};
  std::set<PersonId> parents;
  const store::Cell cells[] = {parts.area.str(), child.str()};
  const auto tied = parts.database->query("SELECT other, parent FROM tie WHERE area = ? AND child = ?", cells);
  if (!tied) return fail(tied.error());
  for (const auto& row : *tied) {
    people.emplace(store::text(row[0]));
    if (store::number(row[1]) != 0) parents.emplace(store::text(row[0]));
  }
  if (const auto added = add_children_of(parts, parents, Shared::parents, people); !added) return fail(added.error());
  return people;
}

// Every source record that a link decision about these ever named: an earlier moment may have linked them otherwise.
std::vector<SourceId> ever_linked(const std::vector<Entry>& entries, const std::vector<SourceId>& known) {
  std::set<SourceId> out;
  for (const Entry& entry : entries) {
    if (entry.kind.str() != "identity.link") continue;
    for (const About& about : entry.about) out.insert(about.source);
  }
  for (const SourceId& source : known) out.erase(source);
  return {out.begin(), out.end()};
}

// The records of the people around those to whom these belong now: while they were linked, they were family.
Result<std::vector<SourceId>> people_around_records(Desk::Parts& parts, const std::vector<SourceId>& records) {
  std::set<PersonId> people;
  for (const SourceId& source : records) {
    const auto person = person_of(parts, source);
    if (!person) return fail(person.error());
    const auto around = people_around(parts, *person);
    if (!around) return fail(around.error());
    people.insert(around->begin(), around->end());
  }
  return sources_of_all(parts, people);
}

// Who the child was then: records that are one person now may not have been known, or not yet linked. The person that
// most of the child's records of that moment belonged to.
PersonId child_as_known(const FamilyEntries& known, const std::vector<SourceId>& anchor) {
  std::map<PersonId, int> records;
  for (const SourceId& source : anchor) {
    const bool heard_of = std::any_of(known.entries.begin(), known.entries.end(),
                                      [&](const Entry& entry) { return entry.is_about(source); });
    if (heard_of) ++records[known.members.person_of(source)];
  }
  if (records.empty()) return known.members.person_of(anchor.front());
  return std::max_element(records.begin(), records.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

}  // namespace

std::vector<store::Cell> keys_of(const std::set<PersonId>& people) {
  std::vector<store::Cell> keys;
  keys.reserve(people.size());
  for (const PersonId& person : people) keys.emplace_back(person.str());
  return keys;
}

Result<std::vector<SourceId>> sources_of(Desk::Parts& parts, const PersonId& person) {
  const store::Cell cells[] = {parts.area.str(), person.str()};
  const auto rows =
      parts.database->query("SELECT source FROM member WHERE area = ? AND person = ? ORDER BY source", cells);
  if (!rows) return fail(rows.error());
  if (rows->empty()) return fail(Fault::not_found, "nobody is known under this reference", "a person of this area");
  return as_sources(*rows);
}

Result<std::vector<SourceId>> sources_of_all(Desk::Parts& parts, const std::set<PersonId>& people) {
  std::vector<SourceId> out;
  const auto read = store::ask_for_many(*parts.database, "SELECT source FROM member WHERE area = ? AND person IN",
                                        parts.area.str(), keys_of(people), [&](const store::Row& row) {
                                          out.emplace_back(store::text(row[0]));
                                          return true;
                                        });
  if (!read) return fail(read.error());
  return out;
}

Result<PersonId> person_of(Desk::Parts& parts, const SourceId& source) {
  const store::Cell cells[] = {parts.area.str(), source.str()};
  const auto rows = parts.database->query("SELECT person FROM member WHERE area = ? AND source = ?", cells);
  if (!rows) return fail(rows.error());
  if (rows->empty()) return fail(Fault::not_found, "no agency has this record", "a source record, as agency/number");
  return PersonId(store::text(rows->front()[0]));
}

Result<PersonId> person_of_source(Desk& desk, const SourceId& source) { return person_of(desk.parts(), source); }

Result<std::vector<PersonId>> other_children(Desk::Parts& parts, const PersonId& child, Shared shared) {
  const std::string only = shared == Shared::parents ? " AND parent = 1" : "";
  const store::Cell cells[] = {parts.area.str(), child.str()};
  const auto tied = parts.database->query("SELECT other FROM tie WHERE area = ? AND child = ?" + only, cells);
  if (!tied) return fail(tied.error());
  std::set<PersonId> others;
  for (const auto& row : *tied) others.emplace(store::text(row[0]));
  std::set<PersonId> children;
  if (const auto added = add_children_of(parts, others, shared, children); !added) return fail(added.error());
  children.erase(child);
  return std::vector<PersonId>(children.begin(), children.end());
}

namespace {

// What took something away from these records by naming others, in the order of the ledger.
Done add_corrections(Desk::Parts& parts, const std::vector<SourceId>& sources, std::vector<Entry>& entries) {
  auto taken = taken_from(parts, sources);
  if (!taken) return fail(taken.error());
  std::erase_if(*taken, [&](const EntryId& id) {
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.id == id; });
  });
  if (taken->empty()) return {};
  auto corrections = parts.ledger->find_all(parts.area, *taken);
  if (!corrections) return fail(corrections.error());
  std::move(corrections->begin(), corrections->end(), std::back_inserter(entries));
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.sequence < b.sequence; });
  return {};
}

Result<LoadedFamily> read_family(Desk::Parts& parts, const PersonId& child) {
  auto anchor = sources_of(parts, child);
  if (!anchor) return fail(anchor.error());
  auto people = people_around(parts, child);
  if (!people) return fail(people.error());
  people->erase(child);
  const auto of_others = sources_of_all(parts, *people);
  if (!of_others) return fail(of_others.error());

  std::vector<SourceId> sources = *anchor;
  sources.insert(sources.end(), of_others->begin(), of_others->end());
  auto entries = parts.ledger->about(parts.area, sources);
  if (!entries) return fail(entries.error());
  const auto more = ever_linked(*entries, sources);
  if (!more.empty()) {
    sources.insert(sources.end(), more.begin(), more.end());
    const auto theirs = people_around_records(parts, more);
    if (!theirs) return fail(theirs.error());
    sources.insert(sources.end(), theirs->begin(), theirs->end());
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    entries = parts.ledger->about(parts.area, sources);
    if (!entries) return fail(entries.error());
  }
  if (const auto done = add_corrections(parts, sources, *entries); !done) return fail(done.error());
  LoadedFamily family{
      .anchor = std::move(*anchor), .sources = std::move(sources), .entries = std::move(*entries), .own = {}};
  const auto is_own = [&](const Entry& entry) {
    return std::any_of(family.anchor.begin(), family.anchor.end(),
                       [&](const SourceId& source) { return entry.is_about(source); });
  };
  // By a correction that is about somebody else; and what such an entry had corrected before does not stand up again.
  std::unordered_set<EntryId> taken;
  for (auto entry = family.entries.rbegin(); entry != family.entries.rend(); ++entry)
    if (entry->corrects && (!is_own(*entry) || taken.contains(entry->id))) taken.insert(*entry->corrects);
  for (const Entry& entry : family.entries)
    if (is_own(entry) && !taken.contains(entry.id)) family.own.push_back(&entry);
  return family;
}

}  // namespace

Result<std::shared_ptr<const LoadedFamily>> load_family(Desk::Parts& parts, const PersonId& child, Since since) {
  // What a transaction sees may yet be undone: nothing of it is kept.
  const bool keeps = !parts.database->in_transaction();
  if (keeps) {
    if (since == Since::ask)
      if (const auto caught_up = parts.families.catch_up(parts); !caught_up) return fail(caught_up.error());
    if (auto kept = parts.families.find(child)) return kept;
  }
  auto read = read_family(parts, child);
  if (!read) return fail(read.error());
  auto family = std::make_shared<const LoadedFamily>(std::move(*read));
  if (keeps) parts.families.keep(child, family);
  return family;
}

Result<std::vector<Entry>> entries_standing_about(Desk::Parts& parts, const std::vector<SourceId>& sources) {
  auto entries = parts.ledger->about(parts.area, sources);
  if (!entries) return entries;
  const auto taken = taken_from(parts, sources);
  if (!taken) return fail(taken.error());
  if (taken->empty()) return entries;
  const auto corrections = parts.ledger->find_all(parts.area, *taken);
  if (!corrections) return fail(corrections.error());
  std::unordered_set<EntryId> gone;
  for (const Entry& correction : *corrections)
    if (correction.corrects) gone.insert(*correction.corrects);
  for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry)
    if (entry->corrects && gone.contains(entry->id)) gone.insert(*entry->corrects);
  std::erase_if(*entries, [&](const Entry& entry) { return gone.contains(entry.id); });
  return entries;
}

namespace {

// Of what was corrected since, too. What is no longer of this family cannot be shown to be readable.
bool may_read_one(const LoadedFamily& family, const EntryId& id, const std::function<bool(const Entry&)>& may_read) {
  const auto at =
      std::find_if(family.entries.begin(), family.entries.end(), [&](const Entry& entry) { return entry.id == id; });
  return at != family.entries.end() && may_read(*at);
}

}  // namespace

FamilyEntries seen_by(const LoadedFamily& family, const Desk::Parts& parts, const View& view,
                      const std::function<bool(const Entry&)>& may_read) {
  const auto in_team = [&parts](const AgencyId& agency) { return parts.in_joint_team(agency); };
  FamilyEntries known;
  known.entries =
      as_known(family.entries, view, shared_by_standards(family.entries, parts.standards.vocabulary, in_team, view.at));
  for (const Entry& entry : known.entries) known.members.apply(entry);
  known.child = child_as_known(known, family.anchor);
  std::erase_if(known.entries, [&](const Entry& entry) { return !may_read(entry); });
  const auto may_read_id = [&](const EntryId& id) { return may_read_one(family, id, may_read); };
  for (Entry& entry : known.entries) withhold_suggestion(entry, may_read_id);
  known.on = view.at ? view.at->date() : parts.today();
  return known;
}

FamilyEntries everything_known(const LoadedFamily& family, const Desk::Parts& parts) {
  return seen_by(family, parts, {}, [](const Entry&) { return true; });
}

}  // namespace roundel::service
