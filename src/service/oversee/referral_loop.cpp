#include "service/oversee/referral_loop.h"

#include "service/parts.h"

namespace roundel::service {

Result<ReferralLoop> see_referral_loop(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_oversight); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  ReferralLoop out{.from = parts.today().plus_months(-24).plus_days(1), .on = parts.today(), .rows = {}};
  LoopFold fold(parts.standards);
  Membership members;
  const auto read = parts.ledger->read_all(parts.area, 0, [&](const Entry& entry) {
    members.apply(entry);
    fold.add(entry);
    return true;
  });
  if (!read) return fail(read.error());
  out.rows =
      published(fold.finish([&](const SourceId& source) { return members.person_of(source); }, out.from, out.on));
  return out;
}

}  // namespace roundel::service
