// Adults' difficulties, and the harm they sometimes lead to: how they begin, last, and end.
#include <algorithm>

#include "simulation/world.h"

namespace roundel::simulation {
namespace {

// A difficulty begins by chance a month and lasts its mean length in days; one that is there does not begin again.
void begin(World& world, Date& until, double chance, double mean_days) {
  if (until > world.start || !world.monthly(chance)) return;
  until = world.day().plus_days(20 + static_cast<int>(world.random.exponential(mean_days)));
}

void harm_children(World& world, Family& family, Date& until, HarmType type, double chance, double mean_days) {
  const Date before = until;
  begin(world, until, chance, mean_days);
  if (until == before) return;
  const Date from = world.start.plus_days(1 + world.random.below(world.end - world.start));
  for (const PersonNo child : family.children) world.harm(child, type, from, until);
}

void harm_child(World& world, PersonNo child, HarmType type, double chance, double mean_days) {
  Date& until = world.people[child].harmed_until[static_cast<std::size_t>(type) - 2];
  const Date before = until;
  begin(world, until, chance, mean_days);
  if (until != before) world.harm(child, type, world.day(), until);
}

}  // namespace

void bear_difficulties(World& world) {
  for (FamilyNo number = 1; number < world.families.size(); ++number) {
    Family& family = world.families[number];
    if (!family.here || (family.children.empty() && family.due == never)) continue;
    const double v = family.vulnerability;
    begin(world, family.unwell_until, 0.0052 * v, 430);
    begin(world, family.uses_until, 0.0016 * v, 540);
    if (family.partner != nobody || family.former != nobody) {
      begin(world, family.violent_until, (0.0016 + (family.partner_named ? 0 : 0.001)) * v, 420);
    }
    begin(world, family.unhoused_until, 0.003 * v, 230);
    if (family.children.empty()) continue;
    const int troubles = family.difficulties(world.start);
    harm_children(world, family, family.neglect_until, HarmType::neglect, 0.0002 * v + 0.006 * troubles, 420);
    harm_children(world, family, family.emotional_until, HarmType::emotional,
                  0.00015 * v + 0.002 * troubles + (family.violent_until > world.start ? 0.02 : 0), 330);
    for (const PersonNo child : family.children) {
      const int years = (world.end - world.people[child].born) / 365;
      harm_child(world, child, HarmType::physical, 0.00009 * v + 0.0008 * troubles, 150);
      harm_child(world, child, HarmType::sexual, 0.00004 * v + 0.0001 * troubles, 240);
      if (years > 10) harm_child(world, child, HarmType::exploitation, 0.0005 * v + 0.001 * troubles, 200);
      if (years > 6 && !world.people[child].troubled && world.monthly(0.0008 + 0.0008 * troubles))
        world.people[child].troubled = true;
    }
  }
}

}  // namespace roundel::simulation
