// The rows of the tables that hold what is derived about one child: their columns, and what stands in them.
#pragma once

#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "oversight/out_of_sight.h"
#include "picture/notifications.h"
#include "service/family_loader.h"
#include "service/parts.h"

namespace roundel::service {

inline const std::vector<std::string_view> open_need_columns = {"area", "person", "since",
                                                                "seen", "opened", "agencies"};
inline const std::vector<std::string_view> notification_columns = {
    "area", "entry", "person", "agency", "practitioner", "known", "told", "decided", "settled", "open"};
inline const std::vector<std::string_view> finding_columns = {"area", "person", "indicator", "since"};
inline const std::vector<std::string_view> change_columns = {"area",  "person", "at",   "kind",  "subject",
                                                             "needs", "name",   "born", "reason"};
std::vector<store::Row> finding_rows(const AreaCode& area, const PersonId& child, std::span<const Finding> findings);
store::Row open_need_row(const AreaCode& area, const Unseen& child);
store::Row notification_row(const AreaCode& area, const Notification& told);

// Takes out of a table whatever names one of these people in the column.
Done take_away(Desk::Parts& parts, std::string_view table, std::string_view column, const std::set<PersonId>& people);

// Adds these to those.
void append(std::vector<store::Row>& to, std::vector<store::Row> from);

// The rows of one child on a day, by table, from the store as it stands.
struct ChildRows {
  std::vector<store::Row> findings;
  std::vector<store::Row> changes;
  std::vector<store::Row> open_needs;  // one or none
  std::vector<store::Row> notifications;
  std::vector<store::Row> passed_on;
  std::vector<store::Row> work;
  std::vector<store::Row> clock_runs;
};
void append(ChildRows& to, ChildRows from);
Result<ChildRows> child_rows(Desk::Parts& parts, const PersonId& child, Date on);

// A child of whom there may be something to tell.
struct ChildToTell {
  PersonId child;
  std::vector<SourceId> sources;
  std::vector<Finding> findings;  // all that hold, where something may have changed
  bool changed = false;
  bool may_have_work = false;
  std::vector<EntryId> taken = {};  // corrections that took something away from the child
  bool with_told = false;           // also the clocks of what feeds told; those of a whole area come from one fold
};
struct RowsToTell {
  std::vector<store::Row> changes;
  std::vector<store::Row> work;
  std::vector<store::Row> clock_runs;
};

// The same rows as child_rows gives, where the findings are known already: read is only what the child's own records
// say, and what the findings rest on.
Result<RowsToTell> rows_to_tell(Desk::Parts& parts, const ChildToTell& child, Date on);

}  // namespace roundel::service
