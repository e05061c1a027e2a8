// The use cases that look at the system as a whole: oversight, learning, and a statutory return from the same record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "learning/learning.h"
#include "oversight/oversight.h"
#include "returns/cin_return.h"
#include "service/derived/projections.h"
#include "service/service.h"

namespace roundel::service {

struct SeeOversight {
  std::optional<Date> from;  // nothing: a year before `on`
  std::optional<Date> on;    // nothing: today
  int out_of_sight_days = 42;
  bool publish = false;  // small counts withheld, no list of children
};
Result<Oversight> see_oversight(Desk& desk, const Caller& caller, const SeeOversight& asked,
                                const StageProgress& progress = {});

Result<Learning> see_learning(Desk& desk, const Caller& caller);

struct CinReturnMade {
  CinReturn cin;
  std::vector<CinProblem> problems;  // errors and queries
  bool may_leave = false;
  std::string xml;  // empty where the return may not leave and no draft was asked for
};
Result<CinReturnMade> make_cin_return(Desk& desk, const Caller& caller, int year, bool draft,
                                      const StageProgress& progress = {});

}  // namespace roundel::service
