// Inside social care: the rates its process is tuned by, and the writing of its steps.
#pragma once

#include "simulation/world.h"

namespace roundel::simulation {

// Shares and lengths of the process. The published rates emerge from these together with the place's needs.
struct Practice {
  double no_action = 0.065;          // of referrals
  double not_in_need = 0.329;        // of assessed: 30.8 % of all referrals
  double in_time = 0.857;            // assessments within 45 working days
  double enquiry = 0.50;             // of families assessed as in need
  double enquiry_after_plan = 0.66;  // the same, where a child was on a plan before
  double conference = 0.287;         // of enquiries
  double conference_after_plan = 0.43;
  double plan = 0.858;                // of conferences
  double conference_in_time = 0.814;  // within 15 working days
  double care = 0.065;                // of in-need cases, decided when assessed
  double care_from_plan = 0.16;       // of protection plans
  double long_term = 0.11;            // of in-need cases without a plan: disabled children
  double in_need_days = 160;          // mean length of a child in need plan
  double long_term_days = 900;
  double plan_days = 298;    // mean, after the first review at 75 days or more
  double care_short = 0.40;  // of placements, with a mean of 90 days
  double care_long_days = 2600;
};
inline constexpr Practice practice;

// One row for each child, counted in the tally.
struct Said {
  std::string_view type;
  Date on;
  Date recorded;
  std::string_view source = {}, outcome = {};
  bool no_further_action = false;
};
void say(World& world, const Case& open, const Said& said, std::initializer_list<Field> fields = {});
void say_of(World& world, const Case& open, PersonNo child, const Said& said, std::initializer_list<Field> fields = {});
Date after_weekdays(Date from, int days);
void schedule(Case& open, Date on, Step::What what);
void start_in_need_plan(World& world, Case& open, Date on);
void start_protection_plan(World& world, Case& open, Date on);
void start_care(World& world, Case& open, Date on, double mean_days);
void close_case(World& world, CaseNo number, Date on, const char* reason);
CaseNo new_case(World& world, FamilyNo family, const std::vector<PersonNo>& children, Date on);

}  // namespace roundel::simulation
