// The children with an open need whom nobody is recorded to have met for longer than their plan, age or need allows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/service.h"
#include "standards/sight.h"

namespace roundel::service {

struct OutOfSightRow {
  PersonId child;
  std::string name;
  std::string age;
  std::vector<std::string> agencies;  // names of those that hold the open need
  Date open_since;
  std::optional<Date> last_seen;
  SightRule rule;  // the one that allows the fewest days
  int days = 0;    // since last seen, or since the need was opened where that was later
};
struct OutOfSightPage {
  std::vector<OutOfSightRow> rows;  // by the day since which nobody saw the child: a date, not a measure of need
  int with_open_need = 0;           // children whom the caller works with
  Date on;
  std::vector<SightRule> rules;
};
// Of the children whom the caller works with: see see_changes.
Result<OutOfSightPage> see_out_of_sight(Desk&, const Caller&);

}  // namespace roundel::service
