// What changed between two editions, or between the nation and a place, told so that a practitioner can read it.
#pragma once

#include <string>
#include <vector>

#include "standards/standards.h"

namespace roundel {

// One member that is not the same: "rule", "suggests", "limit".
struct MemberChanged {
  std::string member;
  std::string from;  // empty: was not there
  std::string to;    // empty: is not there
};
struct StandardsChange {
  std::string what;  // "indicator", "question", "clock", "time unseen", "number", "kind", "group", "level"
  std::string code;
  std::string name;
  std::string how;  // "added", "removed", "changed"
  std::vector<MemberChanged> members;
  // For a changed rule: "takes in all that it did, and may take in more"; empty where nothing can be shown.
  std::string reach;
};
struct StandardsDifference {
  std::string from;  // edition
  std::string to;
  std::vector<StandardsChange> changes;
};

StandardsDifference difference(const Standards& from, const Standards& to);
std::string text(const StandardsDifference& difference);

}  // namespace roundel
