// The front door by family: what waits about brothers and sisters together, with what else was told of the same event.
#pragma once

#include "service/parts.h"

namespace roundel::service {

// `waiting` as see_front_door lists it. Content that is not shared with the joint team is left out.
Result<std::vector<FamilyInbox>> inbox_by_family(Desk::Parts& parts, const std::vector<ConcernRow>& waiting);

}  // namespace roundel::service
