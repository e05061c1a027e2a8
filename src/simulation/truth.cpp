#include "simulation/truth.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

namespace roundel::simulation {
namespace {

std::string person_id(PersonNo person) { return fmt::format("T{:07}", person); }

std::string people_file(const World& world) {
  std::string all = "source_record,person\n";
  for (int agency = 0; agency < agencies; ++agency) {
    const auto& records = world.registers[static_cast<std::size_t>(agency)].records;
    const auto id = agency_id(static_cast<Agency>(agency));
    for (std::uint32_t number = 1; number < records.size(); ++number) {
      if (records[number].version == 0) continue;
      fmt::format_to(std::back_inserter(all), "{}/{},{}\n", id, text(Local{static_cast<Agency>(agency), number}),
                     person_id(records[number].person));
    }
  }
  return all;
}

// Where each person lives, or last lived, at the end: the family's number, and the person's place in it.
std::string households_file(const World& world) {
  std::string all = "person,household,role,born,mother,father,in_area,looked_after,twin\n";
  for (FamilyNo number = 1; number < world.families.size(); ++number) {
    const Family& family = world.families[number];
    const auto line = [&](PersonNo who, const char* role) {
      if (who == nobody) return;
      const Person& person = world.people[who];
      fmt::format_to(std::back_inserter(all), "{},H{:06},{},{},{},{},{},{},{}\n", person_id(who), number, role,
                     person.born.iso(), person.mother == nobody ? std::string() : person_id(person.mother),
                     person.father == nobody ? std::string() : person_id(person.father), person.here ? "Y" : "N",
                     person.looked_after ? "Y" : "N", person.twin ? "Y" : "N");
    };
    line(family.mother, "mother");
    line(family.partner, family.partner_named ? "partner" : "partner-unnamed");
    if (family.former != nobody && family.former != family.partner && world.people[family.former].family == number)
      line(family.former, "elsewhere");
    for (const PersonNo child : family.children) line(child, "child");
    for (const PersonNo baby : family.unborn) line(baby, "unborn");
  }
  return all;
}

std::string harm_file(const World& world) {
  constexpr std::array<const char*, 5> words = {"neglect", "emotional", "physical", "sexual", "exploitation"};
  std::string all = "person,type,from,to\n";
  for (const Harm& harm : world.harms) {
    fmt::format_to(std::back_inserter(all), "{},{},{},{}\n", person_id(harm.child),
                   words[static_cast<std::size_t>(harm.type)], harm.from.iso(),
                   harm.to > world.options.to ? std::string() : harm.to.iso());
  }
  return all;
}

// Everybody who was a child at some time of the history, with what a report by groups asks for. Deprivation is the
// fifth of the place's homes in which the child lives or last lived: 1 the poorest.
std::string children_file(const World& world) {
  constexpr int fifths = 5;
  std::string all = "person,born,sex,ethnicity,deprivation_fifth\n";
  for (PersonNo number = 1; number < world.people.size(); ++number) {
    const Person& person = world.people[number];
    if (person.unborn || person.born.plus_years(18) <= world.options.from) continue;
    const int fifth = 1 + std::min(fifths - 1, static_cast<int>(world.rank(person.address) * fifths));
    fmt::format_to(std::back_inserter(all), "{},{},{},{},{}\n", person_id(number), person.born.iso(),
                   person.male ? "m" : "f", world.names.heritages[person.heritage].ethnicity, fifth);
  }
  return all;
}

}  // namespace

Done write_truth(const World& world) {
  const std::filesystem::path folder = std::filesystem::path(world.options.out) / "truth";
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const auto save = [&](const char* name, const std::string& content) -> Done {
    std::ofstream file(folder / name, std::ios::binary);
    file << content;
    file.close();
    if (!file)
      return fail(Fault::broken, "cannot write " + (folder / name).string(), "room on the disk and leave to write");
    return {};
  };
  if (const auto done = save("people.csv", people_file(world)); !done) return done;
  if (const auto done = save("households.csv", households_file(world)); !done) return done;
  if (const auto done = save("children.csv", children_file(world)); !done) return done;
  return save("harm.csv", harm_file(world));
}

}  // namespace roundel::simulation
