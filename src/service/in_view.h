// The children whom a caller works with, as a query over the tables.
#pragma once

#include <string>
#include <vector>

#include "service/parts.h"

namespace roundel::service {

struct InView {
  std::string children;            // the query for them, as `person`
  std::vector<store::Cell> cells;  // what it asks with
};
// Their own caseload; with the team's also every child with a concern or with open early help or social care.
InView in_view_of(const Desk::Parts& parts, const Caller& caller, bool with_the_teams);

}  // namespace roundel::service
