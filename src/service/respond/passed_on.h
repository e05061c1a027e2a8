// What a service passed on, by form or by its feed, and what became of it: nobody who sends something is left
// wondering.
#pragma once

#include "service/service.h"

namespace roundel::service {

inline constexpr int passed_on_a_page = 20;

struct PassedOnRow {
  bool told =
      false;       // what was said, and about whom: only where the caller reads what their service holds of the child
  ConcernRow row;  // where not told: when, what way it came, and what became of it, without a word of the child
};
struct PassedOnPage {
  std::vector<PassedOnRow> rows;  // newest first
  std::int64_t all = 0;
  std::int64_t waiting = 0;  // of all: nobody decided yet
  int page = 1;
  int pages = 1;
};
// Of the caller's service, whoever of it sent it. `page` from 1; a page beyond the last is the last.
Result<PassedOnPage> see_passed_on(Desk&, const Caller&, int page = 1);

}  // namespace roundel::service
