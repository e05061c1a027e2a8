// What is read with a family, and what goes on paper to a conference.
#pragma once

#include "service/respond/pathways.h"

namespace roundel::service {

// In plain words, for a page that lies on the table between worker and family. It holds only what was said to the
// family or agreed with them: who said to them that they help, what the plan says, and the meetings that are to come.
// What a child told somebody is here only where the plan answers it: a child may have said it in confidence.
struct FamilySheet {
  PersonId child;
  std::string name;
  std::vector<Involvement> helping;  // services that said they began, about this child, and did not end
  std::vector<PlanAction> agreed;    // open ones first, by the day they are due
  std::vector<RunningClock> coming;  // of meetings, started at a meeting where the family was heard
  std::string ring;  // whom to call where nobody is named: the duty desk of the caller's agency; may be empty
  Date on;
};
// Refused to those who may not read what the joint team holds.
Result<FamilySheet> read_with_family(Desk&, const Caller&, const PersonId& child);

// Everything that a conference needs of one child, as far as the caller may read it.
struct ConferencePack {
  ChildPage picture;
  PathwayPage pathway;
};
Result<ConferencePack> print_pack(Desk&, const Caller&, const PersonId& child);

}  // namespace roundel::service
