// Concerns with what became of them: concern.raised, response.decided and response.feedback, folded.
#pragma once

#include <span>
#include <vector>

#include "response/response.h"

namespace roundel {

// Newest first. Decisions and feedback find their concern by its id, never by order.
std::vector<Concern> fold_concerns(std::span<const Entry* const> entries);

// Gives each concern the last decision that names it, and what its referrer was last told.
void add_decisions(std::vector<Concern>& concerns, std::span<const Entry* const> entries);

}  // namespace roundel
