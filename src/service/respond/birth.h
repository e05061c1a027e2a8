// A child who was expected is born. The child's record stays the same one, so that whatever was open for it goes on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/service.h"

namespace roundel::service {

// Another child of the same mother who is or was expected on the same day: a twin has a record of its own.
struct Twin {
  PersonId child;
  std::string name;
  std::optional<Date> born;
};
struct BirthPage {
  PersonId child;
  std::string name;  // "Unborn child of Ada Example"
  std::string age;   // "unborn, due 3 July 2024"
  std::optional<Date> expected;
  std::optional<Date> born;  // on the record already
  std::string surname;       // the mother's: most children have it
  std::vector<Twin> twins;
  Date today;
  bool may_record_another = false;  // a child of the same birth who has no record yet
};
// Refused to those whose agency records no births, and to those who may not read the child's record.
Result<BirthPage> see_birth(Desk&, const Caller&, const PersonId& child);

struct BirthForm {
  PersonId child;
  std::optional<Date> born;
  std::optional<TimeOfDay> at;
  std::string forename;  // may not be given yet
  std::string surname;
  std::string sex;         // code: "f", "m", "u"
  std::string nhs_number;  // empty: not given yet
  std::string key;         // idempotency key made with the form: sending it twice records it once
};
struct BirthRecorded {
  EntryId entry;
  std::vector<Error> wrong;  // nothing was recorded then; each with the form's field
};
// Records the birth and who the child is now; the mother's record tells of the birth too.
Result<BirthRecorded> record_birth(Desk&, const Caller&, const BirthForm&);

struct AnotherRecorded {
  PersonId child;            // the other child
  std::vector<Error> wrong;  // nothing was recorded then; each with the form's field
};
// Another child of the same birth as `form.child`, of whom there is no record: a record of the caller's agency, with
// the same parents, the same services of that agency, and a page of its own. The first child's birth is recorded first.
Result<AnotherRecorded> record_another(Desk&, const Caller&, const BirthForm&);

}  // namespace roundel::service
