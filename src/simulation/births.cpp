// Pregnancies from booking to birth.
#include <algorithm>
#include <cmath>

#include "simulation/world.h"

namespace roundel::simulation {
namespace {

constexpr auto events = Feed::midwifery_events;

Worker midwife(const World& world, const Family& family) { return world.of_patch("mw", family.address, 1800); }

std::string babies(World& world, const Family& family) {
  std::string text;
  for (const PersonNo baby : family.unborn) {
    if (baby == nobody) continue;
    if (!text.empty()) text.push_back(';');
    text += simulation::text(world.known(Agency::midwifery, baby));
  }
  return text;
}

int weeks(const Family& family, Date on) { return 40 - (family.due - on) / 7; }

void watch_over(World& world, FamilyNo number) {
  Family& family = world.families[number];
  Random& random = world.random;
  const Date on = world.day();
  const Local mother = world.known(Agency::midwifery, family.mother);
  const std::string unborn = babies(world, family);
  const int troubles = family.difficulties(on);
  const char* type = random.chance(0.02 + 0.1 * troubles) ? "DNA" : "CONTACT";
  world.feeds.event(events, type, on, world.late(on, 1), midwife(world, family),
                    {{"MotherId", mother}, {"BabyId", unborn}, {"Weeks", weeks(family, on)}});
  if (troubles == 0 || !random.chance(0.2)) return;
  const char* topic = family.violent_until > on    ? "domestic-abuse"
                      : family.uses_until > on     ? "substance"
                      : family.unwell_until > on   ? "mental-health"
                      : family.learning_disability ? "learning"
                                                   : "housing";
  world.feeds.event(
      events, "CONCERN", on, world.late(on, 2), midwife(world, family),
      {{"MotherId", mother}, {"BabyId", unborn}, {"Topic", topic}, {"Detail", "raised at an antenatal contact"}});
  if (troubles > 1 || random.chance(0.2)) {
    world.worry({number, family.unborn[0], "3F", "worries before birth", on, 1.0 + troubles});
  }
}

void give_birth(World& world, FamilyNo number) {
  Family& family = world.families[number];
  Random& random = world.random;
  const Date on = family.due;
  for (const PersonNo baby : family.unborn) {
    if (baby == nobody) continue;
    Person& child = world.people[baby];
    child.born = on;
    child.unborn = false;
    child.male = random.chance(0.512);
    child.address = family.address;
    name_child(world, baby);
    family.children.push_back(baby);
    ++world.children_here;
    world.know(Agency::midwifery, baby, on);
    world.relearn(Agency::midwifery, baby, on);
    world.relearn(Agency::social_care, baby, world.late(on, 7));
    const Local mother = world.known(Agency::midwifery, family.mother);
    const Local local = world.known(Agency::midwifery, baby);
    const Worker who = midwife(world, family);
    const int early = random.chance(0.08) ? random.between(3, 8) : 0;
    world.feeds.event(events, "BIRTH", on, on.plus_days(random.below(2)), who,
                      {{"MotherId", mother},
                       {"BabyId", local},
                       {"Weeks", 40 - early},
                       {"WeightGrams", 3400 - early * 170 + random.between(-500, 500)}});
    for (const int days : {2, 6}) {
      world.feeds.event(events, "POSTNATAL", on.plus_days(days), on.plus_days(days), who,
                        {{"MotherId", mother}, {"BabyId", local}});
    }
    world.tie_parents(Feed::midwifery_relationships, Agency::midwifery, baby, on);
    world.involve(Agency::health_visiting, baby, on.plus_days(8), world.health_visitor(family.address),
                  "Health visiting", "0 to 5 team");
    world.tie_parents(Feed::health_visiting_relationships, Agency::health_visiting, baby, on.plus_days(12));
    world.leave(Agency::midwifery, baby, on.plus_days(14), "handed over to health visiting");
    const Worker gp = world.practice(family.address);
    const Date registered = on.plus_days(10 + random.below(20));
    world.involve(Agency::gp, baby, registered, gp, "General practice", "Practice " + std::to_string(gp.number));
    world.feeds.event(Feed::gp_registrations, "REG", registered, registered, gp,
                      {{"PatientId", world.known(Agency::gp, baby)}});
    if (family.tenant) world.know(Agency::housing, baby, on.plus_days(60));
  }
  family.unborn = {};
  family.due = never;
}

bool may_expect(const World& world, const Family& family, Date on) {
  if (!family.here || family.due != never || family.children.empty() || family.children.size() > 4) return false;
  if (family.partner == nobody) return false;
  const Date youngest = world.people[family.children.back()].born;
  return world.age(family.mother, on) < 42 && on - youngest > 400;
}

}  // namespace

FamilyNo choose_expecting(World& world, Date on) {
  if (!world.random.chance(0.45)) {
    for (int tries = 0; tries < 40; ++tries) {
      const auto number = static_cast<FamilyNo>(1 + world.random.below(static_cast<int>(world.families.size()) - 1));
      if (may_expect(world, world.families[number], on)) return number;
    }
  }
  const FamilyNo fresh = start_family(world, 0, false, on);
  const Family& family = world.families[fresh];
  if (family.partner == nobody) world.families[fresh].former = nobody;
  world.know(Agency::gp, family.mother, on);
  return fresh;
}

void book(World& world, FamilyNo number, Date on, Date due) {
  Family& family = world.families[number];
  const PersonNo mother = family.mother;
  PersonNo father = family.partner != nobody ? family.partner : family.former;
  if (father == nobody) {  // known to her alone
    Person absent = world.people[mother];
    absent.male = true;
    absent.here = false;
    absent.previous = 0;
    absent.born = absent.born.plus_days(-700);
    const Group& group = world.names.groups[world.names.heritages[absent.heritage].group];
    absent.forename = group.men.draw(world.random);
    absent.surname = group.surnames.draw(world.random);
    father = family.former = world.add_person(absent);
  }
  family.due = due;
  const bool twins = world.random.chance(0.016);
  for (int i = 0; i < (twins ? 2 : 1); ++i) {
    Person baby{.born = due, .family = number, .address = family.address, .mother = mother, .father = father};
    baby.surname = world.people[mother].surname;
    baby.heritage = world.people[mother].heritage;
    baby.unborn = true;
    baby.twin = twins;
    family.unborn[static_cast<std::size_t>(i)] = world.add_person(baby);
  }
  world.expecting.push_back(number);
  world.involve(Agency::midwifery, mother, on, midwife(world, family), "Maternity", "Community midwives");
  for (const PersonNo baby : family.unborn) world.know(Agency::midwifery, baby, on);
  const Local local = world.known(Agency::midwifery, mother);
  const std::string unborn = babies(world, family);
  world.feeds.event(events, "BOOKING", on, on, midwife(world, family),
                    {{"MotherId", local},
                     {"BabyId", unborn},
                     {"Weeks", weeks(family, on)},
                     {"Smoking", Cell::flag(world.random.chance(0.05 + 0.07 * family.vulnerability))}});
  if ((family.partner == nobody || !family.partner_named) && world.random.chance(0.6)) {
    world.feeds.event(events, "PARTNER-ND", on, on, midwife(world, family), {{"BabyId", unborn}});
  }
}

void bear(World& world) {
  const double wanted = world.options.children / 216.0 * world.share;
  const int tries = static_cast<int>(wanted) + 1;
  for (int i = 0; i < tries; ++i) {
    if (!world.births_due.fires(wanted / tries)) continue;
    const Date on = world.day();
    book(world, choose_expecting(world, on), on, on.plus_days(200 + world.random.below(20)));
  }
  std::vector<FamilyNo> still;
  for (const FamilyNo number : world.expecting) {
    const Family& family = world.families[number];
    if (!family.here) continue;
    if (world.falls_in_step(family.due)) {
      give_birth(world, number);
    } else {
      watch_over(world, number);
      still.push_back(number);
    }
  }
  world.expecting = std::move(still);
}

}  // namespace roundel::simulation
