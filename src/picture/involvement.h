// Who is involved: services that said they began, and agencies that act for the child without ever saying so.
#pragma once

#include <vector>

#include "picture/picture.h"

namespace roundel {

// How long an agency that never said it was involved counts as involved after its last entry.
inline constexpr int months_until_silent = 24;

// One service's stretch of involvement, folded from involvement.started and involvement.ended. Whoever takes over work
// is named from then on.
struct Spell {
  AgencyId agency;
  PractitionerId practitioner;  // code; may be empty
  std::string service;
  std::string practitioner_name;
  std::string contact;
  Date since;
  std::optional<Date> until;
};

// A spell an agency, service and practitioner. An end closes the open spells of the practitioner who records it, or
// where there is none of theirs, all open spells of the agency. `about_child` may stand in any order.
std::vector<Spell> involvement_spells(const std::vector<const Entry*>& about_child);

// Does the entry show that its agency acts for the child: not its register of people, not what it asked or
// was asked, not the program's own entries.
bool shows_involvement(const Entry& entry, const Vocabulary& vocabulary);

std::vector<Involvement> involvement_of(const FamilyEntries& known, const Standards& standards);

}  // namespace roundel
