#include "simulation/world.h"

#include <algorithm>

#include "simulation/practitioners.h"

namespace roundel::simulation {

World::World(const Options& with, Names drawn, std::vector<Date> extracts)
    : options(with),
      names(std::move(drawn)),
      random(mixed(with.seed, 1)),
      feeds(with.out, with.area, std::move(extracts)),
      tally(with.to) {
  for (Register& each : registers) each.of_person.reserve(static_cast<std::size_t>(with.children) * 3);
  taken.resize(static_cast<std::size_t>(with.children) * 13 / 10 + 100);
  start = end = with.from;
}

Date World::day() { return start.plus_days(1 + random.below(end - start)); }

Date World::late(Date on, double mean_days) { return on.plus_days(static_cast<int>(random.exponential(mean_days))); }

PersonNo World::add_person(Person person) {
  do {
    ++next_nhs;
  } while (!has_check_digit(next_nhs * 7919 % 1'000'000));
  person.nhs = next_nhs * 7919 % 1'000'000;
  people.push_back(person);
  return static_cast<PersonNo>(people.size() - 1);
}

Local World::known(Agency agency, PersonNo person) const {
  const auto& of_person = registers[static_cast<std::size_t>(agency)].of_person;
  return {agency, person < of_person.size() ? of_person[person] : 0};
}

Local World::know(Agency agency, PersonNo person, Date on) {
  if (person == nobody) return {agency, 0};
  Register& held = registers[static_cast<std::size_t>(agency)];
  if (person >= held.of_person.size()) held.of_person.resize(people.size(), 0);
  std::uint32_t& number = held.of_person[person];
  if (number == 0) {
    number = static_cast<std::uint32_t>(held.records.size());
    const Person& who = people[person];
    held.records.push_back(
        {.person = person, .address = who.address, .surname = who.surname, .waiting = true, .updated = on});
    waiting.emplace_back(agency, number);
  } else {
    Record& record = held.records[number];
    if (record.waiting && record.version == 0 && on < record.updated) record.updated = on;
  }
  return {agency, number};
}

void World::relearn(Agency agency, PersonNo person, Date on) {
  const Local local = known(agency, person);
  if (local.number == 0) return;
  Record& record = registers[static_cast<std::size_t>(agency)].records[local.number];
  record.address = people[person].address;
  record.surname = people[person].surname;
  if (record.waiting) return;
  record.waiting = true;
  record.updated = std::max(on, record.updated);
  waiting.emplace_back(agency, local.number);
}

// A record made or changed on a day to come waits for its step: something earlier may still bring it forward.
void World::write_records() {
  std::erase_if(waiting, [&](const auto& each) {
    const auto& [agency, number] = each;
    if (registers[static_cast<std::size_t>(agency)].records[number].updated > end) return false;
    write_person(*this, agency, number);
    return true;
  });
}

void World::involve(Agency agency, PersonNo person, Date on, Worker worker, std::string_view service,
                    std::string_view team) {
  const Local local = know(agency, person, on);
  const bool child = age(person, on) < 18;
  feeds.numbered(involvement_feed(agency), on,
                 {{"PersonId", local},
                  {"PersonType", child ? "C" : "A"},
                  {"Event", "S"},
                  {"EventDate", on},
                  {"RecordedDate", on},
                  {"Service", service},
                  {"Worker", worker},
                  {"WorkerName", name_of(worker, names)},
                  {"Team", team},
                  {"Contact", telephone_of(worker)}});
}

void World::leave(Agency agency, PersonNo person, Date on, std::string_view reason) {
  const Local local = known(agency, person);
  if (local.number == 0) return;
  const bool child = people[person].born.plus_years(18) > on;
  feeds.numbered(involvement_feed(agency), on,
                 {{"PersonId", local},
                  {"PersonType", child ? "C" : "A"},
                  {"Event", "E"},
                  {"EventDate", on},
                  {"RecordedDate", on},
                  {"Reason", reason}});
}

void World::tie(Feed feed, Agency agency, PersonNo child, PersonNo other, const char* relation, const char* lives,
                Date on) {
  if (other == nobody) return;
  feeds.numbered(feed, on,
                 {{"ChildId", know(agency, child, on)},
                  {"OtherId", know(agency, other, on)},
                  {"Relation", relation},
                  {"LivesWithChild", lives},
                  {"RecordedDate", on}});
}

void World::unknown_adult(Feed feed, Agency agency, PersonNo child, bool male, const char* description, Date on) {
  feeds.numbered(feed, on,
                 {{"ChildId", know(agency, child, on)},
                  {"Relation", "U"},
                  {"OtherSex", male ? "M" : "F"},
                  {"Description", description},
                  {"RecordedDate", on}});
}

void World::tie_parents(Feed feed, Agency agency, PersonNo child, Date on) {
  const Person& of = people[child];
  const Family& family = families[of.family];
  tie(feed, agency, child, of.mother, "M", of.looked_after ? "N" : "Y", on);
  const bool father_home = family.partner != nobody && family.partner == of.father;
  if (father_home && family.partner_named) {
    tie(feed, agency, child, of.father, "F", of.looked_after ? "N" : "Y", on);
    return;
  }
  // Fathers who live elsewhere are often not asked about.
  if (people[of.father].here && random.chance(agency == Agency::social_care ? 0.7 : 0.35)) {
    tie(feed, agency, child, of.father, "F", "N", on);
  }
  if (family.partner == nobody || father_home) return;
  if (family.partner_named) {
    tie(feed, agency, child, family.partner, random.chance(0.4) ? "S" : "P", "Y", on);
  } else {
    unknown_adult(feed, agency, child, people[family.partner].male, "seen in the home, not introduced", on);
  }
}

void World::harm(PersonNo child, HarmType type, Date from, Date to) { harms.push_back({child, type, from, to}); }

AddressNo World::home() { return home_near(static_cast<AddressNo>(random.below(static_cast<int>(taken.size())))); }

AddressNo World::home_near(AddressNo address) {
  const auto near = static_cast<std::size_t>(std::max(0, static_cast<int>(address) + random.between(-40, 40)));
  for (std::size_t at = near % taken.size(), tries = 0; tries < taken.size(); ++tries, at = (at + 1) % taken.size()) {
    if (taken[at]) continue;
    taken[at] = true;
    return static_cast<AddressNo>(at);
  }
  return address;
}

Worker World::of_patch(std::string_view prefix, AddressNo address, int children_each) const {
  const int patches = std::max(1, options.children / children_each);
  return {prefix, 1 + static_cast<int>(rank(address) * patches)};
}

// About 250 children under five each: five eighteenths of all children are under five.
Worker World::health_visitor(AddressNo address) const { return of_patch("hv", address, 250 * 18 / 5); }
Worker World::practice(AddressNo address) const { return of_patch("gp", address, 450); }

}  // namespace roundel::simulation
