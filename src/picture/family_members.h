// The people around one child: ties folded to one line a person, siblings found through shared parents.
#pragma once

#include <optional>
#include <vector>

#include "picture/picture.h"

namespace roundel {

// What all statements together say of one person's tie to the child.
struct FamilyTie {
  PersonId person;
  Relation relation = Relation::other;
  Residence residence = Residence::unknown;
  std::optional<Date> since;
  std::optional<Date> until;
};

// In the order mother, father, parent, …, siblings, others; without unknown adults, who have no record of their own.
// Nobody is inferred but siblings: a father who is nowhere recorded does not appear.
std::vector<FamilyTie> family_ties(const FamilyEntries& known);

std::vector<FamilyMember> family_members(const FamilyEntries& known, const Standards& standards);

}  // namespace roundel
