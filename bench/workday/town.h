// The place that people work in: a small made-up district with accounts for everybody, made where the store is empty.
#pragma once

#include <string>
#include <vector>

#include "workday/plan.h"

namespace roundel::bench {

struct Child {
  std::string person;
  std::string name;
};
struct Seat {  // of one worker
  std::string login;
  std::vector<Child> caseload;  // may be empty
};
struct Town {
  std::string password;
  std::vector<Seat> seats;  // as the plan's workers
  std::vector<Child> children;
  std::vector<std::string> levels;  // of need, as the place has them
};

// Throws where the store cannot be filled or read.
Town town_of(const Asked& asked, const Plan& plan);

// What the ledger holds of what was acknowledged: each writing carries a mark of its own in its text.
struct Held {
  int lost = 0;     // acknowledged, and not there
  int doubled = 0;  // there more than once, or a concern decided more than once
};
Held held_in_ledger(const Asked& asked, const std::vector<std::string>& acknowledged);

}  // namespace roundel::bench
