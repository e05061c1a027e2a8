// The identifiers that services write on a child: check digits, nothing else. Validity says nothing of whose it is.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace roundel {

// NHS number: ten digits, weights 10..2, check = 11 - (sum mod 11), 11 counts as 0 and 10 is never issued.
// Accepts spaces and hyphens between groups; returns the ten digits.
Result<std::string> parse_nhs_number(std::string_view text);

// Unique pupil number: a check letter, the code of the local authority, eleven further characters; the letter is
// the sum of digit x position (2..13) mod 23 over A-Z without I, O, S. A temporary number ends in a letter.
Result<std::string> parse_upn(std::string_view text);

}  // namespace roundel
