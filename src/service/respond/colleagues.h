// Who works for a service, by the accounts of the place.
#pragma once

#include <map>
#include <string>

#include "service/parts.h"

namespace roundel::service {

// The names of those who have an account, by the code they are known by in entries. Of two accounts of one code the
// name of the one whose login comes first.
using NamesOfService = std::map<PractitionerId, std::string>;
Result<NamesOfService> names_of_service(Desk::Parts& parts, const AgencyId& agency);
// The code itself where it has no account.
std::string name_in(const NamesOfService& names, const PractitionerId& one);

}  // namespace roundel::service
