// Worklists: what is mine, what waits for somebody else and for whom, what is late; of one person, of a service, of the
// joint team.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "response/handover.h"
#include "response/worklist.h"
#include "service/service.h"

namespace roundel::service {

enum class WorkOf { mine, service, team };
std::string_view word(WorkOf of);  // "service"
Result<WorkOf> parse_work_of(std::string_view word);

struct WorkSibling {
  PersonId child;
  std::string name;
  std::string age;
};
struct WorkRow {
  OpenWork work;
  PersonId child;
  std::string name;
  std::string age;
  std::vector<WorkSibling> also = {};  // other children for whom the same is open: recorded once, done once
  std::string waits_for;               // who has to act, in words
  std::string asked_by;                // name of the agency that waits; empty: everybody who works with the child
  std::vector<std::string> named;      // who of the caller's service is named for the child
  bool to_do = false;                  // by whom the list is of; else it waits for somebody else
};
// Handed over and not taken back, for one child.
struct HandedOver {
  Handover handover;
  PersonId child;
  std::string name;
  bool back_is_past = false;  // whoever was away should be here again
};
struct WorkPage {
  WorkOf of = WorkOf::mine;
  std::vector<WorkRow> late;            // either way; the longest late first
  std::vector<WorkRow> to_do;           // the first day due first
  std::vector<WorkRow> waiting;         // for somebody else
  std::vector<HandedOver> handed_over;  // by or to the caller, or within the service
  int children = 0;                     // that were looked at
  bool more = false;                    // there are more children than one list takes
  bool may_see_others = false;          // the lists of the service and the team are open to the caller
  Date on;
};
// Tells only what rests on an entry that the caller may read, what they passed on or asked, and what their service is
// asked. The lists of the service and of the team need a right of their own.
Result<WorkPage> see_work(Desk&, const Caller&, WorkOf of);
// The same for use cases of this room that came in by a door of their own.
Result<WorkPage> work_of(Desk::Parts&, const Caller&, WorkOf of);

}  // namespace roundel::service
