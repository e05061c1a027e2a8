// The clocks that are running for a child: every rule of the standards against the entries that start and meet it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "response/response.h"

namespace roundel {

// `entries` are those about one child as a child. Running and late ones first, by due date; then those that were met,
// newest first. A clock whose due date cannot be worked out (bank holidays not known) is left out and told in
// `problems`, which may be nullptr.
std::vector<RunningClock> fold_clocks(std::span<const Entry* const> entries, const Standards& standards, AskedOn on,
                                      std::vector<Error>* problems);

}  // namespace roundel
