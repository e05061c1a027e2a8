// Requests between agencies: asking about a person, deciding to tell or not to, reminding, taking it higher.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "response/requests.h"
#include "service/service.h"

namespace roundel::service {

// A request with the names that a page shows. Of the child nothing but name and age.
struct RequestRow {
  InformationRequest request;
  PersonId child;
  std::string child_name;
  std::string child_age;
  std::string person_name;  // of whom it is about beside the child; empty: nobody named
  std::string person_age;
  std::optional<Date> person_born;  // so that another service can find them in its own records
  std::string person_role;          // "Father"
  std::string from_agency;
  std::string of_agency;
  RequestState state = RequestState::waiting;
};
struct RequestsPage {
  std::vector<RequestRow> to_answer;  // of the caller's agency; taken higher first, then by the day they are needed
  std::vector<RequestRow> waiting;    // what the caller's agency waits for or was refused, in the same order
  std::vector<RequestRow> done;       // answered, either way; newest first, at most 50
};

struct PersonToAskAbout {
  PersonId person;
  std::string name;
  std::string role;  // "Father"
};
struct AgencyToAsk {
  AgencyId agency;
  std::string name;
  std::string kind;
};
// What the form that asks needs: about whom, and whom to ask.
struct AskPage {
  PersonId child;
  std::string name;
  std::string age;
  std::vector<PersonToAskAbout> people;  // grown-ups of the family with a record of their own
  std::vector<AgencyToAsk> agencies;     // every other one of the place, by name
  std::vector<Unasked> unasked;
};

struct AskForm {
  PersonId child;
  PersonId person;  // empty: about the child, or somebody nobody has named
  AgencyId of;
  std::string question;
  std::string standing_question;  // code, where the question is one of the standards'
  std::string why;
  std::string basis;
  std::optional<Date> needed_by;
  std::string key;  // idempotency key made with the form
};
struct AnswerForm {
  PersonId child;
  EntryId request;
  bool share = false;
  std::string answer;
  std::string basis;
  std::string reason;
  std::string sharing;  // class of the answer: "joint" or "sensitive"
  std::string instead;
  std::string key;
};
struct ChaseForm {
  PersonId child;
  EntryId request;
  bool escalate = false;
  std::string to;
  std::string words;
  std::string key;
};
struct RequestDone {
  EntryId entry;               // empty: it was refused
  std::vector<Error> missing;  // what stands against it, each with the field to mend
};

Result<AskPage> see_ask(Desk&, const Caller&, const PersonId& child);
Result<RequestDone> ask_agency(Desk&, const Caller&, const AskForm&);
Result<RequestsPage> see_requests(Desk&, const Caller&);
// Only for the agency that was asked and the agency that asks.
Result<RequestRow> see_request(Desk&, const Caller&, const PersonId& child, const EntryId& request);
// Only for the agency that was asked.
Result<RequestDone> answer_request(Desk&, const Caller&, const AnswerForm&);
// Only for the agency that asks.
Result<RequestDone> chase_request(Desk&, const Caller&, const ChaseForm&);

}  // namespace roundel::service
