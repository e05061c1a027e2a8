// What became of what was passed on in two years, source by source: the loop of what nothing followed, end to end; what
// services learned from it, and whether it helped.
#pragma once

#include "response/loop.h"
#include "service/oversee/learned.h"
#include "service/service.h"

namespace roundel::service {

inline constexpr int months_of_loop = 24;  // so that most of it had twelve months to come back

struct ReferralLoop {
  Date from, on;
  std::vector<LoopRow> rows;     // small counts withheld
  std::vector<Learned> learned;  // newest first
  bool may_record = false;       // the caller may write down what was learned
};
// From the table `passed_on`: what feeds told since the last assessment is not in it yet.
Result<ReferralLoop> see_referral_loop(Desk&, const Caller&);

}  // namespace roundel::service
