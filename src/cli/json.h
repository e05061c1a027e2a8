// JSON for the few small answers of the command line. The picture's JSON is the web's own.
#pragma once

#include <string>
#include <string_view>

#include "core/small_counts.h"

namespace roundel::cli {

std::string json_text(std::string_view text);  // "…" with what must be escaped escaped
std::string json_count(const Count& count);    // null where it is withheld

}  // namespace roundel::cli
