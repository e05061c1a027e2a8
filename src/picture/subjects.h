// Whom an entry is about, told by person instead of by source record, and the day it counts for.
#pragma once

#include <vector>

#include "core/date.h"
#include "ledger/as_known.h"
#include "ledger/entry.h"

namespace roundel {

struct Subject {
  PersonId person;
  RoleCode role;
  SourceId source;
};

std::vector<Subject> subjects_of(const Entry& entry, const Membership& members);
bool is_about(const Entry& entry, const PersonId& person, const Membership& members);

// The source records that an entry is about as a child, born or not. What is recorded once for several children of a
// family counts for each of them; nobody's place in the list means anything.
std::vector<SourceId> children_of(const Entry& entry);
bool is_about_child(const Entry& entry, const PersonId& child, const Membership& members);
std::vector<const Entry*> entries_about_child(const std::vector<Entry>& entries, const PersonId& child,
                                              const Membership& members);

// The entries about `person`, in whatever role, in the order given.
std::vector<const Entry*> entries_about(const std::vector<Entry>& entries, const PersonId& person,
                                        const Membership& members);

// The day an entry counts for: the (last) day it happened, or where that is not known the day its agency learned it.
Date day_of(const Entry& entry);

// Orders entries by day, then by when the agency learned it, then by place in the ledger: a total order, so that no
// fold depends on the order in which entries were handed over.
bool earlier(const Entry& a, const Entry& b);

// The same, and within a day by the time of day where it is told. What tells none stays after what was recorded before
// it.
void put_in_order(std::vector<const Entry*>& entries);
// The time by which something stands among others of its day, handed over in the order of `earlier`: its own, or where
// none is told that of the one before it.
TimeOfDay time_in_order(const std::optional<TimeOfDay>& told, bool first_of_day, TimeOfDay before);

}  // namespace roundel
