// What a desk holds, for the use cases of this room only.
#pragma once

#include <memory>
#include <string>

#include "intake/intake.h"
#include "service/families.h"
#include "service/service.h"
#include "standards/vignettes.h"

namespace roundel::service {

struct Desk::Parts {
  Options options;
  AreaCode area;
  bool demonstration = false;
  Standards standards;
  std::vector<Vignette> vignettes;
  access::Rules rules;
  std::unique_ptr<store::Database> database;
  std::optional<Ledger> ledger;
  Families families;

  Timestamp now() const { return options.clock(); }
  Date today() const { return now().date(); }
  bool in_joint_team(const AgencyId& agency) const;
  std::string random_hex(std::size_t bytes) const;
};

// Who signs in under this name; nothing where nobody does.
Result<std::optional<Caller>> caller_of_account(Desk::Parts& parts, const std::string& login);

// What was assessed no longer rests on all that is known: feeds or links came.
Done forget_assessment(Desk::Parts& parts);

// Decides whether the caller may do this at all, and logs the decision. Refused where not.
Done enter(Desk& desk, const Caller& caller, access::UseCase use_case);
// The same about a child: how the caller stands to the child decides how much may be read. Refused where not.
Result<access::Decision> enter_about(Desk& desk, const Caller& caller, access::UseCase use_case, const PersonId& child,
                                     access::Tie tie);
// Decides and logs like enter_about, and leaves it to the use case what to show to one who may not enter.
Result<access::Decision> knock(Desk& desk, const Caller& caller, access::UseCase use_case, const PersonId& child,
                               access::Tie tie);

}  // namespace roundel::service
