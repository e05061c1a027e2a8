// What changed in a child's picture, and why, in one sentence each.
#pragma once

#include <string>
#include <vector>

#include "service/service.h"

namespace roundel::service {

// The narrowest sharing class among a finding's evidence: "joint", "sensitive" or "agency". Who may not read all of it
// may not read the sentence either.
std::string needs_of(const Finding& finding, const std::vector<Entry>& entries, const Vocabulary& vocabulary);

// What changed from `since` on; newest first.
std::vector<Change> changes_of(const FamilyEntries& known, const Assessment& assessed, const Standards& standards,
                               Date since);

// Changes older than this many days before the assessment are history, told by the chronology.
inline constexpr int days_of_changes = 28;

}  // namespace roundel::service
