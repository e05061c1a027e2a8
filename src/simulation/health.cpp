// What every child meets of health services, and the appointments they are not brought to.
#include <algorithm>

#include "simulation/world.h"

namespace roundel::simulation {
namespace {

struct Seen {  // one child in one step
  World& world;
  FamilyNo number;
  Family& family;
  PersonNo child;
  int days;        // old, at the end of the step
  double missing;  // chance that an appointment is missed
};

bool passes(const Seen& at, int age_in_days) {
  const Date born = at.world.people[at.child].born;
  return at.world.falls_in_step(born.plus_days(age_in_days));
}

void visit_under_fives(const Seen& at) {
  World& world = at.world;
  Random& random = world.random;
  const Worker visitor = world.health_visitor(at.family.address);
  const auto write = [&](const char* type, Date on, Field field) {
    const Local child = world.know(Agency::health_visiting, at.child, on);
    world.feeds.event(Feed::health_visiting_contacts, type, on, world.late(on, 1.2), visitor,
                      {{"ChildId", child}, field});
  };
  const auto appointment = [&](int age_in_days, const char* type, const char* name, Field field) {
    if (!passes(at, age_in_days)) return;
    const Date on = world.people[at.child].born.plus_days(age_in_days);
    if (age_in_days > 20 && random.chance(at.missing)) {
      write("DNA", on, {"Appointment", name});
      missed_appointment(world, at.number, at.child, on);
    } else {
      write(type, on, field);
    }
  };
  const bool lags = at.family.neglects(world.start) || world.people[at.child].special_needs;
  const char* result = lags && random.chance(0.6) ? "delayed" : random.chance(0.12) ? "some-concern" : "on-track";
  appointment(12, "NEWBIRTH", "new birth visit", {"Place", ""});
  appointment(49, "CONTACT", "6 to 8 week review", {"Place", "clinic"});
  appointment(335, "CHECK", "9 to 12 month review", {"Result", result});
  appointment(800, "CHECK", "2 to 2½ year review", {"Result", result});
  if (passes(at, 49)) {
    const Date on = world.people[at.child].born.plus_days(49);
    const bool low = at.family.unwell_until > on && at.family.mother_unwell;
    const char* mood = low ? (random.chance(0.4) ? "V" : "L") : random.chance(0.08) ? "L" : "N";
    const Local child = world.know(Agency::health_visiting, at.child, on);
    world.feeds.event(
        Feed::health_visiting_contacts, "MOOD", on, on, visitor,
        {{"ChildId", child}, {"MotherId", world.know(Agency::health_visiting, at.family.mother, on)}, {"Mood", mood}});
  }
  const int troubles = at.family.difficulties(world.start) + 2 * at.family.neglects(world.start);
  if (world.monthly((at.days < 365 ? 0.12 : 0.02) + 0.05 * troubles)) {
    const Date on = world.day();
    if (random.chance(at.missing * 1.5)) {
      write("DNA", on, {"Appointment", "home visit"});
      missed_appointment(world, at.number, at.child, on);
    } else {
      write("CONTACT", on, {"Place", random.chance(0.6) ? "home" : "clinic"});
      if (at.family.neglects(on) && random.chance(0.4)) {
        write("HOME", on, {"HomeGrade", random.chance(0.3) ? "very-poor" : "poor"});
        world.worry({at.number, nobody, "3B", "conditions in the home", on, 2});
      } else if (random.chance(0.1)) {
        write("HOME", on, {"HomeGrade", random.chance(0.5) ? "good" : "adequate"});
      }
    }
  }
  if (world.monthly(0.0008 + 0.002 * troubles)) write("DECLINED", world.day(), {"Place", ""});
  if (passes(at, 5 * 365 + 1)) world.leave(Agency::health_visiting, at.child, world.end, "started school");
}

void immunise(const Seen& at) {
  World& world = at.world;
  constexpr std::array<std::pair<int, const char*>, 8> schedule = {{{58, "8 weeks"},
                                                                    {86, "12 weeks"},
                                                                    {114, "16 weeks"},
                                                                    {370, "1 year"},
                                                                    {372, "1 year MenB"},
                                                                    {560, "18 months"},
                                                                    {1225, "3 years 4 months"},
                                                                    {5110, "14 years"}}};
  const Local patient = world.known(Agency::gp, at.child);
  if (patient.number == 0) return;
  for (const auto& [age, dose] : schedule) {
    if (!passes(at, age)) continue;
    const Date due = world.people[at.child].born.plus_days(age);
    const bool given = !world.random.chance(0.03 + at.missing);
    const Date on = given ? due.plus_days(world.random.below(20)) : due.plus_days(60);
    world.feeds.event(Feed::gp_immunisations, given ? "GIVEN" : "OVERDUE", on, world.late(on, 2),
                      world.practice(at.family.address), {{"PatientId", patient}, {"Dose", dose}});
  }
}

void consult(const Seen& at) {
  World& world = at.world;
  Random& random = world.random;
  const double often = at.days < 365 ? 0.25 : at.days < 5 * 365 ? 0.14 : 0.07;
  const Local patient = world.known(Agency::gp, at.child);
  if (patient.number == 0 || !world.monthly(often + 0.02 * at.family.difficulties(world.start))) return;
  const Date on = world.day();
  world.know(Agency::gp, at.child, on);
  const Worker gp = world.practice(at.family.address);
  if (random.chance(at.missing * 0.6)) {
    world.feeds.event(Feed::gp_consultations, "DNA", on, on, gp, {{"PatientId", patient}, {"Appointment", "surgery"}});
    missed_appointment(world, at.number, at.child, on);
    return;
  }
  const bool hurt = world.people[at.child].is_harmed(HarmType::physical, on);
  const char* topic = hurt && random.chance(0.3) ? "injury"
                      : random.chance(0.45)      ? "infection"
                      : random.chance(0.5)       ? "routine"
                      : at.days < 400            ? "feeding"
                      : random.chance(0.4)       ? "behaviour"
                      : random.chance(0.5)       ? "development"
                                                 : "injury";
  const bool safeguarding = at.family.neglects(on) && random.chance(0.06);
  world.feeds.event(Feed::gp_consultations, "CHILD", on, world.late(on, 0.6), gp,
                    {{"PatientId", patient}, {"Topic", safeguarding ? "safeguarding" : topic}});
  if (safeguarding) world.worry({at.number, nobody, "3A", "GP's worry", on, 2});
}

void see_dentist(const Seen& at) {
  World& world = at.world;
  Random& random = world.random;
  const Local patient = world.known(Agency::dentistry, at.child);
  if (patient.number == 0) {
    if (at.days > 600 && world.monthly(0.012)) {
      world.involve(Agency::dentistry, at.child, world.day(), world.of_patch("dent", at.family.address, 1500),
                    "Dentistry", "");
    }
    return;
  }
  if (!world.monthly(0.05)) return;
  const Date on = world.day();
  const Worker dentist = world.of_patch("dent", at.family.address, 1500);
  const auto write = [&](const char* type, std::initializer_list<Field> rest) {
    std::vector<Field> fields(rest);
    const Field teeth = fields.empty() ? Field{"Teeth", Cell()} : fields[0];
    const Field more = fields.size() > 1 ? fields[1] : Field{"Teeth", Cell()};
    world.feeds.event(Feed::dentistry_appointments, type, on, world.late(on, 2), dentist,
                      {{"PatientNo", patient}, teeth, more});
  };
  if (random.chance(at.missing * 1.3)) {
    write("DNA", {});
    if (random.chance(0.5)) missed_appointment(world, at.number, at.child, on);
    return;
  }
  const bool neglected = at.family.neglects(on);
  if (random.chance(neglected ? 0.35 : 0.03 * at.family.vulnerability)) {
    const int teeth = 1 + random.below(neglected ? 7 : 3);
    write("DECAY", {{"DecayedTeeth", teeth}, {"Pain", Cell::flag(random.chance(0.3))}});
    if (teeth > 5 && random.chance(0.4)) write("GA", {{"Teeth", teeth}});
    if (neglected && random.chance(0.12)) world.worry({at.number, at.child, "3D", "untreated decay", on, 1.5});
  } else {
    write("EXAM", {{"DecayedTeeth", 0}});
  }
}

void visit_hospital(const Seen& at) {
  World& world = at.world;
  Random& random = world.random;
  const Person& child = world.people[at.child];
  const bool hurt = child.is_harmed(HarmType::physical, world.start);
  const double often =
      (at.days < 5 * 365 ? 0.036 : 0.02) + (hurt ? 0.12 : 0) + (at.family.neglects(world.start) ? 0.015 : 0);
  const Worker doctor = {"ed", 1 + random.below(24)};
  if (world.monthly(often)) {
    const Date on = world.day();
    const Local patient = world.know(Agency::hospital, at.child, on);
    const bool mobile = on - child.born > 240;
    const bool inflicted = hurt && random.chance(0.7);
    const bool harms_self = child.troubled && at.days > 11 * 365 && random.chance(0.2);
    const bool injury = inflicted || random.chance(0.4);
    const char* complaint = harms_self            ? "self-harm"
                            : injury              ? "injury"
                            : random.chance(0.03) ? "ingestion"
                            : random.chance(0.9)  ? "illness"
                                                  : "other";
    const char* kind = !injury     ? "none"
                       : inflicted ? (random.chance(0.6)   ? "bruise"
                                      : random.chance(0.4) ? "fracture"
                                      : random.chance(0.5) ? "burn"
                                                           : "head")
                                   : (random.chance(0.7)   ? "minor"
                                      : random.chance(0.5) ? "head"
                                                           : "fracture");
    const char* fits = !injury     ? "consistent"
                       : inflicted ? (random.chance(0.5)   ? "unclear"
                                      : random.chance(0.6) ? "inconsistent"
                                                           : "consistent")
                                   : (random.chance(0.95) ? "consistent" : "unclear");
    world.feeds.event(Feed::hospital_attendances, "ED", on, world.late(on, 0.7), doctor,
                      {{"PatientId", patient},
                       {"Complaint", complaint},
                       {"Injury", kind},
                       {"Explanation", fits},
                       {"Mobile", Cell::flag(mobile)}});
    if (inflicted && std::string_view(fits) != "consistent") {
      world.worry({at.number, at.child, "3E", "injury that is not explained", on, mobile ? 3.0 : 6.0});
    } else if (harms_self) {
      world.worry({at.number, at.child, "3E", "self-harm", on, 1.5});
    }
    if (random.chance(0.1)) {
      world.feeds.event(Feed::hospital_attendances, "ADMIT", on, on, doctor,
                        {{"PatientId", patient}, {"Reason", complaint}});
      const Date out = on.plus_days(1 + random.below(4));
      world.feeds.event(Feed::hospital_attendances, "DISCHARGE", out, out, doctor, {{"PatientId", patient}});
    }
  }
  if (world.monthly((child.disabled ? 0.08 : 0.006) * (0.2 + 4 * at.missing))) {
    const Date on = world.day();
    world.feeds.event(Feed::hospital_attendances, "OPDNA", on, world.late(on, 2), {"op", 1 + random.below(30)},
                      {{"PatientId", world.know(Agency::hospital, at.child, on)},
                       {"Specialty", random.chance(0.5) ? "paediatrics" : "ophthalmology"}});
    missed_appointment(world, at.number, at.child, on);
  }
}

void support_mind(const Seen& at) {
  World& world = at.world;
  Random& random = world.random;
  if (!world.people[at.child].troubled || at.days < 6 * 365) return;
  const Worker clinician = world.of_patch("camhs", at.family.address, 2500);
  const bool known = world.known(Agency::camhs, at.child).number != 0;
  if (!known && !world.monthly(0.15)) return;
  const Date on = world.day();
  const auto write = [&](const char* type, Field field = {"Accepted", Cell()}) {
    world.feeds.event(Feed::camhs_contacts, type, on, world.late(on, 3), clinician,
                      {{"PatientId", world.know(Agency::camhs, at.child, on)}, field});
  };
  if (!known) {
    const bool accepted = random.chance(0.6);
    if (accepted) world.involve(Agency::camhs, at.child, on, clinician, "Child mental health", "Community team");
    return write("REFERRAL", {"Accepted", Cell::flag(accepted)});
  }
  if (world.monthly(0.3)) write(random.chance(at.missing * 1.4) ? "DNA" : "CONTACT");
  if (world.monthly(0.008)) {
    write("CRISIS");
    world.worry({at.number, at.child, "3F", "crisis", on, 1.5});
  }
}

void nurse_at_school(const Seen& at) {
  World& world = at.world;
  const int years = at.days / 365;
  if (years < 5 || years > 15) return;
  const bool measured = (years == 5 || years == 10) && world.end.month() == 3;
  if (!measured && !world.monthly(0.004 + 0.008 * at.family.difficulties(world.start))) return;
  const Date on = world.day();
  if (world.known(Agency::school_nursing, at.child).number == 0) {
    world.involve(Agency::school_nursing, at.child, on, world.of_patch("sn", at.family.address, 2500), "School nursing",
                  "5 to 19 team");
  }
  world.feeds.event(Feed::school_nursing_contacts, world.random.chance(at.missing) ? "DNA" : "CONTACT", on,
                    world.late(on, 2), world.of_patch("sn", at.family.address, 2500),
                    {{"ChildId", world.known(Agency::school_nursing, at.child)}});
}

}  // namespace

// Health's threshold: three appointments missed within half a year are passed on.
void missed_appointment(World& world, FamilyNo number, PersonNo child, Date on) {
  Family& family = world.families[number];
  if (on - family.missed[1] < 180) {
    world.worry(
        {number, child, "3B", "repeatedly not brought to appointments", on, 1.2 + 0.5 * family.difficulties(on)});
    family.missed = {long_ago, long_ago};
    return;
  }
  family.missed = {on, family.missed[0]};
}

void keep_healthy(World& world) {
  for (FamilyNo number = 1; number < world.families.size(); ++number) {
    Family& family = world.families[number];
    if (!family.here) continue;
    const double missing = 0.02 + 0.012 * family.vulnerability + 0.05 * family.difficulties(world.start) +
                           (family.neglects(world.start) ? 0.2 : 0);
    for (const PersonNo child : family.children) {
      const Seen at{world, number, family, child, world.end - world.people[child].born, missing};
      if (at.days < 5 * 365 + 40) visit_under_fives(at);
      immunise(at);
      consult(at);
      see_dentist(at);
      visit_hospital(at);
      support_mind(at);
      nurse_at_school(at);
    }
  }
}

}  // namespace roundel::simulation
