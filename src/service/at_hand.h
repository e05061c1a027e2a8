// What the use cases that write about one child begin with: the child's family, how the caller stands to the child, the
// decision (refused where not allowed), an entry to fill, and the checks of what was typed.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "service/family_loader.h"

namespace roundel::service {

struct ChildAtHand {
  std::shared_ptr<const LoadedFamily> family;
  access::Tie tie = access::Tie::none;
  access::Decision access;
};
// Decides and logs before anything is told.
Result<ChildAtHand> come_to(Desk& desk, const Caller& caller, access::UseCase use_case, const PersonId& child);

// What the caller may read of the family now.
FamilyEntries readable(const ChildAtHand& at_hand, const Caller& caller, const Desk::Parts& parts);

// An entry of today by the caller, about these records; its values are still to be given.
NewEntry entry_by(const Desk::Parts& parts, const Caller& caller, std::string_view kind, std::string key,
                  std::vector<About> about);
// The same about the child.
NewEntry about_one(const Desk::Parts& parts, const Caller& caller, std::string_view kind, std::string key,
                   const LoadedFamily& family);

// Free text of a form: not too long and readable; the second also not empty.
Done check_optional_text(const std::string& text, const char* field);
Done check_text(const std::string& text, const char* field, const char* expected);

}  // namespace roundel::service
