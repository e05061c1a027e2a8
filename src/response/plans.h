// Who does what for a child, by when, and what came of it: the actions of all plans, folded from entries.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"

namespace roundel {

struct ActionDone {
  EntryId entry;
  std::string done;          // code: "done", "partly", "not-done"
  std::string what_changed;  // for the child
  Date on;
};
struct PlanAction {
  EntryId entry;
  std::string plan;     // code: "early-help", "in-need", "protection", "looked-after"
  std::string outcome;  // what should be different for the child
  std::string action;
  std::string who;
  std::string agency;
  std::optional<Date> by;
  std::string you_said;  // what the child or family said that it answers
  Date agreed;
  std::optional<ActionDone> done;  // the last that was recorded
  bool late(Date on) const { return by && *by < on && (!done || done->done == "not-done"); }
};

// Open ones first, by the day they are due; then what was done, newest first.
std::vector<PlanAction> fold_plan(std::span<const Entry* const> entries);

}  // namespace roundel
