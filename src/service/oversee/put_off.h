// What somebody put off on the list of changes: which rows count for a caller, and what they hold back.
#pragma once

#include <vector>

#include "service/parts.h"

namespace roundel::service {

// The joint team and its managers work from one list, everybody else from their own.
inline bool works_from_the_team_list(const Caller& caller) {
  return caller.role == "joint-team" || caller.role == "manager";
}

// Put off on the caller's list and coming back on `since` or later; the first to come back first. Names and ages are
// left empty.
Result<std::vector<PutOff>> put_off_on_list_of(Desk::Parts& parts, const Caller& caller, Date since);

// Held back today: not yet come back, and the change was there when it was put off.
inline bool holds_back(const PutOff& put_off, const Change& change, Date today) {
  return put_off.child == change.child && put_off.until > today && change.at <= put_off.at;
}

}  // namespace roundel::service
