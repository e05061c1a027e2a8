// Whose pictures another edition of the standards would change, as it is printed: how many by finding first, then which
// children, by reference.
#pragma once

#include <cstddef>
#include <string>

#include "service/oversee/whose_pictures.h"

namespace roundel::cli {

// Of each finding at most `most` children are named, those gained and those lost each for themselves; how to see the
// others is said.
inline constexpr std::size_t children_named = 12;
std::string in_words(const service::WhosePictures& pictures, std::size_t most);
// All of them.
std::string in_json(const service::WhosePictures& pictures);

}  // namespace roundel::cli
