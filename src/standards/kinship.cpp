#include "standards/kinship.h"

#include <initializer_list>

namespace roundel {
namespace {

using kinship::Tie;

Kinship of_ties(std::initializer_list<Tie> ties, Living living) {
  Kinship out = 0;
  for (const Tie tie : ties) out |= living == Living::anywhere ? kinship::anywhere(tie) : kinship::bit(tie, living);
  return out;
}

Kinship of_everybody(Living living) {
  return of_ties({Tie::mother, Tie::father, Tie::partner, Tie::former_partner, Tie::parent, Tie::sibling, Tie::other},
                 living);
}

}  // namespace

Kinship kinship_of(const Who& who) {
  switch (who.whom) {
    case Whom::child:
      return kinship::child;
    case Whom::mother:
      return of_ties({Tie::mother}, who.living);
    case Whom::father:
      return of_ties({Tie::father}, who.living);
    case Whom::partner:
      return of_ties({Tie::partner, Tie::former_partner}, who.living);
    case Whom::former_partner:
      return of_ties({Tie::former_partner}, who.living);
    case Whom::parent:
      return of_ties({Tie::mother, Tie::father, Tie::parent}, who.living);
    case Whom::sibling:
      return of_ties({Tie::sibling}, who.living);
    case Whom::household:
      return kinship::child | of_everybody(Living::resident);
    case Whom::household_then:
      return kinship::household_then;
    case Whom::adult:
      return of_everybody(who.living) & ~kinship::anywhere(Tie::sibling);
    case Whom::family:
      return kinship::child | of_everybody(Living::anywhere) | kinship::household_then;
  }
  return 0;
}

std::optional<kinship::Tie> tie_of_role(std::string_view role) {
  if (role == "mother") return Tie::mother;
  if (role == "father") return Tie::father;
  if (role == "parent") return Tie::parent;
  if (role == "partner" || role == "step-parent") return Tie::partner;
  if (role == "ex-partner") return Tie::former_partner;
  if (role == "sibling") return Tie::sibling;
  if (role == "carer" || role == "grandparent" || role == "relative" || role == "other") return Tie::other;
  return {};
}

}  // namespace roundel
