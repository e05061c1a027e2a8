// Concerns of a list, whichever way they came: found in the tables, and read child by child.
#pragma once

#include <string_view>
#include <vector>

#include "service/family_loader.h"

namespace roundel::service {

// The rows of a query for person, entry and a moment.
Result<std::vector<WaitingConcern>> asked_for(Desk::Parts& parts, std::string_view query,
                                              const std::vector<store::Cell>& cells);
// What waits for a decision: first what people passed on, for which a time limit runs, then what feeds told not too
// long ago; of each, the oldest first.
Result<std::vector<WaitingConcern>> all_waiting(Desk::Parts& parts);
// Each child is read once, however many of the list are about it.
Result<std::vector<ConcernRow>> rows_of(Desk::Parts& parts, const std::vector<WaitingConcern>& listed, Since since);
Result<ConcernRow> row_of(Desk::Parts& parts, const PersonId& child, const EntryId& entry);

}  // namespace roundel::service
