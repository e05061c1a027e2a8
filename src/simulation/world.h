// The simulated place at a moment: its people, what each agency has a record of, and the feeds being written.
#pragma once

#include <array>
#include <deque>
#include <string_view>
#include <vector>

#include "simulation/feeds.h"
#include "simulation/people.h"
#include "simulation/rates.h"
#include "simulation/simulation.h"

namespace roundel::simulation {

// A person as one agency holds them: their address and surname when it last looked.
struct Record {
  PersonNo person = nobody;
  AddressNo address = 0;
  NameNo surname = 0;
  std::uint8_t version = 0;  // last written
  bool waiting = false;      // to be written at the end of the step
  Date updated;
};

struct Register {
  std::vector<Record> records{Record{}};  // by local number, from 1
  std::vector<std::uint32_t> of_person;   // local number by person, 0 where unknown
};

// Somebody's worry that passed the threshold of their agency, on its way to the front door.
struct Worry {
  FamilyNo family = 0;
  PersonNo child = nobody;  // nobody: about all children
  const char* source = "";  // referral source, census code
  const char* reason = "";
  Date on;
  double weight = 1;        // how serious it looks
  std::uint32_t order = 0;  // in which they came
};

// Social care's decisions, sampled so that their shares hold in a small place too. Two strata where it matters: whether
// a child of the family had been referred within the year, or had been on a protection plan.
struct Decisions {
  std::array<std::array<Systematic, 2>, 4> accepted;  // by source: police, schools, health, others
  std::array<Systematic, 2> no_action, not_in_need, enquiry, conference, plan, care;
  Lengths plan_length, in_need_length, long_term_length, care_length;
  std::array<std::array<double, 2>, 4> demand{},
      usual{};  // weighed children asking: this month, and smoothed over months
  Systematic brief_care, step_down;
  Systematic in_time{0.3}, conference_in_time{0.2}, enquiry_when_open, long_term;
};

enum class CaseState : std::uint8_t { assessment, in_need, protection, looked_after, closed };
struct Step {
  Date on;
  enum class What : std::uint8_t {
    enquiry,
    assessed_not_in_need,
    assessed_in_need,
    conference,
    review,
    protection_ends,
    in_need_ends,
    looked_after,
    returned
  } what{};
};
struct Case {
  FamilyNo family = 0;
  std::vector<PersonNo> children;
  Date opened;
  CaseState state = CaseState::assessment;
  std::vector<Step> steps;  // what is planned, soonest first
  bool awaits_conference = false, has_in_need_plan = false;
  Date next_visit = never;
  std::uint16_t worker = 0;
  bool long_term = false;  // a disabled child's
  bool protected_before = false;
};

struct World {
  World(const Options& options, Names names, std::vector<Date> extracts);

  Options options;
  Names names;
  Random random;
  Feeds feeds;
  Tally tally;
  std::vector<Person> people{Person{}};
  std::deque<Family> families{Family{}};
  std::vector<Case> cases{Case{}};
  std::vector<CaseNo> open_cases;
  Decisions decisions;
  std::vector<Harm> harms;
  std::vector<Worry> worries;
  std::array<Register, agencies> registers;
  std::vector<std::pair<Agency, std::uint32_t>> waiting;  // records to write
  std::vector<bool> taken;                                // homes, by address
  std::vector<FamilyNo> expecting;                        // families with a baby due
  std::vector<PersonNo> fathers_alone;                    // live apart from their children, in the area
  std::vector<int> social_work_load;                      // open children by social worker, from 1
  std::uint32_t next_nhs = 0;
  Date start, end;   // of the step: events fall on start < day <= end
  double share = 1;  // of a month
  std::size_t children_here = 0;
  Systematic births_due, first_births, movers_out, home_educations;

  AddressNo addresses() const { return static_cast<AddressNo>(taken.size()); }
  // A place on the scale of neighbourhoods: 0 the poorest, towards 1 the wealthiest.
  double rank(AddressNo address) const { return static_cast<double>(address) / addresses(); }
  int age(PersonNo person, Date on) const { return age_in_years(people[person].born, on); }
  bool monthly(double chance) { return random.chance(chance * share); }
  Date day();                            // some day of the step
  Date late(Date on, double mean_days);  // when it was recorded
  bool falls_in_step(Date day) const { return day > start && day <= end; }

  PersonNo add_person(Person person);
  // The agency's record of the person, made now if it has none.
  Local know(Agency agency, PersonNo person, Date on);
  Local known(Agency agency, PersonNo person) const;
  void relearn(Agency agency, PersonNo person, Date on);  // the agency's record is brought up to date, if it has one
  void write_records();                                   // the persons rows that wait

  void involve(Agency agency, PersonNo person, Date on, Worker worker, std::string_view service, std::string_view team);
  void leave(Agency agency, PersonNo person, Date on, std::string_view reason);
  // `relation`: M F S P X G R, as relationship feeds write it.
  void tie(Feed feed, Agency agency, PersonNo child, PersonNo other, const char* relation, const char* lives, Date on);
  void unknown_adult(Feed feed, Agency agency, PersonNo child, bool male, const char* description, Date on);
  // The mother, the father and the partner, as far as this agency is told.
  void tie_parents(Feed feed, Agency agency, PersonNo child, Date on);

  void worry(Worry worry) {
    worry.order = static_cast<std::uint32_t>(worries.size());
    worries.push_back(worry);
  }
  void harm(PersonNo child, HarmType type, Date from, Date to);

  AddressNo home();                        // any free home
  AddressNo home_near(AddressNo address);  // in a like neighbourhood
  Worker health_visitor(AddressNo address) const;
  Worker practice(AddressNo address) const;
  Worker of_patch(std::string_view prefix, AddressNo address, int children_each) const;
};

// What a person's record shows, with the slips of the agency that keeps it (persons.cpp).
void write_person(World& world, Agency agency, std::uint32_t number);
std::string nhs_number(std::uint32_t serial);  // ten digits, from the 999 range kept for tests
bool has_check_digit(std::uint32_t serial);    // one in eleven has none and is never issued
std::string pupil_number(const Person& person, PersonNo number);
std::string address_line(const World& world, AddressNo address);
std::string postcode(const World& world, AddressNo address);
std::string school_name(const World& world, int school);

// The steps of a month, in this order.
void settle(World& world);             // settlement.cpp: who lives there at the start
void bear(World& world);               // births.cpp: pregnancies and births
void move(World& world);               // moves.cpp: couples, moves, in and out, coming of age
void bear_difficulties(World& world);  // difficulties.cpp: adults' difficulties and harm, beginning and ending
void keep_healthy(World& world);       // health.cpp: what every child meets
void attend_school(World& world);      // schooling.cpp
void serve_adults(World& world);       // adults.cpp: adult services, housing, probation
void police(World& world);             // policing.cpp
void answer(World& world);             // front_door.cpp: worries become contacts, some of them referrals
void work_cases(World& world);         // cases.cpp: assessment, enquiry, conference, plan, closing
void open_standing_cases(World& world);
void help_early(World& world);  // early_help.cpp

FamilyNo start_family(World& world, int children, bool newcomers, Date on);  // settlement.cpp
void name_child(World& world, PersonNo child);
void book(World& world, FamilyNo family, Date on, Date due);  // a pregnancy becomes known to midwifery
FamilyNo choose_expecting(World& world, Date on);
void welcome(World& world, FamilyNo family, Date on, bool standing);  // universal services learn of a family
void enrol(World& world, PersonNo child, Date on);                    // schooling.cpp
// A referral: a case for these children, or no further action.
void refer(World& world, FamilyNo family, const std::vector<PersonNo>& children, const char* source, Date on);
void plan_enquiry(World& world, CaseNo number, Date on);  // a section 47 enquiry on an open case
void advance_case(World& world, CaseNo number, Date until);
void begin_early_help(World& world, FamilyNo family, Date on);
void close_for(World& world, PersonNo child, Date on, const char* reason);  // leaves the place or comes of age
void missed_appointment(World& world, FamilyNo family, PersonNo child, Date on);

}  // namespace roundel::simulation
