// A child's pathway: seeing it, and recording a step of it once for each child it is about.
#pragma once

#include "response/pathway.h"
#include "response/plans.h"
#include "service/service.h"

namespace roundel::service {

// A child with the version of the pathway that the form was made from.
struct PathwaySeen {
  PersonId child;
  std::int64_t version = -1;
};
struct PathwaySibling {
  PathwaySeen seen;
  std::string name;
  std::string age;
};
// A step as it was recorded, told in the words of the vocabulary.
struct StepTold {
  StepTaken taken;
  std::string name;    // "Strategy discussion"
  std::string words;   // its values: "Police took part: yes"
  std::string agency;  // its name
};
struct PathwayPage {
  PersonId child;
  std::string name;
  std::string age;
  Pathway pathway;
  std::vector<StepTold> history;  // of `pathway.taken`, newest first
  std::vector<StepAhead> ahead;   // only what the caller's agency records
  std::vector<PlanAction> plan;
  std::vector<RunningClock> clocks;
  std::vector<PathwaySibling> siblings;  // whom a step may be about as well
};

struct StepForm {
  std::vector<PathwaySeen> children;  // the child, and those of the family whom the same step is about
  std::string kind;
  Date happened;
  std::optional<TimeOfDay> at;  // of kinds that take a time of day, where it is told
  std::vector<std::pair<std::string, Value>> values;
  std::string key;  // idempotency key made with the form: sending it again records nothing more
};
struct StepRecorded {
  EntryId entry;               // empty: it was refused
  std::vector<Error> missing;  // what stands against it, each with the field to mend
};

// Refused to those who may not read what the joint team holds: a part of a pathway would mislead.
Result<PathwayPage> see_pathway(Desk&, const Caller&, const PersonId& child);
// A conflict where somebody recorded a step for one of the children since the form was made.
Result<StepRecorded> record_step(Desk&, const Caller&, const StepForm&);

}  // namespace roundel::service
