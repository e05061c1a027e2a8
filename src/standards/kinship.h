// What a person is to a child, as bits: one for each tie and where the person lives, so that "about non-resident
// father" is one `and`. One person may be several. The rules, their proof and their evaluation read the same bits.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "standards/rule.h"

namespace roundel {

using Kinship = std::uint32_t;
namespace kinship {

constexpr Kinship child = 1;

// A tie takes three bits: not said where they live, with the child, elsewhere.
enum class Tie { mother, father, partner, former_partner, parent, sibling, other };
constexpr int ties = 7;
constexpr Kinship bit(Tie tie, Living living) {
  return Kinship{1} << (1 + 3 * static_cast<int>(tie) + static_cast<int>(living));
}
constexpr Kinship anywhere(Tie tie) {
  return bit(tie, Living::anywhere) | bit(tie, Living::resident) | bit(tie, Living::elsewhere);
}

// Of one entry: the person lived with the child on its day. The child always does, where the day is known.
constexpr Kinship household_then = Kinship{1} << (1 + 3 * ties);

}  // namespace kinship

Kinship kinship_of(const Who& who);                              // whom a condition may be about
std::optional<kinship::Tie> tie_of_role(std::string_view role);  // what the role of family.relationship makes a person

}  // namespace roundel
