// Keeps what is derived up to date, child by child, when a use case appends.
#pragma once

#include <set>

#include "service/parts.h"

namespace roundel::service {

// Brings what is derived about these children, and about the other children of their families, up to today. Within the
// transaction that appended the entries.
Done refresh_families(Desk::Parts& parts, const std::set<PersonId>& children);
// The same about these children alone: what a table held of all of them goes, and comes anew, in one step.
Done refresh_each(Desk::Parts& parts, const std::set<PersonId>& children);
// Takes away findings and changes of somebody who is no child, or no person any more. What was passed on about them
// stays counted: it is brought up to date.
Done forget_child(Desk::Parts& parts, const PersonId& person);
// What is open for somebody, a child or grown up: it waits until somebody does it. With the time limits that ran.
Done refresh_work(Desk::Parts& parts, const PersonId& person);

}  // namespace roundel::service
