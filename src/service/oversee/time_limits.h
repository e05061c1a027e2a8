// How time limits were kept in the last twelve months, and what is open now: for the page that managers look at often.
#pragma once

#include "oversight/oversight.h"
#include "service/service.h"

namespace roundel::service {

// The clocks of see_oversight for the twelve months up to today, counted from the table `clock_run` instead of the
// whole ledger. Nothing else of the answer is filled.
Result<Oversight> see_time_limits(Desk&, const Caller&);

}  // namespace roundel::service
