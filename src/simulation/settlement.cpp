// Who lives in the place when the history starts, and how a household comes to be.
#include <algorithm>

#include "simulation/world.h"

namespace roundel::simulation {
namespace {

std::uint8_t draw_heritage(World& world) {
  const double at = world.random.unit();
  const auto& all = world.names.heritages;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Heritage& h) { return at < h.upto; });
  return static_cast<std::uint8_t>(std::min(found, all.end() - 1) - all.begin());
}

PersonNo draw_adult(World& world, std::uint8_t heritage, bool male, Date born, AddressNo address) {
  const Group& group = world.names.groups[world.names.heritages[heritage].group];
  Person adult{.born = born, .address = address, .heritage = heritage, .male = male};
  adult.forename = (male ? group.men : group.women).draw(world.random);
  if (world.random.chance(0.5)) adult.middle = (male ? group.men : group.women).draw(world.random);
  adult.surname = group.surnames.draw(world.random);
  return world.add_person(adult);
}

// Oldest child's age from a birth history of its own, so that ages come out even over the place.
std::vector<Date> draw_births(World& world, int children, Date on) {
  Random& random = world.random;
  for (;;) {
    std::vector<Date> births;
    Date born = on.plus_days(-random.below(24 * 365));
    for (int i = 0; i < children && born < on; ++i) {
      if (born.plus_years(18) > on) births.push_back(born);
      if (random.chance(0.012)) continue;  // a twin
      born = born.plus_days(450 + static_cast<int>(random.exponential(620)));
    }
    if (!births.empty()) return births;
  }
}

int draw_children(Random& random) {
  const double at = random.unit();
  return at < 0.34 ? 1 : at < 0.74 ? 2 : at < 0.91 ? 3 : at < 0.97 ? 4 : 5;
}

void marry_name(World& world, Person& mother, NameNo name) {
  if (!world.random.chance(0.6)) return;
  mother.previous = mother.surname;
  mother.surname = name;
}

Date mothers_birth(World& world, Date first_child) {
  Random& random = world.random;
  return first_child.plus_days(-365 * (17 + random.below(9) + random.below(9) + random.below(5)) - random.below(365));
}

void add_partner(World& world, FamilyNo number, std::uint8_t heritage, Date mother_born) {
  Random& random = world.random;
  Family& family = world.families[number];
  const std::uint8_t his = random.chance(0.9) ? heritage : draw_heritage(world);
  const Date born = mother_born.plus_days(-random.between(-1200, 2600));
  const PersonNo he = draw_adult(world, his, !random.chance(0.015), born, family.address);
  world.people[he].family = number;
  family.partner = he;
}

// The father of children who grew up without him in the home.
PersonNo father_elsewhere(World& world, FamilyNo number, std::uint8_t heritage, Date mother_born) {
  Random& random = world.random;
  const bool here = random.chance(0.65);
  const AddressNo address = here ? world.home_near(world.families[number].address) : 0;
  const PersonNo father =
      draw_adult(world, heritage, true, mother_born.plus_days(-random.between(-1000, 3000)), address);
  world.people[father].family = number;
  world.people[father].here = here;
  if (here) world.fathers_alone.push_back(father);
  world.families[number].former = father;
  return father;
}

void add_children(World& world, FamilyNo number, const std::vector<Date>& births) {
  Family& family = world.families[number];
  Random& random = world.random;
  const PersonNo mother = family.mother;
  const bool step_family = family.partner != nobody && random.chance(0.14);
  PersonNo father = family.partner;
  if (father == nobody || step_family) {
    father = father_elsewhere(world, number, world.people[mother].heritage, world.people[mother].born);
  }
  for (std::size_t i = 0; i < births.size(); ++i) {
    // In a stepfamily the youngest is sometimes the couple's own.
    const bool own = step_family && i + 1 == births.size() && births.size() > 1 && random.chance(0.5);
    Person child{.born = births[i], .family = number, .address = family.address, .mother = mother};
    child.father = own ? family.partner : father;
    child.male = random.chance(0.512);
    child.heritage = world.people[random.chance(0.5) ? mother : child.father].heritage;
    child.twin = (i > 0 && births[i] == births[i - 1]) || (i + 1 < births.size() && births[i] == births[i + 1]);
    const PersonNo number_of_child = world.add_person(child);
    name_child(world, number_of_child);
    family.children.push_back(number_of_child);
    ++world.children_here;
  }
}

}  // namespace

void name_child(World& world, PersonNo number) {
  Random& random = world.random;
  Person& child = world.people[number];
  const Person& mother = world.people[child.mother];
  const Person& father = world.people[child.father];
  const Group& group = world.names.groups[world.names.heritages[child.heritage].group];
  const auto& siblings = world.families[child.family].children;
  const auto taken = [&](NameNo name) {
    return std::any_of(siblings.begin(), siblings.end(), [&](PersonNo s) { return world.people[s].forename == name; });
  };
  do {
    child.forename = (child.male ? group.boys : group.girls).draw(random);
  } while (taken(child.forename));
  // Namesakes: a son with his father's very name.
  if (child.male && child.father != nobody && !taken(father.forename) && random.chance(0.03))
    child.forename = father.forename;
  if (random.chance(0.6)) child.middle = (child.male ? group.boys : group.girls).draw(random);
  child.surname = child.father != nobody && random.chance(0.75) ? father.surname : mother.surname;
  child.disabled = random.chance(0.022);
  child.special_needs = child.disabled || random.chance(child.male ? 0.17 : 0.09);
  child.schooled_elsewhere = random.chance(0.025);
}

FamilyNo start_family(World& world, int children, bool newcomers, Date on) {
  Random& random = world.random;
  const auto births = children > 0 ? draw_births(world, children, on) : std::vector<Date>{on.plus_days(200)};
  const auto number = static_cast<FamilyNo>(world.families.size());
  world.families.emplace_back();
  Family& family = world.families.back();
  family.address = world.home();
  const double poverty = 1 - world.rank(family.address);
  family.vulnerability =
      static_cast<float>((0.2 + 2.5 * poverty * poverty) * (random.exponential(0.5) + random.exponential(0.5)));
  family.tenant = random.chance(0.75 * poverty * poverty + 0.02);
  family.learning_disability = random.chance(0.006 * family.vulnerability);
  family.mother_unwell = random.chance(0.7);
  family.mother_uses = random.chance(0.4);
  const std::uint8_t heritage = draw_heritage(world);
  const Date born = mothers_birth(world, births.front());
  family.mother = draw_adult(world, heritage, false, born, family.address);
  world.people[family.mother].family = number;
  if (random.chance(std::max(0.35, 0.88 - 0.14 * family.vulnerability))) {
    add_partner(world, number, heritage, born);
    marry_name(world, world.people[family.mother], world.people[family.partner].surname);
  } else if (random.chance(0.12)) {
    add_partner(world, number, heritage, born);
    family.partner_named = false;
  }
  if (children > 0) add_children(world, number, births);
  if (newcomers && random.chance(0.3)) family.vulnerability *= 1.5F;
  return number;
}

void settle(World& world) {
  const Date from = world.options.from;
  world.social_work_load.assign(static_cast<std::size_t>(std::max(2, world.options.children * 330 / 10'000 / 17)) + 1,
                                0);
  while (world.children_here < static_cast<std::size_t>(world.options.children)) {
    const FamilyNo family = start_family(world, draw_children(world.random), false, from);
    welcome(world, family, from, true);
  }
  // Babies already on the way: the bookings of the seven months before.
  const int a_month = world.options.children / 216;
  for (int month = 0; month < 7; ++month) {
    for (int i = 0; i < a_month; ++i) {
      const Date due = from.plus_days(1 + month * 30 + world.random.below(30));
      book(world, choose_expecting(world, from), due.plus_days(-210), due);
    }
  }
  // Difficulties and harm that are already there: as many as begin within their mean length.
  world.start = from.plus_months(-1);
  world.end = from;
  for (int month = 0; month < 14; ++month) bear_difficulties(world);
  open_standing_cases(world);
  world.write_records();
}

void welcome(World& world, FamilyNo number, Date on, bool standing) {
  Random& random = world.random;
  Family& family = world.families[number];
  const auto since = [&](Date earliest) {
    if (!standing) return world.late(on, 10);
    return earliest.plus_days(std::min(on - earliest, 3 + random.below(std::max(1, on - earliest))));
  };
  const Date moved_in = since(on.plus_days(-random.below(2500)));
  const Worker gp = world.practice(family.address);
  world.know(Agency::gp, family.mother, moved_in);
  if (family.partner != nobody && random.chance(0.85)) world.know(Agency::gp, family.partner, moved_in);
  for (const PersonNo child : family.children) {
    const Date born = world.people[child].born;
    const Date known = std::max(moved_in, born.plus_days(10));
    if (known > on && standing) continue;
    if (random.chance(0.97)) {
      world.involve(Agency::gp, child, known, gp, "General practice", "Practice " + std::to_string(gp.number));
      if (!standing) {
        world.feeds.event(Feed::gp_registrations, "REG", known, known, gp,
                          {{"PatientId", world.know(Agency::gp, child, known)}});
      }
    }
    if (born.plus_years(5) > on) {
      world.involve(Agency::health_visiting, child, known, world.health_visitor(family.address), "Health visiting",
                    "0 to 5 team");
      world.tie_parents(Feed::health_visiting_relationships, Agency::health_visiting, child, known);
    }
    if (born.plus_years(2) < on && random.chance(0.7)) {
      world.involve(Agency::dentistry, child, std::max(known, born.plus_years(2)),
                    world.of_patch("dent", family.address, 1500), "Dentistry", "");
    }
    enrol(world, child, known);
  }
  if (family.tenant) {
    world.involve(Agency::housing, family.mother, moved_in, world.of_patch("ho", family.address, 900), "Tenancy",
                  "Neighbourhood team");
    if (family.partner != nobody && family.partner_named) world.know(Agency::housing, family.partner, moved_in);
    for (const PersonNo child : family.children)
      world.know(Agency::housing, child, std::max(moved_in, world.people[child].born.plus_days(40)));
  }
}

}  // namespace roundel::simulation
