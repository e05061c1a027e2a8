// Needs over time: how many entries of need and of protection fell in each month, by side of the assessment triangle.
#pragma once

#include <optional>
#include <vector>

#include "picture/picture.h"

namespace roundel {

// Which column of a month an entry counts in.
enum class NeedSide { development, parenting, family, protective };

// Nothing where the entry is not one of need or protection, or not about the child or an adult who cares for them.
std::optional<NeedSide> need_side(const Entry& entry, const FamilyEntries& known, const Standards& standards,
                                  const std::vector<FamilyMember>& family);

// From the first month that counts to the month of `known.on`; empty where none counts.
std::vector<NeedsMonth> needs_of(const FamilyEntries& known, const Standards& standards,
                                 const std::vector<FamilyMember>& family, std::optional<Date> born);

}  // namespace roundel
