// Requests between agencies: who asks whom about which person, why and on what basis, by when; answered, refused with a
// reason, or overdue. Folded from entries; the deciding functions build entries and nothing else.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"

namespace roundel {

// What the agency that was asked decided. Sharing and not sharing are both decisions, and both say why.
struct SharingDecision {
  EntryId entry;
  bool shared = false;
  std::string answer;   // what was told; empty where it was refused
  std::string basis;    // code of the lawful basis; empty where it was refused
  std::string reason;   // why it is shared, or why not
  std::string instead;  // what the asker can do instead, where it was refused
  std::string by;       // name of who decided
  Date on;
};
// A reminder, or taking it higher.
struct Chase {
  EntryId entry;
  std::string to;  // to whom it was taken; empty for a reminder
  std::string words;
  std::string by;
  Date on;
};

enum class RequestState { waiting, overdue, answered, refused };
std::string_view word(RequestState state);        // "overdue"
std::string_view state_name(RequestState state);  // "Overdue"

struct InformationRequest {
  EntryId entry;
  SourceId child;
  std::optional<About> person;  // about whom beside the child; nobody: about the child
  AgencyId from;
  AgencyId of;
  std::string by;  // name of who asks
  std::string question;
  std::string standing_question;  // code of the standards' question that it came from; may be empty
  std::string why;
  std::string basis;  // code of the lawful basis
  std::optional<Date> needed_by;
  Date asked;
  std::optional<SharingDecision> decision;  // the last; an answer after a refusal replaces it
  std::vector<Chase> chased;                // oldest first

  RequestState state(Date on) const;
  bool open() const { return !decision; }
  bool escalated() const;
};

// Of the entries about one child: newest first. What belongs to a request names it by id, so order does not count.
std::vector<InformationRequest> fold_requests(std::span<const Entry* const> entries);

// What somebody wants to ask. Whether the agency exists is for the caller to know: this room knows none.
struct RequestWanted {
  AgencyId from;
  AgencyId of;
  std::string question;
  std::string why;
  std::string basis;
  std::optional<Date> needed_by;
};
// Everything that stands against asking, each with the field to mend; empty: it may be asked.
std::vector<Error> missing_to_ask(const RequestWanted& wanted, Date today);

struct DecisionWanted {
  bool share = false;
  std::string answer;
  std::string basis;
  std::string reason;
  std::string sharing;  // sharing class of the answer
};
std::vector<Error> missing_to_decide(const InformationRequest& request, const DecisionWanted& wanted);

struct ChaseWanted {
  bool escalate = false;
  std::string to;
  std::string words;
};
// A reminder needs an open request; taking it higher needs one that is overdue or refused.
std::vector<Error> missing_to_chase(const InformationRequest& request, const ChaseWanted& wanted, Date today);

}  // namespace roundel
