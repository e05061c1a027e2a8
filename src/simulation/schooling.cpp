// Nurseries and schools: rolls, attendance, what staff notice; children taught at home or missing from education.
#include <algorithm>

#include <fmt/format.h>

#include "simulation/world.h"

namespace roundel::simulation {
namespace {

int secondaries(const World& world) { return std::max(2, world.options.children * 5 / 18 / 1050); }
int primaries(const World& world) { return std::max(3, world.options.children * 7 / 18 / 280); }

// School year the child is in on a day: 0 reception, 1 … 11; below 0 too young, above 11 beyond.
int year_group(Date born, Date on) {
  const int september = on.month() >= 9 ? on.year() : on.year() - 1;
  return age_in_years(born, Date::of(september, 8, 31)) - 4;
}

Worker class_teacher(int school, int year) { return {"teach", 100 + (school - 1) * 12 + year}; }
Worker lead(int school) { return {"dsl", school}; }

struct HalfTerm {
  unsigned from_month, from_day, to_month, to_day;
};
constexpr std::array<HalfTerm, 6> half_terms = {
    {{9, 4, 10, 24}, {11, 3, 12, 19}, {1, 6, 2, 13}, {2, 23, 3, 27}, {4, 13, 5, 22}, {6, 1, 7, 17}}};

struct Pupil {
  World& world;
  FamilyNo number;
  Family& family;
  PersonNo child;
  int year;
};

void note(const Pupil& pupil, const char* type, Date on, Worker worker, std::initializer_list<Field> more) {
  const Local local = pupil.world.know(Agency::schools, pupil.child, on);
  const Field none{"Days", Cell()};
  const Field first = more.size() > 0 ? *more.begin() : none;
  const Field second = more.size() > 1 ? *(more.begin() + 1) : none;
  pupil.world.feeds.event(Feed::schools_events, type, on, pupil.world.late(on, 0.8), worker,
                          {{"PupilId", local}, first, second});
}

void take_register(const Pupil& pupil) {
  World& world = pupil.world;
  Random& random = world.random;
  const Person& child = world.people[pupil.child];
  for (const HalfTerm& term : half_terms) {
    const Date to = Date::of(world.end.year(), term.to_month, term.to_day);
    const Date last = to <= world.end ? to : to.plus_years(-1);
    if (!world.falls_in_step(last)) continue;
    const Date from = Date::of(last.year(), term.from_month, term.from_day);
    const int troubles = pupil.family.difficulties(from);
    double absent = 2 + random.exponential(3) + 2.2 * troubles + (pupil.year > 6 ? 2 : 0);
    if (pupil.family.neglects(from)) absent += random.exponential(14);
    if (child.troubled || child.is_harmed(HarmType::exploitation, from)) absent += random.exponential(16);
    const int percent = std::clamp(100 - static_cast<int>(absent), 20, 100);
    const int unauthorised = static_cast<int>((100 - percent) * (troubles > 0 ? 0.5 : 0.25));
    world.feeds.event(Feed::schools_attendance, "HT", last, last.plus_days(1 + random.below(9)), {},
                      {{"PupilId", world.know(Agency::schools, pupil.child, last)},
                       {"Percent", percent},
                       {"UnauthorisedPercent", unauthorised},
                       {"FromDate", from},
                       {"ToDate", last}});
    if (percent < 75 && random.chance(0.08)) {
      world.feeds.event(Feed::education_welfare_cases, "PENALTY", last.plus_days(20), last.plus_days(20),
                        {"ewo", 1 + static_cast<int>(pupil.child % 5)},
                        {{"PupilRef", world.know(Agency::education_welfare, pupil.child, last.plus_days(20))}});
    }
  }
}

// What staff notice; their lead passes on a disclosure or an injury at once, other worries when they build up.
void notice(const Pupil& pupil) {
  World& world = pupil.world;
  Random& random = world.random;
  Person& child = world.people[pupil.child];
  const Date start = world.start;
  const bool hurt = child.is_harmed(HarmType::physical, start) || child.is_harmed(HarmType::sexual, start);
  const bool used = child.is_harmed(HarmType::exploitation, start);
  const bool neglected = pupil.family.neglects(start);
  const int troubles = pupil.family.difficulties(start);
  const double often = 0.0012 * pupil.family.vulnerability + 0.012 * troubles + (hurt ? 0.12 : 0) + (used ? 0.1 : 0) +
                       (neglected ? 0.12 : 0) + (pupil.family.harms_emotionally(start) ? 0.06 : 0);
  if (!world.monthly(often)) return;
  const Date on = world.day();
  const char* topic = hurt && random.chance(0.6)        ? (random.chance(0.5) ? "disclosure" : "injury")
                      : neglected && random.chance(0.7) ? (random.chance(0.4)   ? "neglect"
                                                           : random.chance(0.5) ? "hunger"
                                                                                : "tiredness")
                      : random.chance(0.45)             ? "behaviour"
                                                        : "family";
  note(pupil, "CONCERN", on, random.chance(0.4) ? lead(child.school) : class_teacher(child.school, pupil.year),
       {{"Topic", topic}, {"Detail", "noted by staff"}});
  if (!child.safeguarded) {
    child.safeguarded = true;
    world.involve(Agency::schools, pupil.child, on, lead(child.school), "Safeguarding lead",
                  school_name(world, child.school));
  }
  const bool grave = std::string_view(topic) == "disclosure" || std::string_view(topic) == "injury";
  if (grave || random.chance(0.45))
    world.worry({pupil.number, random.chance(0.5) ? pupil.child : nobody, "2A", topic, on,
                 (grave ? 3.0 : 1.2) + 0.4 * troubles});
  if (random.chance(0.15))
    note(pupil, "TRUSTED", on.plus_days(5), lead(child.school), {{"Detail", "talks to a member of staff each week"}});
}

void spend_month(const Pupil& pupil) {
  World& world = pupil.world;
  Random& random = world.random;
  Person& child = world.people[pupil.child];
  const bool careless = pupil.family.neglects(world.start);
  const Worker teacher = class_teacher(child.school, pupil.year);
  take_register(pupil);
  notice(pupil);
  if (world.end.month() == 11 && random.chance(careless ? 0.9 : 0.5)) {
    note(pupil, "MEETING", world.day(), teacher, {{"Attended", Cell::flag(!random.chance(careless ? 0.5 : 0.12))}});
  }
  if (world.monthly(0.025)) note(pupil, "ACHIEVE", world.day(), teacher, {});
  if (world.monthly(careless ? 0.08 : 0.003)) note(pupil, "LATE", world.day(), teacher, {});
  const bool used = child.is_harmed(HarmType::exploitation, world.start);
  if (pupil.year > 5 && world.monthly(0.006 + (used ? 0.06 : 0) + (child.special_needs ? 0.006 : 0))) {
    note(pupil, "SUSP", world.day(), teacher,
         {{"Days", 1 + random.below(5)}, {"Reason", "persistent disruptive behaviour"}});
    if (random.chance(0.02)) note(pupil, "EXCL", world.day(), teacher, {});
  }
  if (child.special_needs && world.monthly(0.01))
    note(pupil, "SEND", world.day(), teacher, {{"Stage", child.disabled && random.chance(0.6) ? "ehcp" : "support"}});
}

void go_to_nursery(World& world, FamilyNo number, PersonNo child) {
  const Family& family = world.families[number];
  const Worker worker = world.of_patch("nur", family.address, 900);
  const Date born = world.people[child].born;
  if (world.known(Agency::nurseries, child).number == 0) {
    if (world.end - born < 2 * 365 + 60 || !world.monthly(0.08)) return;
    const Date on = world.day();
    world.involve(Agency::nurseries, child, on, worker, "Nursery", "");
    world.tie(Feed::nurseries_relationships, Agency::nurseries, child, family.mother, "M", "Y", on);
    world.feeds.event(Feed::nurseries_events, "FUNDED", on, on, worker,
                      {{"ChildRef", world.know(Agency::nurseries, child, on)}});
    return;
  }
  const Local local = world.known(Agency::nurseries, child);
  const bool neglected = family.neglects(world.start);
  if (world.end.month() == 12 || world.end.month() == 3 || world.end.month() == 7) {
    const Date on = world.day();
    world.feeds.event(Feed::nurseries_events, "ATT", on, world.late(on, 3), worker,
                      {{"ChildRef", local},
                       {"Percent", std::max(30, 97 - static_cast<int>(world.random.exponential(neglected ? 25 : 7)))}});
  }
  if (world.monthly(neglected ? 0.08 : 0.001 + 0.01 * family.difficulties(world.start))) {
    const Date on = world.day();
    world.feeds.event(Feed::nurseries_events, "CONCERN", on, world.late(on, 1), worker,
                      {{"ChildRef", local}, {"Topic", neglected ? "neglect" : "family"}});
    if (world.random.chance(0.35)) world.worry({number, nobody, "2B", "nursery's worry", on, 1.5});
  }
}

void change_roll(World& world, FamilyNo number, PersonNo child, int year) {
  Person& pupil = world.people[child];
  if (world.end.month() == 9 && (year == 0 || year == 7) && !pupil.home_educated) {
    if (year == 0) world.leave(Agency::nurseries, child, world.start.plus_days(1), "started school");
    if (pupil.school != 0) {
      world.leave(Agency::schools, child, world.day(), "moved to secondary school");
      pupil.safeguarded = false;
    }
    enrol(world, child, Date::of(world.end.year(), 9, 1));
  } else if (year > 11 && pupil.school != 0) {
    const Date on = world.day();
    note({world, number, world.families[number], child, 11}, "LEFT", on, {},
         {{"Reason", "other"}, {"Destination", "college"}});
    world.leave(Agency::schools, child, on, "left school");
    pupil.school = 0;
  } else if (pupil.school != 0 && world.monthly(0.0002 + 0.0006 * world.families[number].difficulties(world.start))) {
    const Date on = world.day();
    pupil.home_educated = world.random.chance(0.75);
    note({world, number, world.families[number], child, year}, "LEFT", on, {},
         {{"Reason", pupil.home_educated ? "home-educated" : "unknown"}});
    world.leave(Agency::schools, child, on, pupil.home_educated ? "educated at home" : "off roll");
    const Date told = world.late(on, 12);
    const Worker officer{"ewo", 1 + static_cast<int>(child % 5)};
    world.involve(Agency::education_welfare, child, told, officer, "Education welfare", "");
    world.feeds.event(Feed::education_welfare_cases, pupil.home_educated ? "EHE" : "CME", on, told, officer,
                      {{"PupilRef", world.know(Agency::education_welfare, child, told)}});
    pupil.school = 0;
  } else if (pupil.home_educated && world.monthly(0.06)) {
    const Date on = world.day();
    world.feeds.event(Feed::education_welfare_cases, "VISIT", on, on, {"ewo", 1 + static_cast<int>(child % 5)},
                      {{"PupilRef", world.know(Agency::education_welfare, child, on)},
                       {"Suitable", Cell::flag(world.random.chance(0.85))}});
  }
}

}  // namespace

std::string school_name(const World& world, int school) {
  const auto& places = world.names.neighbourhoods;
  const int first_primary = secondaries(world) + 1;
  if (school < first_primary)
    return fmt::format("{} Academy", places[static_cast<std::size_t>(school * 7) % places.size()]);
  const auto order = static_cast<std::size_t>(school - first_primary);
  const std::size_t round = order / places.size();
  constexpr std::array<const char*, 4> kinds = {"{} Primary School", "{} St Oswin's Primary School",
                                                "{} Lane Primary School", "{} Park Primary School"};
  return fmt::format(fmt::runtime(kinds[round % kinds.size()]), places[order % places.size()]);
}

void enrol(World& world, PersonNo child, Date on) {
  Person& pupil = world.people[child];
  const int year = year_group(pupil.born, on > world.options.from ? on : world.options.from);
  if (year < 0 || year > 11 || pupil.schooled_elsewhere) return;
  const int many = year > 6 ? secondaries(world) : primaries(world);
  const int near = std::min(many - 1, static_cast<int>(world.rank(pupil.address) * many));
  pupil.school = static_cast<std::uint16_t>((year > 6 ? 0 : secondaries(world)) + 1 + near);
  const Worker teacher = class_teacher(pupil.school, year);
  const Date since = std::max(on, Date::of(pupil.born.year() + 4, 9, 1));
  const std::string school = school_name(world, pupil.school);
  world.involve(Agency::schools, child, since, teacher, "School", school);
  world.relearn(Agency::schools, child, since);
  world.tie_parents(Feed::schools_relationships, Agency::schools, child, since);
  world.feeds.event(Feed::schools_events, "ENROL", since, since, teacher,
                    {{"PupilId", world.know(Agency::schools, child, since)}, {"School", school}, {"YearGroup", year}});
}

void attend_school(World& world) {
  for (FamilyNo number = 1; number < world.families.size(); ++number) {
    Family& family = world.families[number];
    if (!family.here) continue;
    for (const PersonNo child : family.children) {
      const int year = year_group(world.people[child].born, world.end);
      if (year < 0) {
        go_to_nursery(world, number, child);
        continue;
      }
      change_roll(world, number, child, year);
      if (world.people[child].school != 0) spend_month({world, number, family, child, year});
    }
  }
}

}  // namespace roundel::simulation
