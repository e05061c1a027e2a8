// The clocks that are running for a child: every rule of the standards against the entries that start and meet it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "response/response.h"

namespace roundel {

// Running and late ones first, by due date; then those that were met, newest first. A clock whose due date cannot be
// worked out (bank holidays not known) is left out and told in `problems`, which may be nullptr.
std::vector<RunningClock> fold_clocks(std::span<const Entry* const> entries, const Standards& standards, AskedOn on,
                                      std::vector<Error>* problems);

// By when what a feed told the front door is to be decided: from the moment it reached the record, as of `on`. Nothing
// where social care's own feed answered it, no edition ruled that day, or a holiday is not known.
std::optional<RunningClock> clock_of_notification(const Concern& told, const Standards& standards, AskedOn on);

}  // namespace roundel
