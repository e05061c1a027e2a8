// What became of what was passed on in a year, source by source: the loop of what nothing followed, end to end.
#pragma once

#include "response/loop.h"
#include "service/service.h"

namespace roundel::service {

struct ReferralLoop {
  Date from, on;
  std::vector<LoopRow> rows;  // small counts withheld
};
// What was passed on in the two years up to today, so that most of it had twelve months to come back.
Result<ReferralLoop> see_referral_loop(Desk&, const Caller&);

}  // namespace roundel::service
