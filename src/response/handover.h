// Work handed over because somebody leaves or is away: whoever takes over is named for the child until it is taken
// back.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"

namespace roundel {

struct Handover {
  EntryId entry;
  AgencyId agency;
  PractitionerId from;
  PractitionerId to;
  std::string from_name;
  std::string to_name;
  std::optional<Date> back;  // expected; it ends when it is taken back, never by itself
  std::string reason;
  Date on;
};

// Of the entries about one child, corrections applied: what stands, oldest first. What was taken back is withdrawn.
std::vector<Handover> fold_handovers(std::span<const Entry* const> entries);

}  // namespace roundel
