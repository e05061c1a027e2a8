// Who the child is: the best current value of each field, and where agencies differ.
#pragma once

#include <string>

#include "picture/picture.h"

namespace roundel {

IdentityBar identity_bar(const FamilyEntries& known, const Standards& standards);

// Ten digits as 943 476 5919; anything else as it stands.
std::string grouped_nhs_number(const std::string& digits);

// The meaning of a code in words ("Female"); the code itself where the set does not know it; empty for "not known".
std::string sex_in_words(const std::string& code, const Standards& standards);

}  // namespace roundel
