// Handing work over and taking it back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/service.h"

namespace roundel::service {

struct Colleague {
  PractitionerId practitioner;
  std::string name;
  int children = 0;  // for whom they are named
};
// Who can hand over and take over: of the caller's service. A manager may hand over for others.
struct HandOverPage {
  std::vector<Colleague> from;  // the caller, or everybody of the service who is named for a child
  std::vector<Colleague> to;    // everybody of the service with an account
};
struct HandOverForm {
  PractitionerId from;
  PractitionerId to;
  std::optional<Date> back;
  std::string reason;
  std::string key;  // idempotency key made with the form
};

Result<HandOverPage> see_hand_over(Desk&, const Caller&);
// An entry for each child whom `from` is named for. Answers how many; sending the form again hands over nothing more.
Result<int> hand_over_work(Desk&, const Caller&, const HandOverForm&);
// By who handed over, who took over, or a manager of that service.
Done take_back_work(Desk&, const Caller&, const PersonId& child, const EntryId& handover);

struct HandoverOfChild {
  PersonId child;
  EntryId handover;
};
// All that was handed over when somebody went away, now that they are back. Where one cannot be taken back, those
// before it are; sending it again goes on from there.
Done take_back_several(Desk&, const Caller&, const std::vector<HandoverOfChild>&);

}  // namespace roundel::service
