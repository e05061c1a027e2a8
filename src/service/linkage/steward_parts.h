// Pieces of the steward's use cases.
#pragma once

#include "service/neighbourhood.h"

namespace roundel::service {

// Two groups of records: of one person that would be parted, or of two that would be joined.
struct Supposed {
  PersonId one, other;  // who they are now
  std::set<SourceId> with_a, with_b;
};
Result<Effects> effects_of(Desk::Parts& parts, const Supposed& supposed);

// A record as its agency knows it, with the people that its person lives with or is tied to; or `alone`, as where it
// may not be that person's, with those whom the record itself names.
Result<RecordShown> show_record(Desk::Parts& parts, const SourceId& source, bool alone);
Result<OtherRecord> show_other(Desk::Parts& parts, const SourceId& source);
Result<std::string> name_of_record(Desk::Parts& parts, const SourceId& source);

// The first question of the queue that waits, of this pattern or of all; for going on after a decision.
Result<std::optional<QueueItem>> first_waiting(Desk::Parts& parts, const std::string& pattern);

std::vector<LinkHistory> link_history(const std::vector<Entry>& entries, const std::set<SourceId>& sources);

}  // namespace roundel::service
