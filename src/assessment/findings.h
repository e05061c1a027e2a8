// All findings of one child on one day, in the order in which they are read: risks first, the highest level first, then
// what protects; among equals in the order of the standards.
#pragma once

#include <vector>

#include "assessment/assessment.h"
#include "assessment/columns.h"
#include "assessment/evaluation.h"

namespace roundel {

// The order of the indicators by what they suggest; worked out once for many children.
std::vector<std::size_t> reading_order(const Standards& standards);

// Appends what holds, as numbers. `evaluation` looks at the child already.
void find_held(const Evaluation& evaluation, const std::vector<std::size_t>& order, std::vector<HeldRule>& held,
               std::vector<Evidence>& evidence);

// One of them in the words of the standards.
Finding told(const HeldRule& held, std::span<const Evidence> evidence, const Columns& columns,
             const Standards& standards);

// Both. Replaces `out`.
void find_all(const Evaluation& evaluation, const Columns& columns, const Standards& standards,
              const std::vector<std::size_t>& order, std::vector<Finding>& out);

}  // namespace roundel
