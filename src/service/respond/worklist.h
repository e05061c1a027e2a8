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
  bool may_open = false;               // the caller may read the child's picture; else only what they have to do
};
// Handed over and not taken back, for one child.
struct HandedOver {
  Handover handover;
  PersonId child;
  std::string name;
  bool back_is_past = false;  // whoever was away should be here again
};
// A worklist has three parts: what is late, either way; what is to do; what waits for somebody else. Each stands in the
// order of the moment from which it is late, hours before days.
enum class WorkPart { all, late, to_do, waiting };
std::string_view word(WorkPart part);                     // "to-do"
Result<WorkPart> parse_work_part(std::string_view word);  // empty: all

inline constexpr int work_a_page = 25;  // pieces of each part: what somebody looks through at one sitting
struct WorkShown {
  WorkPart part = WorkPart::all;  // of all parts the first page, or of one part any page
  int page = 1;
};
// In pieces: what is open for siblings together is one.
struct WorkTotals {
  std::int64_t late = 0;
  std::int64_t to_do = 0;
  std::int64_t waiting = 0;
  std::int64_t not_told = 0;  // also on this list; rests on what the caller may not read
};
struct WorkPage {
  WorkOf of = WorkOf::mine;
  WorkShown shown;
  WorkTotals totals;                    // however few are shown
  std::vector<WorkRow> late;            // the longest late first
  std::vector<WorkRow> to_do;           // the first day due first
  std::vector<WorkRow> waiting;         // for somebody else
  std::vector<HandedOver> handed_over;  // by or to the caller, or within the service
  bool may_see_others = false;          // the lists of the service and the team are open to the caller
  Date on;

  std::int64_t total_of(WorkPart part) const;
  int pages() const;  // of the part that is shown
};
// Tells only what rests on an entry that the caller may read, what their service passed on or asked, and what their
// service is asked or a plan gives it to do. The lists of the service and of the team need a right of their own.
Result<WorkPage> see_work(Desk&, const Caller&, WorkOf of, const WorkShown& shown = {});
// All of the caller's own, for use cases of this room that came in by a door of their own.
Result<WorkPage> all_work_of(Desk::Parts&, const Caller&);

}  // namespace roundel::service
