// Learning: from a serious incident to what changed. Folded from review.* entries; nothing of it is stored as state.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"
#include "standards/standards.h"

namespace roundel {

enum class DeadlineState { running, met, late, met_late };
std::string_view word(DeadlineState state);  // "met-late"

// One time limit of an incident, by the edition in force when it began.
struct Deadline {
  std::string code;  // of the clock
  std::string name;
  Date started;
  Date due;  // last day
  std::optional<Date> met;
  DeadlineState state = DeadlineState::running;
  std::string edition;
  Force force = Force::guidance;
  bool confirmed = true;
};

struct Review {
  EntryId entry;
  std::string type;  // "rapid-review", "practice-review"
  Date started;
  std::optional<Date> completed;
  std::vector<std::string> themes;  // in the order they were recorded
};

struct Incident {
  EntryId entry;
  std::vector<SourceId> children;
  AgencyId by;
  Happened happened;
  Date aware;     // when the authority learned of it
  Date notified;  // when the notification went to the Panel
  std::string what;
  std::vector<Review> reviews;  // oldest first
  std::vector<Deadline> deadlines;
};

// `not_accepted` is an answer too: the reason stands in `answer`. `standard_changed` is the strongest: it is what was
// recommended, become a rule.
enum class RecommendationState { open, overdue, not_accepted, done, standard_changed };
std::string_view word(RecommendationState state);        // "standard-changed"
std::string_view state_name(RecommendationState state);  // "Standard changed"

struct Recommendation {
  EntryId entry;
  EntryId review;
  std::string text;
  AgencyId to;
  Date made;
  std::optional<Date> by_when;
  std::optional<bool> accepted;  // nothing: not answered yet
  std::string answer;
  RecommendationState state = RecommendationState::open;
  std::optional<Date> settled;        // the day it was done, refused or became a standard
  std::vector<std::string> editions;  // of the standards that changed by it
};

struct Learning {
  Date on;
  std::vector<Incident> incidents;              // newest notification first
  std::vector<Recommendation> recommendations;  // those that wait first, by when they are due; then the others
  std::vector<Error> problems;                  // entries that name what is not there, deadlines without holidays
};

// As it stands on the day: entries recorded later and entries that were corrected or withdrawn do not count. Others
// than review.* are passed over, so a whole ledger may be handed in, or only what concerns reviews.
Learning fold_learning(const std::vector<Entry>& entries, const Standards& standards, Date on);

}  // namespace roundel
