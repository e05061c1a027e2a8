// A concern, passed on once: what the forms about a child on the record and about one who is not have in common.
#pragma once

#include "service/at_hand.h"

namespace roundel::service {

// What the referrer wrote, before anything is recorded.
Done check_concern(const ConcernForm& form);
// The entry of a concern about this record.
NewEntry concern_entry(const Desk::Parts& parts, const Caller& caller, const ConcernForm& form, const SourceId& record);
// Brings the child's tables up to date, within the transaction that appended the concern, and says what it changed as
// far as its sender may read it.
Result<RecordedConcern> follow_concern(Desk::Parts& parts, const Caller& caller, const PersonId& child,
                                       const access::ContentScope& scope, const EntryId& concern);

}  // namespace roundel::service
