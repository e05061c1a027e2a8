// How counts of people are told: none so small that somebody could be recognised, and none to be had by taking one
// number from another.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace roundel {

// How many. Nothing: withheld, because so few could be recognised.
using Count = std::optional<std::int64_t>;

inline constexpr std::int64_t smallest_told = 5;  // nought is told too

bool is_small(const Count& count);
// Few of many who are not in a count can be recognised as well as few who are.
bool gives_away(const Count& part, const Count& whole);
// Counts that add up to one told elsewhere: where one alone is withheld it could be worked out, so that the smallest
// other goes too. True where something was withheld.
bool withhold_a_second(std::span<Count* const> counts);

}  // namespace roundel
