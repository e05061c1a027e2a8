// Made-up families as source records, and a model to link them by: shared by the tests of this room.
#pragma once

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/document.h"
#include "identity/linkage.h"
#include "identity/model.h"

namespace roundel::identity::test {

inline const std::vector<std::string> fields = {"agency",  "forename", "surname",   "birth-date",
                                                "address", "postcode", "nhs-number"};

inline constexpr const char* family_model = R"(
record-id = "id"
[[column]]
name = "agency"
is = "code"
role = "agency"
[[column]]
name = "forename"
is = "name"
role = "forename"
not = ["baby"]
[[column]]
name = "surname"
is = "name"
role = "surname"
[[column]]
name = "birth-date"
is = "date"
role = "birth-date"
[[column]]
name = "address"
is = "text"
[[column]]
name = "postcode"
is = "postcode"
[[column]]
name = "nhs-number"
is = "nhs-number"
[[compare]]
title = "Forename"
column = "forename"
levels = ["exact", "crossed surname", "sound", "jaro-winkler 0.88"]
frequency = true
[[compare]]
title = "Surname"
column = "surname"
levels = ["exact", "shared-word", "jaro-winkler 0.88"]
frequency = true
household = true
[[compare]]
title = "Date of birth"
column = "birth-date"
levels = ["exact", "swapped-day-month", "one-digit", "same-year"]
[[compare]]
title = "Address"
column = "address"
levels = ["exact", "edits 2"]
household = true
[[compare]]
title = "Postcode"
column = "postcode"
levels = ["exact", "district"]
household = true
[[compare]]
title = "NHS number"
column = "nhs-number"
levels = ["exact", "edits 1"]
conflict = true
[[compare]]
title = "Agency"
column = "agency"
levels = ["exact"]
[[block]]
on = ["nhs-number"]
[[block]]
on = ["surname", "birth-date"]
[[block]]
on = ["forename", "birth-date"]
[[block]]
on = ["postcode", "forename"]
[[block]]
on = ["postcode", "birth-date"]
[[block]]
on = ["surname", "forename", "birth-date.year"]
)";

inline std::shared_ptr<const Model> model_from(const std::string& toml) {
  const auto file = parse_document(toml, "model.toml");
  require(file.has_value(), "the test's model is TOML");
  auto model = read_model(*file, "");
  require(model.has_value(), "the test's model is right");
  return std::make_shared<const Model>(std::move(*model));
}

// A record with its truth.
struct Person {
  std::string id;
  std::vector<std::string> values;  // as `fields`
  std::size_t person = 0;
};

inline Records records_of(const std::vector<Person>& people) {
  Records records;
  for (const std::string& field : fields) records.columns.emplace_back(field);
  for (const Person& person : people) {
    records.ids.push_back(person.id);
    for (std::size_t f = 0; f < fields.size(); ++f) records.columns[f].push(person.values[f]);
  }
  return records;
}

inline std::string nhs_number(std::size_t n) {
  for (std::size_t tries = 0;; ++tries) {
    std::string digits = std::to_string(400'000'000 + n * 16 + tries);
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += (digits[i] - '0') * (10 - static_cast<int>(i));
    const int check = (11 - sum % 11) % 11;
    if (check != 10) return digits + static_cast<char>('0' + check);
  }
}

// `households` families of a mother, a father and two children; every fifth pair of children are twins, every seventh
// son has his father's name. Health has the NHS number, school and police have none; some details are misspelt or
// missing.
inline std::vector<Person> make_families(std::size_t households, unsigned seed) {
  static const std::vector<std::string> names = {
      "oliver", "amelia", "george", "isla",   "harry",  "ava",    "noah",  "mia",      "jack",
      "lily",   "leo",    "grace",  "oscar",  "freya",  "arthur", "ella",  "muhammad", "aisha",
      "henry",  "sophie", "thomas", "zara",   "jacob",  "ruby",   "ethan", "poppy",    "logan",
      "chloe",  "samuel", "daisy",  "callum", "phoebe", "dylan",  "erin",  "adam",     "layla"};
  static const std::vector<std::string> surnames = {
      "smith",   "jones",   "taylor", "brown",     "khan",     "patel",    "wilson",  "evans",  "thomas",
      "johnson", "roberts", "walker", "wright",    "robinson", "thompson", "hussain", "hughes", "edwards",
      "green",   "lewis",   "wood",   "harris",    "begum",    "clarke",   "okafor",  "nowak",  "kelly",
      "bennett", "shah",    "osei",   "whittaker", "ogden",    "sykes",    "holroyd"};
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
  const auto born = [&](std::size_t year) { return fmt::format("{}-{:02}-{:02}", year, 1 + pick(12), 1 + pick(28)); };
  std::vector<Person> people;
  std::size_t person = 0;
  for (std::size_t h = 0; h < households; ++h) {
    const std::string surname = surnames[pick(surnames.size())];
    const std::string address = fmt::format("{} {} road", 1 + pick(200), surnames[pick(surnames.size())]);
    const std::string postcode = fmt::format("BD{} {}{}{}", 1 + pick(20), 1 + pick(9),
                                             static_cast<char>('A' + pick(26)), static_cast<char>('A' + pick(26)));
    std::vector<std::pair<std::string, std::string>> family = {{names[pick(names.size())], born(1970 + pick(20))},
                                                               {names[pick(names.size())], born(1970 + pick(20))}};
    const std::size_t first = pick(names.size());
    family.emplace_back(h % 7 == 0 ? family[1].first : names[first], born(2008 + pick(10)));
    family.emplace_back(names[(first + 1 + pick(names.size() - 1)) % names.size()],
                        h % 5 == 0 ? family[2].second : born(2008 + pick(10)));
    if (family[3].first == family[2].first) family[3].first = "rosalind";
    for (const auto& [forename, birth] : family) {
      for (const char* agency : {"gp", "school", "police"}) {
        if (agency != std::string("gp") && chance(25)) continue;
        std::string spelt = forename;
        if (chance(6) && spelt.size() > 3) std::swap(spelt[1], spelt[2]);
        people.push_back({.id = fmt::format("{}/{}", agency, people.size()),
                          .values = {agency, spelt, chance(5) ? surnames[pick(surnames.size())] : surname, birth,
                                     chance(10) ? "" : address, chance(8) ? "" : postcode,
                                     agency == std::string("gp") ? nhs_number(person) : ""},
                          .person = person});
      }
      ++person;
    }
  }
  return people;
}

struct Quality {
  double precision = 0;
  double recall = 0;
};
inline Quality quality(const std::vector<Person>& people, const std::vector<std::uint32_t>& of) {
  double truth = 0, found = 0, right = 0;
  for (std::size_t i = 0; i < people.size(); ++i)
    for (std::size_t j = i + 1; j < people.size(); ++j) {
      const bool same = people[i].person == people[j].person;
      const bool joined = of[i] == of[j];
      truth += same ? 1 : 0;
      found += joined ? 1 : 0;
      right += same && joined ? 1 : 0;
    }
  return {.precision = right / std::max(found, 1.0), .recall = right / std::max(truth, 1.0)};
}

// How many of the pairs that either way joins are joined one way only.
inline double share_apart(const std::vector<std::uint32_t>& x, const std::vector<std::uint32_t>& y) {
  double either = 0, one = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = i + 1; j < x.size(); ++j) {
      const bool a = x[i] == x[j];
      const bool b = y[i] == y[j];
      either += a || b ? 1 : 0;
      one += a != b ? 1 : 0;
    }
  return one / std::max(either, 1.0);
}

}  // namespace roundel::identity::test
