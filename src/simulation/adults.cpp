// Adult services: mental health, substance misuse, domestic abuse, housing, probation; GPs seeing parents. Each has
// its own threshold, and most of what they hold never leaves them.
#include "simulation/world.h"

namespace roundel::simulation {
namespace {

void treat_mind(World& world, FamilyNo number) {
  Family& family = world.families[number];
  Random& random = world.random;
  const PersonNo who = family.mother_unwell || family.partner == nobody ? family.mother : family.partner;
  const Worker worker = world.of_patch("mhp", family.address, 6000);
  const auto write = [&](const char* type, Date on, Field field = {"Reason", Cell()}) {
    world.feeds.event(Feed::adult_mental_health_contacts, type, on, world.late(on, 2), worker,
                      {{"PatientId", world.know(Agency::adult_mental_health, who, on)}, field});
  };
  const Date on = world.day();
  if (family.unwell_until <= world.start) {
    if (family.under_care) {
      write("DISCHARGE", on, {"Reason", "recovered"});
      world.leave(Agency::adult_mental_health, who, on, "recovered");
      family.under_care = false;
    }
    return;
  }
  if (world.monthly(0.2)) {
    const Local patient = world.know(Agency::gp, who, on);
    world.feeds.event(Feed::gp_consultations, "ADULT", on, on, world.practice(family.address),
                      {{"PatientId", patient}, {"Topic", "mental-health"}});
  }
  if (!family.under_care) {
    if (!world.monthly(0.05)) return;
    const bool accepted = random.chance(0.4);  // most fall below the service's threshold
    write("REFERRAL", on, {"Accepted", Cell::flag(accepted)});
    if (!accepted) return;
    family.under_care = true;
    world.involve(Agency::adult_mental_health, who, on, worker, "Community mental health", "");
    return;
  }
  if (world.monthly(0.7)) write(random.chance(0.2) ? "DNA" : "CONTACT", on);
  if (world.monthly(0.03)) {
    write("CRISIS", on);
    world.know(Agency::hospital, who, on);
    world.feeds.event(Feed::hospital_attendances, "ADULTED", on, on, {"ed", 1 + random.below(24)},
                      {{"PatientId", world.known(Agency::hospital, who)}, {"Complaint", "self-harm"}});
    if (!family.children.empty()) world.worry({number, nobody, "3F", "parent in crisis", on, 2});
  }
  if (random.chance(0.03)) family.unwell_until = on.plus_days(30);  // treatment helps
}

void treat_use(World& world, FamilyNo number) {
  Family& family = world.families[number];
  Random& random = world.random;
  const PersonNo who = family.mother_uses || family.partner == nobody ? family.mother : family.partner;
  const Date on = world.day();
  const Worker worker = world.of_patch("smw", family.address, 6000);
  const auto write = [&](const char* type, Field field = {"Substance", Cell()}) {
    world.feeds.event(Feed::substance_misuse_contacts, type, on, world.late(on, 3), worker,
                      {{"ClientId", world.know(Agency::substance_misuse, who, on)}, field});
  };
  if (family.uses_until <= world.start) {
    if (family.in_treatment) {
      write("COMPLETED");
      world.leave(Agency::substance_misuse, who, on, "treatment completed");
      family.in_treatment = false;
    }
    return;
  }
  if (!family.in_treatment) {
    if (!world.monthly(0.05)) return;
    family.in_treatment = true;
    world.involve(Agency::substance_misuse, who, on, worker, "Treatment", "Recovery team");
    return write("START", {"Substance", random.chance(0.6) ? "alcohol" : random.chance(0.5) ? "opiates" : "other"});
  }
  if (world.monthly(0.7)) write("CONTACT");
  if (world.monthly(0.06)) write("RELAPSE");
  if (world.monthly(0.1)) write("PROGRESS");
  if (world.monthly(0.05)) {
    write("DROPPED");
    world.leave(Agency::substance_misuse, who, on, "dropped out");
    family.in_treatment = false;
    if (!family.children.empty() && random.chance(0.5))
      world.worry({number, nobody, "3F", "parent left treatment", on, 1.5});
  } else if (random.chance(0.05)) {
    family.uses_until = on.plus_days(60);  // treatment helps
  }
}

void house(World& world, FamilyNo number) {
  Family& family = world.families[number];
  Random& random = world.random;
  const bool troubled = family.unhoused_until > world.start;
  if (!family.tenant && !troubled) return;
  if (!world.monthly(troubled ? 0.45 : 0.02)) return;
  const Date on = world.day();
  const Worker officer = world.of_patch("ho", family.address, 900);
  const Local tenant = world.know(Agency::housing, family.mother, on);
  std::string children;
  for (const PersonNo child : family.children) {
    if (!children.empty()) children.push_back(';');
    children += text(world.know(Agency::housing, child, on));
  }
  const auto write = [&](const char* type, Field field = {"Reason", Cell()}) {
    world.feeds.event(Feed::housing_events, type, on, world.late(on, 4), officer,
                      {{"TenantRef", tenant}, {"ChildRefs", children}, field});
  };
  if (!troubled) return random.chance(0.5) ? write("SETTLED") : write("DISREPAIR", {"Hazard", "damp and mould"});
  switch (random.below(7)) {
    case 0:
      return write("DUTY");
    case 1:
      return write("TEMP");
    case 2:
      return write("CROWDED");
    case 3:
      return write("DISREPAIR", {"Hazard", random.chance(0.6) ? "damp and mould" : "no heating"});
    case 4:
      write("DAMAGE");
      if (!family.children.empty()) world.worry({number, nobody, "4", "damage to the home", on, 1.2});
      return;
    default:
      return write("ARREARS", {"Weeks", 2 + random.below(14)});
  }
}

void supervise(World& world, FamilyNo number) {
  Family& family = world.families[number];
  const bool offends = family.violent_until > world.start || family.uses_until > world.start;
  if (family.partner == nobody || !offends) return;
  const Date on = world.day();
  const Worker officer = world.of_patch("pr", family.address, 9000);
  const auto write = [&](const char* type, Field field = {"Offence", Cell()}) {
    world.feeds.event(Feed::probation_events, type, on, world.late(on, 5), officer,
                      {{"CaseRef", world.know(Agency::probation, family.partner, on)}, field});
  };
  if (world.known(Agency::probation, family.partner).number == 0) {
    if (!world.monthly(0.012)) return;
    world.involve(Agency::probation, family.partner, on, officer, "Supervision", "");
    return write("START", {"Offence", world.random.chance(0.6) ? "assault" : "theft"});
  }
  if (world.monthly(0.05)) {
    write("BREACH");
    if (!family.children.empty() && world.random.chance(0.4))
      world.worry({number, nobody, "7", "breach of supervision", on, 1.2});
  }
  if (world.monthly(0.05)) write("END");
}

void support_victim(World& world, FamilyNo number) {
  Family& family = world.families[number];
  if (family.violent_until <= world.start || !world.monthly(0.12)) return;
  const Date on = world.day();
  const bool known = world.known(Agency::domestic_abuse_service, family.mother).number != 0;
  const Worker advocate{"idva", 1 + static_cast<int>(family.mother % 7)};
  if (!known) world.involve(Agency::domestic_abuse_service, family.mother, on, advocate, "Domestic abuse support", "");
  const Local client = world.known(Agency::domestic_abuse_service, family.mother);
  world.feeds.event(Feed::domestic_abuse_service_events,
                    !known                      ? "REFERRAL"
                    : world.random.chance(0.25) ? "MARAC"
                                                : "SUPPORT",
                    on, world.late(on, 3), advocate, {{"ClientId", client}});
  if (known && world.random.chance(0.04)) family.violent_until = on.plus_days(60);
}

// Voluntary services, relatives, neighbours: those who see, and tell somebody.
void tell(World& world, FamilyNo number) {
  Family& family = world.families[number];
  if (family.children.empty()) return;
  Random& random = world.random;
  const int troubles = family.difficulties(world.start);
  const bool harmed = family.neglects(world.start) || family.harms_emotionally(world.start);
  if (world.monthly(0.001 * family.vulnerability + 0.006 * troubles)) {
    const Date on = world.day();
    const PersonNo child = random.pick(family.children);
    const Worker worker{"vol", 1 + static_cast<int>(number % 14)};
    const Local client = world.know(Agency::voluntary, child, on);
    if (harmed && random.chance(0.4)) {
      world.feeds.event(Feed::voluntary_entries, "CONCERN", on, world.late(on, 3), worker,
                        {{"ClientRef", client}, {"Detail", "worry passed on by a relative"}});
      world.worry({number, nobody, "8", "voluntary service's worry", on, 1.5});
    } else {
      world.feeds.event(Feed::voluntary_entries, "SUPPORT", on, world.late(on, 3), worker,
                        {{"ClientRef", client}, {"Service", random.chance(0.5) ? "family centre" : "food bank"}});
    }
  }
  if (world.monthly(0.0007 * family.vulnerability + 0.008 * troubles + (harmed ? 0.05 : 0))) {
    static constexpr std::array<const char*, 10> who = {"1A", "1A", "1A", "1B", "9", "5B", "5B", "5A", "8", "10"};
    world.worry({number, nobody, who[static_cast<std::size_t>(random.below(10))],
                 "worry from family, neighbours or council staff", world.day(), 1.0 + 0.5 * troubles});
  }
  for (const PersonNo child : family.children) {
    if (world.people[child].disabled && world.monthly(0.02)) {
      world.worry({number, child, random.chance(0.5) ? "5B" : "1A", "needs of a disabled child", world.day(), 1.5});
    }
  }
}

}  // namespace

void serve_adults(World& world) {
  for (FamilyNo number = 1; number < world.families.size(); ++number) {
    const Family& family = world.families[number];
    if (!family.here || (family.children.empty() && family.due == never)) continue;
    treat_mind(world, number);
    treat_use(world, number);
    house(world, number);
    supervise(world, number);
    support_victim(world, number);
    tell(world, number);
  }
}

}  // namespace roundel::simulation
