// The children in need census: what intake.h does not say of it.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/result.h"
#include "intake/intake.h"

namespace roundel::intake {

// How the census is called in keys and in the quarantine.
inline constexpr std::string_view cin_census_feed = "social-care.cin-census";

// A bigger file is no census of one authority, and a deeper one no census at all.
inline constexpr std::size_t largest_census = std::size_t{256} << 20;
inline constexpr int deepest_census = 32;

// Reads a rejected element again, corrected: `raw` is the message of one child that came with the rejection. Entries
// of the child that were taken before have the same keys again and add nothing. Errors name the original place.
Result<Taken> read_corrected_census(const Place& original, std::string_view raw, const Standards& standards,
                                    const Sink& sink);

}  // namespace roundel::intake
