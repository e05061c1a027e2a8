#include <algorithm>
#include <map>

#include "core/text.h"
#include "service/derived/derive.h"
#include "service/show.h"

namespace roundel::service {
namespace {

constexpr std::size_t most_hits = 20;

struct Found {
  int records = 0;
  std::optional<Date> born;
  std::string sex;
  std::string district;
  std::string name;
};

}  // namespace

// Every name that any agency has for a person finds them. The search is by the start of the surname and of the
// forename, and by date of birth where it is given.
Result<std::vector<PersonHit>> find_person(Desk& desk, const Caller& caller, const FindPerson& asked) {
  if (const auto done = enter(desk, caller, access::UseCase::find_person); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto words = split(trimmed(asked.name), ' ');
  const std::string surname = name_key(words.back());
  const std::string forename = words.size() > 1 ? name_key(words.front()) : "";
  if (surname.size() < 2 && !asked.born)
    return fail(Fault::bad_input, "too little to search for", "at least two letters of the surname, or a date of birth",
                {.field = "name"});

  // A code point above every letter closes the range of texts that start with the given one.
  const std::string above = "\xF4\x8F\xBF\xBF";
  std::string sql =
      "SELECT m.person, k.name, k.born, k.sex, k.district FROM known_as k "
      "JOIN member m ON m.area = k.area AND m.source = k.source WHERE k.area = ?";
  std::vector<store::Cell> cells = {parts.area.str()};
  if (!surname.empty()) {
    sql += " AND k.surname >= ? AND k.surname < ?";
    cells.insert(cells.end(), {surname, surname + above});
  }
  if (!forename.empty()) {
    sql += " AND k.forename >= ? AND k.forename < ?";
    cells.insert(cells.end(), {forename, forename + above});
  }
  if (asked.born) {
    sql += " AND k.born = ?";
    cells.emplace_back(std::int64_t{asked.born->days()});
  }
  const auto rows = parts.database->query(sql + " ORDER BY k.surname, k.forename, k.source LIMIT 400", cells);
  if (!rows) return fail(rows.error());

  std::map<PersonId, Found> people;
  for (const auto& row : *rows) {
    Found& found = people[PersonId(store::text(row[0]))];
    if (++found.records > 1) continue;
    found.name = store::text(row[1]);
    if (!std::holds_alternative<store::Null>(row[2]))
      found.born = Date(static_cast<std::int32_t>(store::number(row[2])));
    found.sex = store::text(row[3]);
    found.district = store::text(row[4]);
  }
  std::vector<PersonHit> hits;
  for (const auto& [person, found] : people)
    hits.push_back(
        {.person = person, .name = found.name, .born = found.born, .sex = found.sex, .area_of_home = found.district});
  std::sort(hits.begin(), hits.end(), [](const PersonHit& a, const PersonHit& b) { return a.name < b.name; });
  if (hits.size() > most_hits) hits.resize(most_hits);
  for (PersonHit& hit : hits) {
    const store::Cell mine[] = {parts.area.str(), hit.person.str(), caller.agency.str(), caller.practitioner.str()};
    const auto open = parts.database->query(
        "SELECT 1 FROM involvement WHERE area = ? AND person = ? AND agency = ? AND practitioner = ? AND until IS NULL "
        "LIMIT 1",
        mine);
    if (!open) return fail(open.error());
    hit.in_your_caseload = !open->empty();
  }
  return hits;
}

}  // namespace roundel::service
