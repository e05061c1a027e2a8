#include "service/oversee/referral_loop.h"

#include "service/derived/passed_on_rows.h"

namespace roundel::service {

Result<ReferralLoop> see_referral_loop(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_oversight); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const Date on = parts.today();
  ReferralLoop out{.from = on.plus_months(-months_of_loop).plus_days(1),
                   .on = on,
                   .rows = {},
                   .learned = {},
                   .may_record = access::decide(caller, access::UseCase::record_learned, parts.rules).allowed};
  const auto all = passed_on_since(parts, out.from.plus_months(-months_of_coming_back));
  if (!all) return fail(all.error());
  out.rows = published(count_loop(*all, parts.standards, out.from, on));
  auto learned = all_learned(desk);
  if (!learned) return fail(learned.error());
  out.learned = std::move(*learned);
  for (Learned& one : out.learned)
    if (one.from >= out.from) one.compared = compare_loop(*all, one.about, one.from, on);
  return out;
}

}  // namespace roundel::service
