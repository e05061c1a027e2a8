// What the births of one child and of another of the same pregnancy have in common.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/at_hand.h"
#include "service/respond/birth.h"

namespace roundel::service {

std::optional<Date> born_on(const FamilyEntries& known, const PersonId& person);
std::optional<Date> expected_on(const FamilyEntries& known, const PersonId& person);
std::optional<PersonId> mother_of(const FamilyEntries& known);
// A record of hers; where nobody said who the mother is, of whoever stands as the mother in what was recorded of the
// child, as at a booking.
std::optional<SourceId> mothers_record(const FamilyEntries& known);
// Refused to those whose agency records none.
Done may_record_births(const Desk::Parts& parts, const Caller& caller);

Error wrong_field(std::string what, const char* field);
// Born within a day of each other.
bool is_of_the_birth(Date born, Date other);
// Another child of the birth may be recorded for a year: who appears later is told of by their own services.
bool may_record_another(Date born, Date today);
// What cannot be, whoever is born: the day and the time, the names, the sex, the number.
std::vector<Error> wrong_of_the_born(const BirthForm& form, const Desk::Parts& parts);

// The birth, about the child's record and the mother's; the weeks are counted from the day on which `known.child` was
// expected.
NewEntry birth_entry(const Desk::Parts& parts, const Caller& caller, const BirthForm& form, std::string key,
                     const FamilyEntries& known, const SourceId& record);
// Who the child is, as far as the form says; values may be added, in order.
NewEntry born_details(const Desk::Parts& parts, const Caller& caller, const BirthForm& form, std::string key,
                      const SourceId& record);

}  // namespace roundel::service
