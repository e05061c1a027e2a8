// Pieces of what the pages show that more than one use case needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/family_loader.h"

namespace roundel::service {

std::vector<FindingShown> show_findings(const std::vector<Finding>& findings, const FamilyEntries& known,
                                        const Picture& picture, const Standards& standards);

// The word of a use case as an access history tells it: "open-picture" → "Opened the picture".
std::string what_in_words(std::string_view use_case);

struct NameAndAge {
  std::string name;
  std::string age;
};
// From the details that agencies hold of the child; for lists that show many.
NameAndAge name_and_age(const Desk::Parts& parts, const LoadedFamily& family);
// The same of anybody, whose family is not at hand.
Result<NameAndAge> name_and_age(Desk::Parts& parts, const PersonId& person);

}  // namespace roundel::service
