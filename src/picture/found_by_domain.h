// How many findings lay in each domain when somebody judged a level of need: kept in the judgement's entry, so that a
// judgement can be held against what was in front of whoever judged.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/entry.h"

namespace roundel {

// What protects the child counts apart, whatever its domain.
struct FoundByDomain {
  int development = 0;
  int parenting = 0;
  int family = 0;
  int protective = 0;
  bool operator==(const FoundByDomain&) const = default;
};

// Nothing where the entry does not tell all four.
std::optional<FoundByDomain> found_told_by(const Entry& judgement);
// The values of an entry that tell it, by name.
std::vector<std::pair<std::string, Value>> values_of(const FoundByDomain& found);
bool is_found_value(std::string_view name);

}  // namespace roundel
