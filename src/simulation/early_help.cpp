// Early help: a worker with the family for some months, if the family wants it.
#include "simulation/world.h"

namespace roundel::simulation {
namespace {

void write(World& world, const Family& family, const char* type, Date on, Field field) {
  for (const PersonNo child : family.children) {
    world.feeds.event(Feed::early_help_episodes, type, on, world.late(on, 2), {"eh", family.early_help_worker},
                      {{"ChildId", world.know(Agency::early_help, child, on)}, field});
  }
}

}  // namespace

void begin_early_help(World& world, FamilyNo number, Date on) {
  Family& family = world.families[number];
  if (family.children.empty()) return;
  Random& random = world.random;
  family.early_help_worker = static_cast<std::uint16_t>(world.of_patch("eh", family.address, 1200).number);
  if (random.chance(0.25))
    return write(world, family, "DECLINED", on.plus_days(7), {"Reason", "parents did not want help"});
  family.early_help_until = on.plus_days(60 + static_cast<int>(random.exponential(100)));
  const Date first = on.plus_days(4);
  write(world, family, "START", first, {"Reason", Cell()});
  write(world, family, "ASSESS", on.plus_days(20), {"Reason", Cell()});
  write(world, family, "PLAN", on.plus_days(26), {"Reason", Cell()});
  for (const PersonNo child : family.children) {
    world.involve(Agency::early_help, child, first, {"eh", family.early_help_worker}, "Early help", "Family help team");
    world.tie_parents(Feed::early_help_relationships, Agency::early_help, child, first);
  }
}

void help_early(World& world) {
  for (FamilyNo number = 1; number < world.families.size(); ++number) {
    Family& family = world.families[number];
    if (!family.here || family.early_help_until <= world.start) continue;
    if (world.falls_in_step(family.early_help_until)) {
      const Date on = family.early_help_until;
      const bool met = world.random.chance(0.65);
      write(world, family, "CLOSED", on, {"Outcome", met ? "needs-met" : "disengaged"});
      for (const PersonNo child : family.children)
        world.leave(Agency::early_help, child, on, met ? "needs met" : "family disengaged");
      if (!met && !family.children.empty()) world.worry({number, nobody, "5D", "early help did not work", on, 1.6});
      continue;
    }
    const Date on = world.day();
    write(world, family, "VISIT", on, {"ChildSeen", Cell::flag(world.random.chance(0.85))});
    if (world.random.chance(0.1)) family.unhoused_until = std::min(family.unhoused_until, on.plus_days(30));
  }
}

}  // namespace roundel::simulation
