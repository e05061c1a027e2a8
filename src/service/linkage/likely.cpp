#include "service/linkage/likely.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "core/text.h"
#include "identity/alike.h"
#include "picture/age.h"
#include "service/derived/derive.h"
#include "service/family_loader.h"
#include "service/linkage/linking.h"

namespace roundel::service {
namespace {

using identity::Alike;
using identity::Likeness;

constexpr int days_of_a_slip = 400;  // a wrong digit in the month or the year
constexpr int rows_looked_at =
    20'000;  // by one question; asked in no order, for which SQLite would read the whole table

// A record as the table of names has it.
struct Named {
  SourceId source;
  PersonId person;
  std::string forename, surname, name, district;
  std::optional<Date> born;
};

// The days between which a child who is told of so was born.
struct Born {
  Date from, to;
};
Born born_between(const ToldChild& told, Date today) {
  if (told.born) return {told.born->plus_days(-days_of_a_slip), told.born->plus_days(days_of_a_slip)};
  if (!told.age) return {today.plus_years(-adult_years), today};
  return {today.plus_years(-*told.age - 2), today.plus_years(-*told.age + 1)};
}

std::optional<Date> swapped(Date day) {
  if (day.day() > 12 || day.day() == day.month()) return std::nullopt;
  return Date::of(day.year(), day.day(), day.month());
}

Done add_rows(Desk::Parts& parts, std::string_view where, std::vector<store::Cell> cells,
              std::map<SourceId, Named>& to) {
  cells.insert(cells.begin(), parts.area.str());
  cells.emplace_back(std::int64_t{rows_looked_at});
  const auto rows = parts.database->query(
      fmt::format("SELECT k.source, m.person, k.forename, k.surname, k.name, k.born, k.district FROM known_as k "
                  "JOIN member m ON m.area = k.area AND m.source = k.source WHERE k.area = ? AND {} "
                  "LIMIT ?",
                  where),
      cells);
  if (!rows) return fail(rows.error());
  for (const store::Row& row : *rows) {
    Named named{.source = SourceId(store::text(row[0])),
                .person = PersonId(store::text(row[1])),
                .forename = store::text(row[2]),
                .surname = store::text(row[3]),
                .name = store::text(row[4]),
                .district = store::text(row[6]),
                .born = {}};
    if (!std::holds_alternative<store::Null>(row[5]))
      named.born = Date(static_cast<std::int32_t>(store::number(row[5])));
    to.emplace(named.source, std::move(named));
  }
  return {};
}

// By the day of birth, and by the family name among those of that age or of none.
Result<std::vector<Named>> candidates(Desk::Parts& parts, const ToldChild& told) {
  std::map<SourceId, Named> found;
  const auto day = [](Date date) { return store::Cell{std::int64_t{date.days()}}; };
  if (told.born) {
    if (const auto done = add_rows(parts, "k.born = ?", {day(*told.born)}, found); !done) return fail(done.error());
    if (const auto other = swapped(*told.born))
      if (const auto done = add_rows(parts, "k.born = ?", {day(*other)}, found); !done) return fail(done.error());
  }
  if (const std::string surname = name_key(told.surname); !surname.empty()) {
    const Born born = born_between(told, parts.today());
    const auto done = add_rows(parts, "k.surname = ? AND (k.born IS NULL OR (k.born >= ? AND k.born <= ?))",
                               {surname, day(born.from), day(born.to)}, found);
    if (!done) return fail(done.error());
  }
  std::vector<Named> out;
  for (auto& [source, named] : found) out.push_back(std::move(named));
  return out;
}

bool agrees(Likeness likeness) { return likeness == Likeness::same || likeness == Likeness::near; }

// How likely it is the same child, in the order in which they are shown: the same names before near ones. Nothing: not
// likely enough to show. Two of name, family name and birth have to agree, and the third not to speak against it.
std::optional<int> closeness(const Alike& alike, const ToldChild& told, const Named& held, Date today) {
  const bool forename = agrees(alike.forename);
  const bool surname = agrees(alike.surname);
  const int slips = (alike.forename == Likeness::same ? 0 : 1) + (alike.surname == Likeness::same ? 0 : 1);
  const auto place = [&](int kind) { return std::optional(10 * kind + slips); };
  if (told.born && held.born) {
    if (forename && agrees(alike.birth_date)) return place(surname ? 0 : 2);
    if (forename && surname && alike.birth_date == Likeness::partly) return place(3);
    const bool unnamed = alike.forename == Likeness::not_known;  // as a baby is before it has a name
    return unnamed && surname && alike.birth_date == Likeness::same ? place(3) : std::nullopt;
  }
  if (!forename || !surname) return std::nullopt;
  if (!held.born || (!told.born && !told.age)) return place(4);
  const Born born = born_between(told, today);
  return *held.born >= born.from && *held.born <= born.to ? place(1) : std::nullopt;
}

// What a record says of the year in which somebody was born, where it has no day of birth.
struct Rough {
  bool child = false;
  std::optional<int> year;
};
Result<Rough> rough_of(Desk::Parts& parts, const SourceId& source) {
  const auto entries = parts.ledger->about(parts.area, {&source, 1});
  if (!entries) return fail(entries.error());
  Rough out;
  for (const Entry& entry : *entries) {
    if (entry.kind.str() != "identity.details") continue;
    out.child = entry.about.front().role.str() == "child";
    const Value* told = entry.value("birth-year");
    const auto* year = told == nullptr ? nullptr : std::get_if<std::int64_t>(told);
    out.year = year == nullptr ? std::nullopt : std::optional(static_cast<int>(*year));
  }
  return out;
}

// The child as it is shown; nothing where it is an adult, or of quite another age.
Result<std::optional<LikelyChild>> shown(Desk::Parts& parts, const Named& held, const ToldChild& told) {
  LikelyChild out{.person = held.person, .name = held.name, .year = {}, .area_of_home = held.district};
  const auto none = std::optional<LikelyChild>();
  if (held.born) {
    out.year = held.born->year();
    return held.born->plus_years(adult_years) > parts.today() ? std::optional(out) : none;
  }
  const auto rough = rough_of(parts, held.source);
  if (!rough) return fail(rough.error());
  out.year = rough->year;
  out.roughly = rough->year.has_value();
  const Born born = born_between(told, parts.today());
  const bool of_age = !rough->year || (*rough->year >= born.from.year() && *rough->year <= born.to.year());
  return rough->child && of_age ? std::optional(out) : none;
}

}  // namespace

Result<std::vector<LikelyChild>> likely_children(Desk::Parts& parts, const ToldChild& told) {
  const auto named = candidates(parts, told);
  if (!named) return fail(named.error());
  const auto model = identity::load_model(linkage_model_path(parts));
  if (!model) return fail(model.error());
  const auto in_short = [](std::string forename, std::string surname, const std::optional<Date>& born) {
    return identity::AtFirstSight{
        .forename = std::move(forename), .surname = std::move(surname), .birth_date = born ? born->iso() : ""};
  };
  std::vector<identity::AtFirstSight> held;
  for (const Named& each : *named) held.push_back(in_short(each.forename, each.surname, each.born));
  const auto alike = identity::compare_at_first_sight(
      **model, in_short(name_key(told.forename), name_key(told.surname), told.born), held);

  std::map<PersonId, std::pair<int, const Named*>> best;  // of each person the record that is most alike
  for (std::size_t i = 0; i < named->size(); ++i) {
    const auto place = closeness(alike[i], told, (*named)[i], parts.today());
    if (!place) continue;
    const auto [known, fresh] = best.try_emplace((*named)[i].person, *place, &(*named)[i]);
    if (!fresh && *place < known->second.first) known->second = {*place, &(*named)[i]};
  }
  std::vector<std::pair<int, const Named*>> in_order;
  for (const auto& [person, one] : best) in_order.push_back(one);
  std::ranges::sort(in_order, [](const auto& a, const auto& b) {
    return std::tuple(a.first, a.second->name, a.second->person) <
           std::tuple(b.first, b.second->name, b.second->person);
  });
  std::vector<LikelyChild> out;
  for (const auto& [place, one] : in_order) {
    if (out.size() == most_likely_shown) break;
    auto child = shown(parts, *one, told);
    if (!child) return fail(child.error());
    if (*child) out.push_back(std::move(**child));
  }
  return out;
}

}  // namespace roundel::service
