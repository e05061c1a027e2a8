// The people of the simulated place as they truly are: what every agency sees only in part.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/date.h"
#include "simulation/names.h"

namespace roundel::simulation {

using PersonNo = std::uint32_t;  // 0: nobody
using FamilyNo = std::uint32_t;
using CaseNo = std::uint32_t;     // 0: none
using AddressNo = std::uint32_t;  // low numbers stand in poorer streets

inline constexpr PersonNo nobody = 0;
inline constexpr Date never{std::numeric_limits<std::int32_t>::max() / 2};
inline constexpr Date long_ago{std::numeric_limits<std::int32_t>::min() / 2};

enum class HarmType : std::uint8_t { neglect, emotional, physical, sexual, exploitation };

struct Harm {
  PersonNo child = nobody;
  HarmType type{};
  Date from, to;
};

struct Person {
  Date born;  // or due, while unborn
  Date died = never;
  FamilyNo family = 0;  // the household it lives in, or last lived in
  AddressNo address = 0;
  std::uint32_t nhs = 0;  // six digits between the test prefix and the check digit
  PersonNo mother = nobody, father = nobody;
  NameNo forename = 0, middle = 0, surname = 0, previous = 0;
  std::uint8_t heritage = 0;
  bool male = false;
  bool here = true;  // lives in the area
  bool unborn = false;
  bool twin = false;

  // Of a child only.
  bool disabled = false, special_needs = false, troubled = false;  // troubled: needs mental health support
  bool home_educated = false, schooled_elsewhere = false, looked_after = false, safeguarded = false;
  std::uint8_t plans = 0;    // protection plans so far
  std::uint16_t school = 0;  // of this place; 0: none
  CaseNo open_case = 0;
  Date last_referral = long_ago;
  std::array<Date, 3> harmed_until{long_ago, long_ago, long_ago};  // physical, sexual, exploitation
  bool is_harmed(HarmType type, Date on) const { return harmed_until[static_cast<std::size_t>(type) - 2] > on; }
};

struct Family {
  PersonNo mother = nobody;
  PersonNo partner = nobody;  // who lives with her
  PersonNo former = nobody;   // who last moved out
  bool partner_named = true;  // false: services see an adult and learn no name
  bool here = true;
  bool learning_disability = false;
  bool mother_unwell = true;  // whose mental health; else the partner's
  bool mother_uses = false;   // who misuses; else the partner
  bool in_treatment = false;  // for substance misuse
  bool under_care = false;    // of adult mental health
  bool tenant = false;        // of the council or a housing association
  float vulnerability = 1;    // mean about 1 over the place
  AddressNo address = 0;
  std::vector<PersonNo> children;  // under 18, of this household or placed from it
  Date unwell_until = long_ago, uses_until = long_ago, violent_until = long_ago, unhoused_until = long_ago;
  Date neglect_until = long_ago, emotional_until = long_ago;
  Date due = never;
  std::array<PersonNo, 2> unborn{};
  std::array<Date, 3> incidents{long_ago, long_ago, long_ago};  // latest police incidents, newest first
  std::array<Date, 2> missed{long_ago, long_ago};               // latest appointments children were not brought to
  CaseNo open_case = 0;
  Date early_help_until = long_ago;
  std::uint16_t early_help_worker = 0;

  // How many kinds of difficulty the adults live with.
  int difficulties(Date on) const {
    return (unwell_until > on) + (uses_until > on) + (violent_until > on) + (unhoused_until > on) + learning_disability;
  }
  bool neglects(Date on) const { return neglect_until > on; }
  bool harms_emotionally(Date on) const { return emotional_until > on; }
};

}  // namespace roundel::simulation
