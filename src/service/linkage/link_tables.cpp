#include "service/linkage/link_tables.h"

#include <algorithm>

#include "assessment/population.h"
#include "service/derived/record_rows.h"
#include "service/derived/refresh.h"

namespace roundel::service {
namespace {

constexpr std::string_view pair_columns = "id, a, b, pattern, likely, evidence";

// Of these people, who is a child today.
Result<std::set<PersonId>> children_among(Desk::Parts& parts, const std::set<PersonId>& people) {
  const auto sources = sources_of_all(parts, people);
  if (!sources) return fail(sources.error());
  const auto entries = parts.ledger->about(parts.area, *sources);
  if (!entries) return fail(entries.error());
  Population population(parts.standards);
  Membership members;
  for (const Entry& entry : *entries) {
    members.apply(entry);
    population.add(entry);
  }
  population.finish(members);
  std::set<PersonId> children;
  population.assess(parts.today(), 1, [&](const PersonFindings& child) {
    if (people.contains(child.child)) children.insert(child.child);
  });
  return children;
}

Done add_children_around(Desk::Parts& parts, const std::set<PersonId>& people, std::set<PersonId>& to) {
  for (const PersonId& person : people) {
    const auto siblings = other_children(parts, person, Shared::anybody);
    if (!siblings) return fail(siblings.error());
    to.insert(siblings->begin(), siblings->end());
    const store::Cell cells[] = {parts.area.str(), person.str()};
    const auto tied = parts.database->query("SELECT child FROM tie WHERE area = ? AND other = ?", cells);
    if (!tied) return fail(tied.error());
    for (const auto& row : *tied) to.emplace(store::text(row[0]));
  }
  return {};
}

}  // namespace

PairRow pair_row_of(const store::Row& row) {
  return {.id = store::text(row[0]),
          .a = SourceId(store::text(row[1])),
          .b = SourceId(store::text(row[2])),
          .pattern = store::text(row[3]),
          .probability = static_cast<double>(store::number(row[4])) / 1e6,
          .evidence = store::text(row[5])};
}

Result<PairRow> find_pair(Desk::Parts& parts, const std::string& id) {
  const store::Cell cells[] = {parts.area.str(), id};
  const auto rows =
      parts.database->query(fmt::format("SELECT {} FROM link_pair WHERE area = ? AND id = ?", pair_columns), cells);
  if (!rows) return fail(rows.error());
  if (rows->empty())
    return fail(Fault::not_found, "these records are not among those that were compared", "a pair from the queue");
  return pair_row_of(rows->front());
}

Result<std::vector<PairRow>> pairs_among(Desk::Parts& parts, const std::vector<SourceId>& sources) {
  const std::set<SourceId> wanted(sources.begin(), sources.end());
  std::vector<PairRow> out;
  for (const SourceId& source : sources) {
    const store::Cell cells[] = {parts.area.str(), source.str()};
    const auto rows =
        parts.database->query(fmt::format("SELECT {} FROM link_pair WHERE area = ? AND a = ?", pair_columns), cells);
    if (!rows) return fail(rows.error());
    for (const auto& row : *rows)
      if (PairRow pair = pair_row_of(row); wanted.contains(pair.b)) out.push_back(std::move(pair));
  }
  std::sort(out.begin(), out.end(), [](const PairRow& x, const PairRow& y) {
    return x.probability != y.probability ? x.probability > y.probability : x.id < y.id;
  });
  return out;
}

Result<std::vector<Judgement>> all_judgements(Desk::Parts& parts) {
  const store::Cell cells[] = {parts.area.str()};
  const auto rows = parts.database->query(
      "SELECT entry, a, b, choice, author, reason, at, together, likely, undone_by FROM judgement WHERE area = ? "
      "ORDER BY at, entry",
      cells);
  if (!rows) return fail(rows.error());
  std::vector<Judgement> out;
  for (const auto& row : *rows) {
    Judgement judgement{.entry = EntryId(store::text(row[0])),
                        .a = SourceId(store::text(row[1])),
                        .b = SourceId(store::text(row[2])),
                        .choice = parse_link_choice(store::text(row[3])).value_or(LinkChoice::unsure),
                        .author = store::text(row[4]),
                        .reason = store::text(row[5]),
                        .at = Timestamp(store::number(row[6])),
                        .together = store::number(row[7]) != 0};
    if (!std::holds_alternative<store::Null>(row[8]))
      judgement.probability = static_cast<double>(store::number(row[8])) / 1e6;
    if (!std::holds_alternative<store::Null>(row[9])) judgement.undone_by = EntryId(store::text(row[9]));
    out.push_back(std::move(judgement));
  }
  return out;
}

const Judgement* standing_of(const std::vector<Judgement>& judgements, const SourceId& a, const SourceId& b) {
  const auto [first, second] = pair_of(a, b);
  for (auto at = judgements.rbegin(); at != judgements.rend(); ++at)
    if (at->a == first && at->b == second && !at->undone_by) return &*at;
  return nullptr;
}

const Entry* details_of(const std::vector<Entry>& entries, const SourceId& source) {
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
    if (entry->kind.str() == "identity.details" && entry->about.front().source == source) return &*entry;
  return nullptr;
}

Done follow_links(Desk::Parts& parts, const std::map<SourceId, PersonId>& moved) {
  std::set<PersonId> people;
  for (const auto& [source, person] : moved) {
    const auto before = person_of(parts, source);
    if (!before) return fail(before.error());
    people.insert(*before);
    people.insert(person);
  }
  std::set<PersonId> children = people;
  if (const auto done = add_children_around(parts, people, children); !done) return done;
  for (const auto& [source, person] : moved) {
    const store::Cell cells[] = {person.str(), parts.area.str(), source.str()};
    const auto done = parts.database->run("UPDATE member SET person = ? WHERE area = ? AND source = ?", cells);
    if (!done) return fail(done.error());
  }
  if (const auto done = rewrite_rows(parts, people); !done) return done;
  if (const auto done = add_children_around(parts, people, children); !done) return done;

  const auto still = children_among(parts, children);
  if (!still) return fail(still.error());
  for (const PersonId& person : children) {
    if (still->contains(person)) continue;
    if (const auto done = forget_child(parts, person); !done) return done;
    if (const auto done = refresh_work(parts, person); !done) return done;
  }
  std::erase_if(children, [&](const PersonId& person) { return !still->contains(person); });
  return refresh_each(parts, children);
}

}  // namespace roundel::service
