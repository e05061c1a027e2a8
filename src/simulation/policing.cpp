// What the police record, and what passes their threshold for telling social care.
#include <fmt/format.h>

#include "simulation/world.h"

namespace roundel::simulation {
namespace {

constexpr auto incidents = Feed::city_police_incidents;

Worker officer(World& world) { return {"pc", 100 + world.random.below(400)}; }

std::string children_of(World& world, const Family& family, Date on) {
  std::string all;
  for (const PersonNo child : family.children) {
    if (world.people[child].looked_after) continue;
    if (!all.empty()) all.push_back(';');
    all += text(world.know(Agency::city_police, child, on));
  }
  return all;
}

void attend_abuse(World& world, FamilyNo number) {
  Family& family = world.families[number];
  Random& random = world.random;
  const bool violent = family.violent_until > world.start;
  const PersonNo other = family.partner != nobody ? family.partner : family.former;
  if (other == nobody || !world.monthly(violent ? 0.2 : 0.0012 * family.vulnerability)) return;
  const Date on = world.day();
  const bool she_is_victim = random.chance(0.88);
  const PersonNo victim = she_is_victim ? family.mother : other;
  const PersonNo accused = she_is_victim ? other : family.mother;
  const double at = random.unit();
  const char* grade = at < 0.56 ? "S" : at < 0.87 ? "M" : "H";
  const bool present = random.chance(0.6);
  const std::string children = children_of(world, family, on);
  world.feeds.event(incidents, "DA", on, world.late(on, 0.8), officer(world),
                    {{"VictimNo", world.know(Agency::city_police, victim, on)},
                     {"PerpetratorNo", world.know(Agency::city_police, accused, on)},
                     {"ChildNos", children},
                     {"DashGrade", grade},
                     {"ChildPresent", Cell::flag(present)}});
  const bool repeated = on - family.incidents[1] < 365;
  family.incidents = {on, family.incidents[0], family.incidents[1]};
  if (violent && random.chance(0.06)) {
    world.feeds.event(incidents, "ORDER", on, world.late(on, 10), officer(world),
                      {{"PerpetratorNo", world.known(Agency::city_police, accused)},
                       {"VictimNo", world.known(Agency::city_police, victim)},
                       {"Against", "contact"}});
  }
  // The force's threshold: high risk, medium with a child there, or the third within a year.
  const bool high = *grade == 'H';
  if (!family.children.empty() && (high || (*grade == 'M' && present) || repeated)) {
    world.worry({number, nobody, "6", "domestic abuse incident", on, (high ? 3.0 : 1.3) + (repeated ? 0.8 : 0)});
  }
}

void meet_young(World& world, FamilyNo number, PersonNo child) {
  Random& random = world.random;
  const Person& young = world.people[child];
  const bool used = young.is_harmed(HarmType::exploitation, world.start);
  const int years = (world.end - young.born) / 365;
  if (years < 10 || !world.monthly(used ? 0.3 : (young.troubled || young.looked_after) ? 0.02 : 0.0008)) return;
  const Date on = world.day();
  const Local local = world.know(Agency::city_police, child, on);
  const std::string reference = text(local);
  if (random.chance(0.55)) {
    world.feeds.event(incidents, "MISPER", on, world.late(on, 0.5), officer(world),
                      {{"ChildNos", reference}, {"Hours", 2 + random.below(60)}});
    if (used || random.chance(0.3)) world.worry({number, child, "6", "missing from home", on, used ? 2.0 : 1.0});
  } else if (used && random.chance(0.4)) {
    world.feeds.event(incidents, "EXPL", on, world.late(on, 2), officer(world),
                      {{"ChildNos", reference}, {"ExploitationType", young.male ? "CCE" : "CSE"}});
    world.worry({number, child, "6", "concern about exploitation", on, 3});
  } else {
    world.feeds.event(incidents, random.chance(0.6) ? "SUSPECT" : "DRUGS", on, world.late(on, 3), officer(world),
                      {{"SuspectNo", local}, {"Offence", "theft"}});
  }
}

void attend_other(World& world, FamilyNo number) {
  const Family& family = world.families[number];
  Random& random = world.random;
  const int troubles = family.difficulties(world.start);
  if (!world.monthly(0.0006 * family.vulnerability + 0.006 * troubles)) return;
  const Date on = world.day();
  const double at = random.unit();
  if (at < 0.3) {
    const Local head = world.know(Agency::city_police, family.mother, on);
    world.feeds.event(incidents, "ASB", on, world.late(on, 2), officer(world), {{"HouseholdNos", text(head)}});
  } else if (at < 0.55) {
    const PersonNo who = family.partner != nobody ? family.partner : family.mother;
    world.feeds.event(incidents, "DRUGS", on, world.late(on, 2), officer(world),
                      {{"SuspectNo", world.know(Agency::city_police, who, on)}});
  } else if (at < 0.75) {
    world.feeds.event(
        incidents, "VICTIM", on, world.late(on, 2), officer(world),
        {{"VictimNo", world.know(Agency::city_police, family.mother, on)}, {"Offence", "criminal damage"}});
  } else if (!family.children.empty()) {
    const std::string children = children_of(world, family, on);
    if (children.empty()) return;
    world.feeds.event(incidents, "WELFARE", on, world.late(on, 1), officer(world), {{"ChildNos", children}});
    if (family.neglects(on) && random.chance(0.2)) {
      world.feeds.event(incidents, "PPO", on, on, officer(world), {{"ChildNos", children}});
      world.worry({number, nobody, "6", "taken into police protection", on, 8});
    } else if (random.chance(0.4)) {
      world.worry({number, nobody, "6", "welfare check", on, 1.2});
    }
  }
}

// Histories the force holds on adults from before: one in four hundred men.
void recall(World& world, FamilyNo number) {
  const Family& family = world.families[number];
  if (family.partner == nobody || family.partner % 400 != 7 ||
      world.known(Agency::city_police, family.partner).number != 0)
    return;
  const Date on = world.day();
  const Date then = on.plus_days(-365 * world.random.between(4, 12));
  world.feeds.event(incidents, "SOH", then, on, officer(world),
                    {{"SuspectNo", world.know(Agency::city_police, family.partner, on)}});
}

}  // namespace

void police(World& world) {
  for (FamilyNo number = 1; number < world.families.size(); ++number) {
    const Family& family = world.families[number];
    if (!family.here || (family.children.empty() && family.due == never)) continue;
    attend_abuse(world, number);
    attend_other(world, number);
    recall(world, number);
    for (const PersonNo child : family.children) meet_young(world, number, child);
  }
}

}  // namespace roundel::simulation
