#include "service/derived/record_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "service/derived/child_rows.h"
#include "service/derived/derive.h"
#include "service/family_loader.h"

namespace roundel::service {
namespace {

// The rows that name one of these people in one of the columns.
std::vector<store::Row> rows_naming(std::vector<store::Row> rows, const std::set<PersonId>& people,
                                    std::initializer_list<std::size_t> columns) {
  std::erase_if(rows, [&](const store::Row& row) {
    return std::none_of(columns.begin(), columns.end(),
                        [&](std::size_t column) { return people.contains(PersonId(store::text(row[column]))); });
  });
  return rows;
}

}  // namespace

Done follow_details(Desk::Parts& parts, const SourceId& record) {
  const auto entries = parts.ledger->about(parts.area, {&record, 1});
  if (!entries) return fail(entries.error());
  Derivation derivation(parts.area);
  for (const Entry& entry : *entries) derivation.add(entry);
  std::vector<store::Row> rows = derivation.known_as_rows();
  std::erase_if(rows, [&](const store::Row& row) { return store::text(row[1]) != record.str(); });
  const store::Cell cells[] = {parts.area.str(), record.str()};
  const auto gone = parts.database->run("DELETE FROM known_as WHERE area = ? AND source = ?", cells);
  if (!gone) return fail(gone.error());
  return parts.database->insert("known_as", known_as_columns, rows);
}

Done rewrite_rows(Desk::Parts& parts, const std::set<PersonId>& people) {
  const auto own = sources_of_all(parts, people);
  if (!own) return fail(own.error());
  auto entries = parts.ledger->about(parts.area, *own);
  if (!entries) return fail(entries.error());
  std::set<SourceId> named(own->begin(), own->end());
  for (const Entry& entry : *entries)
    for (const About& about : entry.about) named.insert(about.source);
  const std::vector<SourceId> all(named.begin(), named.end());
  entries = parts.ledger->about(parts.area, all);
  if (!entries) return fail(entries.error());
  Derivation derivation(parts.area);
  for (const Entry& entry : *entries) derivation.add(entry);

  for (const auto& [table, column] : {std::pair{"tie", "child"},
                                      {"tie", "other"},
                                      {"involvement", "person"},
                                      {"concern", "person"},
                                      {"put_off", "person"},
                                      {"request", "person"}})
    if (const auto done = take_away(parts, table, column, people); !done) return done;
  if (const auto done = parts.database->insert("tie", tie_columns, rows_naming(derivation.tie_rows(), people, {1, 2}));
      !done)
    return done;
  if (const auto done = parts.database->insert("involvement", involvement_columns,
                                               rows_naming(derivation.involvement_rows(), people, {3}));
      !done)
    return done;
  if (const auto done =
          parts.database->insert("concern", concern_columns, rows_naming(derivation.concern_rows(), people, {2}));
      !done)
    return done;
  if (const auto done =
          parts.database->insert("put_off", put_off_columns, rows_naming(derivation.put_off_rows(), people, {1}));
      !done)
    return done;
  return parts.database->insert("request", request_columns, rows_naming(derivation.request_rows(), people, {2}));
}

Done follow_new_record(Desk::Parts& parts, const SourceId& record) {
  const PersonId person = person_of_alone(record);
  const store::Cell cells[] = {parts.area.str(), record.str(), person.str()};
  const auto member = parts.database->run("INSERT INTO member (area, source, person) VALUES (?, ?, ?)", cells);
  if (!member) return fail(member.error());
  if (const auto found = follow_details(parts, record); !found) return found;
  return rewrite_rows(parts, {person});
}

}  // namespace roundel::service
