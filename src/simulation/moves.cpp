// Couples parting and forming, homes changed, families leaving and arriving, children coming of age.
#include <algorithm>

#include "simulation/world.h"

namespace roundel::simulation {
namespace {

constexpr std::array<std::pair<Agency, double>, 12> news = {{
    // who hears of a new address, and how often
    {Agency::gp, 0.85},
    {Agency::health_visiting, 0.8},
    {Agency::schools, 0.8},
    {Agency::midwifery, 0.7},
    {Agency::hospital, 0.5},
    {Agency::dentistry, 0.4},
    {Agency::housing, 0.6},
    {Agency::social_care, 0.6},
    {Agency::camhs, 0.5},
    {Agency::city_police, 0.15},
    {Agency::early_help, 0.5},
    {Agency::nurseries, 0.7},
}};

void spread_news(World& world, PersonNo person, Date on) {
  for (const auto& [agency, often] : news) {
    if (world.random.chance(often)) world.relearn(agency, person, world.late(on, 40));
  }
}

void part(World& world, FamilyNo number) {
  Family& family = world.families[number];
  const Date on = world.day();
  Person& he = world.people[family.partner];
  he.here = world.random.chance(0.75);
  if (he.here) {
    he.address = world.home_near(family.address);
    world.fathers_alone.push_back(family.partner);
    spread_news(world, family.partner, on);
  }
  family.former = family.partner;
  family.partner = nobody;
  family.partner_named = true;
}

void pair(World& world, FamilyNo number) {
  Family& family = world.families[number];
  Random& random = world.random;
  const Date on = world.day();
  auto& alone = world.fathers_alone;
  if (!alone.empty() && random.chance(0.4)) {  // often one who is a father elsewhere, with a history of his own
    const auto at = static_cast<std::size_t>(random.below(static_cast<int>(alone.size())));
    if (world.people[alone[at]].family != number) {
      family.partner = alone[at];
      alone[at] = alone.back();
      alone.pop_back();
    }
  }
  if (family.partner == nobody) {
    const Person& mother = world.people[family.mother];
    const Group& group = world.names.groups[world.names.heritages[mother.heritage].group];
    Person he{.born = mother.born.plus_days(-random.between(-1500, 3000)), .heritage = mother.heritage, .male = true};
    he.forename = group.men.draw(random);
    he.surname = group.surnames.draw(random);
    family.partner = world.add_person(he);
  }
  Person& he = world.people[family.partner];
  he.family = number;
  he.address = family.address;
  family.partner_named = random.chance(0.65);
  if (!family.partner_named) return;
  for (const PersonNo child : family.children) {
    if (world.known(Agency::schools, child).number != 0 && random.chance(0.3)) {
      world.tie(Feed::schools_relationships, Agency::schools, child, family.partner, "P", "Y", world.late(on, 60));
    }
  }
  (void)on;
}

void see_stranger(World& world, FamilyNo number) {
  const Family& family = world.families[number];
  const PersonNo child = world.random.pick(family.children);
  const Date on = world.day();
  const bool male = world.people[family.partner].male;
  if (world.known(Agency::health_visiting, child).number != 0 && world.age(child, on) < 5) {
    world.unknown_adult(Feed::health_visiting_relationships, Agency::health_visiting, child, male,
                        "man at home during the visit, no name given", on);
  } else if (world.known(Agency::schools, child).number != 0) {
    world.unknown_adult(Feed::schools_relationships, Agency::schools, child, male,
                        "collects the child, not known to staff", on);
  }
}

void change_home(World& world, FamilyNo number) {
  Family& family = world.families[number];
  const Date on = world.day();
  world.taken[family.address] = false;
  family.address = world.random.chance(0.6) ? world.home_near(family.address) : world.home();
  std::vector<PersonNo> household = family.children;
  household.push_back(family.mother);
  if (family.partner != nobody) household.push_back(family.partner);
  for (const PersonNo person : household) {
    if (world.people[person].looked_after) continue;
    world.people[person].address = family.address;
    spread_news(world, person, on);
  }
  if (!family.tenant) return;
  const Worker officer = world.of_patch("ho", family.address, 900);
  const Local tenant = world.know(Agency::housing, family.mother, on);
  world.feeds.event(Feed::housing_events, "END", on, on, officer, {{"TenantRef", tenant}, {"Reason", "moved"}});
  world.feeds.event(Feed::housing_events, "START", on, world.late(on, 5), officer,
                    {{"TenantRef", tenant}, {"Rooms", world.random.between(2, 5)}});
}

void depart(World& world, FamilyNo number) {
  Family& family = world.families[number];
  const Date on = world.day();
  for (const PersonNo child : family.children) {
    close_for(world, child, on, "RC5");
    Person& gone = world.people[child];
    gone.here = false;
    --world.children_here;
    if (gone.school != 0) {
      world.feeds.event(Feed::schools_events, "LEFT", on, world.late(on, 12), {},
                        {{"PupilId", world.known(Agency::schools, child)},
                         {"Reason", world.random.chance(0.85) ? "moved" : "unknown"}});
      world.leave(Agency::schools, child, world.late(on, 12), "left the area");
      gone.school = 0;
    }
    if (gone.born.plus_years(5) > on) world.leave(Agency::health_visiting, child, world.late(on, 30), "left the area");
    const Date told = world.late(on, 50);
    if (const Local patient = world.known(Agency::gp, child); patient.number != 0) {
      world.feeds.event(Feed::gp_registrations, "DEREG", told, told, world.practice(family.address),
                        {{"PatientId", patient}});
      world.leave(Agency::gp, child, told, "registered elsewhere");
    }
  }
  for (const PersonNo adult : {family.mother, family.partner}) {
    if (adult != nobody) world.people[adult].here = false;
  }
  family.here = false;
  world.taken[family.address] = false;
}

void come_of_age(World& world, Family& family) {
  std::erase_if(family.children, [&](PersonNo child) {
    const Date birthday = world.people[child].born.plus_years(18);
    if (birthday > world.end) return false;
    close_for(world, child, birthday > world.start ? birthday : world.end, "RC7");
    --world.children_here;
    return true;
  });
}

}  // namespace

void move(World& world) {
  const auto households = static_cast<FamilyNo>(world.families.size());
  for (FamilyNo number = 1; number < households; ++number) {
    Family& family = world.families[number];
    if (!family.here || (family.children.empty() && family.due == never)) continue;
    come_of_age(world, family);
    const bool violent = family.violent_until > world.start;
    if (family.partner != nobody && world.monthly(violent ? 0.025 : 0.0018)) {
      part(world, number);
    } else if (family.partner == nobody && world.monthly(0.014)) {
      pair(world, number);
    }
    if (family.partner != nobody && !family.partner_named && !family.children.empty()) {
      if (world.monthly(0.06)) see_stranger(world, number);
      if (world.monthly(0.04)) family.partner_named = true;
    }
    if (world.monthly(0.004 + 0.003 * family.vulnerability)) change_home(world, number);
    if (world.movers_out.fires(0.0022 * world.share)) depart(world, number);
  }
  while (world.children_here < static_cast<std::size_t>(world.options.children)) {
    const FamilyNo family = start_family(world, world.random.between(1, 3), true, world.end);
    welcome(world, family, world.day(), false);
  }
}

}  // namespace roundel::simulation
