// The front door by family: what waits about brothers and sisters together, with what else was told of the same event.
#pragma once

#include "service/parts.h"

namespace roundel::service {

// Places in `queue` of the concerns about the children of the same parents, oldest first; whose waits longest stands
// first. Reads nothing but who the parents are.
Result<std::vector<std::vector<std::size_t>>> by_family(Desk::Parts& parts, const std::vector<WaitingConcern>& queue);

// What waits about one family: `rows` of `waiting`, as see_front_door lists it. Content that is not shared with the
// joint team is left out.
Result<FamilyInbox> inbox_of(Desk::Parts& parts, const std::vector<ConcernRow>& waiting,
                             const std::vector<std::size_t>& rows);

// What else waits of the event that the concern tells of, by the rule of the inbox: each once, oldest first. Nothing
// where the concern itself waits no more.
Result<std::vector<ConcernRow>> waits_with(Desk::Parts& parts, const WhichConcern& which);

}  // namespace roundel::service
