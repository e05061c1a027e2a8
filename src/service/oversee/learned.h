// What two services learned from what one of them passed on, and what they change in what is sent. An entry about
// nobody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "response/loop_change.h"
#include "service/service.h"

namespace roundel::service {

struct LearnedForm {
  LoopKey about;          // one source and kind
  std::string learned;    // in plain words
  std::string change;     // what will be sent otherwise
  std::string agreed_by;  // who, for both services
  Date from;              // the first day of it
  std::string key;        // idempotency key made with the form: sending it twice records it once
};
struct Learned {
  EntryId entry;
  LoopKey about;
  std::string learned, change, agreed_by;
  Date from;
  Timestamp at;
  std::string agency_name;                 // whose manager wrote it down
  std::optional<LoopComparison> compared;  // nothing: too few weeks, or longer ago than the loop is counted
};
Done record_learned(Desk&, const Caller&, const LearnedForm&);

// Of those entries, newest first, without what is compared: of the use case that shows them.
Result<std::vector<Learned>> all_learned(Desk&);

}  // namespace roundel::service
