// The table `work` as a worklist asks it: which lists are somebody's, what of them may be told, part by part and page
// by page.
#pragma once

#include <string>
#include <vector>

#include "service/derived/open_work.h"
#include "service/parts.h"
#include "service/respond/worklist.h"

namespace roundel::service {

// A condition over `work` as `w`, and what it asks with.
struct WorkCondition {
  std::string sql;
  std::vector<store::Cell> cells;
};
// All that stands on the caller's list today, whoever may read it.
WorkCondition work_on_list(const Desk::Parts& parts, const Caller& caller, WorkOf of);
// Of that, what may be told: what the caller's service passed on or asked, is asked, or shall do by a plan; and what
// rests on an entry that the caller may read by the rules. By the tables: whoever shows a row asks the child's entries.
WorkCondition told_of_list(const Desk::Parts& parts, const Caller& caller, const WorkCondition& list);

enum class PartOfWork { late, to_do, waiting };

// How many pieces: what is open for several children together is one.
Result<std::int64_t> count_pieces(Desk::Parts& parts, const WorkCondition& of);
Result<std::int64_t> count_part(Desk::Parts& parts, const WorkCondition& of, PartOfWork part);

// One child's row of a piece.
struct WorkLine {
  OpenWork work;  // of whose turn it is: the agency and the person's name alone
  PersonId child;
  Side side = Side::waits;
  std::string waits_for;
};
using WorkPiece = std::vector<WorkLine>;  // by child, each once
// In the order of the moment from which they are late; `first` and `most` count pieces.
Result<std::vector<WorkPiece>> read_part(Desk::Parts& parts, const WorkCondition& of, PartOfWork part,
                                         std::int64_t first, std::int64_t most);

struct HandedOverRow {
  PersonId child;
  EntryId entry;
};
Result<std::vector<HandedOverRow>> read_handed_over(Desk::Parts& parts, const std::string& list);

}  // namespace roundel::service
