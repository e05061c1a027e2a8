// How old a child is, in the words a practitioner would use.
#pragma once

#include <string>

#include "core/date.h"

namespace roundel {

inline constexpr int adult_years = 18;

// "5 days", "6 weeks", "7 months", "3 years 2 months", from 18 on "34 years". Precondition for a sensible answer:
// `born` not after `on`; otherwise "not yet born".
std::string age_in_words(Date born, Date on);

}  // namespace roundel
