// The rows that follow from single entries, brought up to date for some records and people alone. Each within the
// transaction that appended the entries.
#pragma once

#include <set>

#include "service/parts.h"

namespace roundel::service {

// How a record is found by name and by date of birth, after its details changed.
Done follow_details(Desk::Parts& parts, const SourceId& record);

// Ties, involvements, concerns and requests of these people, from the entries about their records and about whoever
// those name.
Done rewrite_rows(Desk::Parts& parts, const std::set<PersonId>& people);

// A record that was not there before: a person of its own until it is linked, found by name at once. The children's
// findings and work are not yet brought up to date by it.
Done follow_new_record(Desk::Parts& parts, const SourceId& record);

}  // namespace roundel::service
