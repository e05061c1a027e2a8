// A child who is not on the record yet, and somebody is worried about them: what is known of the child becomes a record
// of the referrer's own agency, and the concern is about it, so that nothing waits until a feed brings the child.
#pragma once

#include "service/linkage/likely.h"
#include "service/service.h"

namespace roundel::service {

struct NewChildForm {
  ToldChild who;
  // The concern itself. `child`: somebody on the record whom the referrer knows the child to be; empty: nobody.
  ConcernForm concern;
  bool none_of_these = false;  // the referrer looked at those who might be meant, and it is none of them
};
struct NewChildRecorded {
  // What is missing or wrong, each with the form's field; nothing was recorded then.
  std::vector<Error> wrong;
  // Whom the form may mean: nothing was recorded, and the form wants to know.
  std::vector<LikelyChild> likely;
  // Else what was recorded, and about whom.
  PersonId child;
  RecordedConcern concern;
  bool done() const { return wrong.empty() && likely.empty(); }
};

// Whether the form may be opened at all.
Done see_new_child(Desk&, const Caller&);
// Records the child's details and the concern in one transaction; or the concern alone, about whom the form names.
Result<NewChildRecorded> record_new_child(Desk&, const Caller&, const NewChildForm&);

}  // namespace roundel::service
