// The response: concerns, decisions and clocks, folded from entries. State is never stored, always folded.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"
#include "picture/clock_runs.h"
#include "standards/standards.h"

namespace roundel {

enum class ResponseChoice {
  no_further_action,
  early_help,
  single_agency_visit,
  joint_visit,
  assessment,
  strategy_discussion
};
std::string_view word(ResponseChoice choice);           // "joint-visit": the code in the vocabulary
std::string_view response_name(ResponseChoice choice);  // "Joint visit"
Result<ResponseChoice> parse_response(std::string_view word);
const std::vector<ResponseChoice>& response_choices();

// What a decision says beside the choice and its reason: each may be left unsaid.
struct DecisionSaid {
  std::string threshold;  // the sentence relied on
  std::string counts_as;  // code: "contact" or "referral", by the place's definition
  std::string consent_share, consent_service, consent_treatment;  // codes; three questions, never one
  std::string parents_told;                                       // code
  std::string parents_why_not;                                    // in words
  std::string checks_made, checks_not_made;                       // names of services
  bool operator==(const DecisionSaid&) const = default;
};

struct Decision {
  EntryId entry;
  ResponseChoice choice = ResponseChoice::no_further_action;
  std::string reason;
  std::string practitioner;
  AgencyId agency;
  Timestamp at;
  DecisionSaid said;
};

// What a concern that a service's feed brought says of itself.
struct FromFeed {
  std::string what;      // "Domestic abuse incident"
  Date on;               // the day it happened
  Date waits_until;      // the last day on which it waits for a decision
  std::string followed;  // what the feed of social care or early help holds of it; empty: nothing
};

struct Concern {
  EntryId entry;                   // concern.raised, or the notification of a feed
  std::vector<SourceId> children;  // whom it is about: one concern may be about several
  AgencyId from;
  PractitionerId by;
  std::string worry;  // what worries the referrer, in their words; of a feed, its values in words
  std::string child_says;
  std::string adults;         // around the child, in the referrer's words
  std::string told_of_child;  // who the child was said to be, where the referrer found them only after telling it
  Timestamp raised;
  std::optional<Decision> decision;  // the last one
  std::string feedback;              // what the referrer was last told; empty: nothing yet
  std::optional<FromFeed> by_feed;   // empty: passed on by form
  bool waits(Date on) const {
    return !decision && (!by_feed || (by_feed->followed.empty() && on <= by_feed->waits_until));
  }
};

// Ended: what it waited for is not wanted any more (the enquiry found no concerns); neither met nor late. Paused: its
// rule does not count the time now. Lapsed: nobody did it while anybody waited.
enum class ClockState { running, met, late, met_late, ended, paused, lapsed };
struct RunningClock {
  std::string code;
  std::string name;
  Date started;
  Date due;  // last day
  std::optional<Date> met;
  std::optional<Date> ended;  // not met, and not waited for since: ended or lapsed
  ClockState state = ClockState::running;
  std::string source;  // "Working Together 2023, guidance"
  Force force = Force::guidance;
  bool confirmed = true;
  EntryId entry;                                    // what started it
  std::string early;                                // what good looks like long before the last day
  std::optional<Timestamp> due_at = std::nullopt;   // of a limit in hours
  bool time_told = true;                            // false: in hours, counted from the start of the day it began
  std::optional<TimeOfDay> met_at = std::nullopt;   // where it was told
  std::optional<Date> paused_since = std::nullopt;  // stands still; `due` is when it would be up if it went on now
  std::vector<std::string> pauses = {};             // the sources that let it be paused, where it was or is
  std::optional<Date> lapses = std::nullopt;        // the first day on which nobody waits for it any more
};

struct Response {
  std::vector<Concern> concerns;     // newest first
  std::vector<RunningClock> clocks;  // running first, by due date
};

// Folds the entries about one child (or one agency's concerns) as of `on`. A clock whose holidays are not known is left
// out and told in `problems`.
Response fold_response(std::span<const Entry* const> entries, const Standards& standards, AskedOn on,
                       std::vector<Error>* problems = nullptr);
inline Response fold_response(const std::vector<Entry>& entries, const Standards& standards, AskedOn on,
                              std::vector<Error>* problems = nullptr) {
  return fold_response(pointers_to(entries), standards, on, problems);
}

// The entries a decision adds: the decision itself and the feedback to the referrer, `feedback` or, where that is
// empty, a plain sentence naming the choice. A conflict where it was decided before; bad input where no reason is
// given.
Result<std::vector<NewEntry>> decide(const Concern& concern, ResponseChoice choice, std::string reason,
                                     const AgencyId& agency, const PractitionerId& practitioner, const AreaCode& area,
                                     Date today, std::string feedback = {}, const DecisionSaid& said = {},
                                     std::string_view form_key = {});
// The key of a decision's entry: with the form's own key, so that sending the form again is no second decision.
std::string decision_key(const EntryId& concern, std::string_view form_key);

}  // namespace roundel
