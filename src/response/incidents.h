// One night is one incident, whoever tells of it: what several services told of one family, joined by a stated rule.
#pragma once

#include <span>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"

namespace roundel {

// What one service told.
struct Notice {
  EntryId entry;
  AgencyId agency;
  Date on;  // the day it happened
};

// How many days after the first notice another service's notice may still be of the same event: a night, and the day
// on which school or surgery hears of it. A rule of this program, not of law.
inline constexpr int days_of_one_incident = 2;

// The rule: notices of one family are of one incident where they lie within `days` of its first, and each is of another
// service. A second notice of the same service tells of something else, or of the same again, and counts as a repeat.
// Newest first; within an incident oldest first. Nothing is decided by it: each concern still needs its own decision.
std::vector<std::vector<Notice>> join_incidents(std::span<const Notice> notices, int days = days_of_one_incident);

}  // namespace roundel
