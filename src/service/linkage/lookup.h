// "Is this child known to you?": one place asks another without saying who the child is, and is told whom to call, and
// nothing else (docs/lookup.md). Both sides log it; how the question travels is the places' own affair.
#pragma once

#include "service/service.h"

namespace roundel::service {

// What travels. Only who has the key that the two places share can make or compare it.
struct LookupQuestion {
  std::string number;  // keyed hash of a verified NHS number, in hexadecimal; empty where there is none
  std::string filter;  // names, birth date and postcode's district; empty where they are not known
};
// The question as a file to send, and back; what is no such file is bad_input.
std::string question_file(const LookupQuestion& question);
Result<LookupQuestion> read_question_file(std::string_view text);

struct LookupAnswer {
  bool known = false;
  std::string call;     // the agency that takes such calls; empty where the child is not known
  std::string contact;  // how to reach it
};

// What the page shows before a question is made: a key that another place shares has to stand here.
struct AskElsewhere {
  PersonId child;
  std::string name, age;
  bool shares_a_key = false;
};
Result<AskElsewhere> see_ask_elsewhere(Desk&, const Caller&, const PersonId& child);
// Whether other places' questions can be answered here: a key has to stand here.
Result<bool> see_elsewhere(Desk&, const Caller&);

// About a child of this place. The number is asked with where a health service holds it for the child.
Result<LookupQuestion> ask_elsewhere(Desk&, const Caller&, const PersonId& child);
// Another place's question, answered here. A question that is not of this key is bad_input. Whom it may be about is
// logged with them, so that the family's access history tells of it.
Result<LookupAnswer> answer_elsewhere(Desk&, const Caller&, const LookupQuestion& question);

}  // namespace roundel::service
