// Who could have known: after the event, which agency held which piece of the evidence, and since when. The question of
// every review; answered from the entries alone, by the same rules that decide what "as known" shows.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "ledger/entry.h"
#include "standards/vocabulary.h"

namespace roundel {

enum class Held { own, shared, never };
std::string_view word(Held held);

struct HeldSince {
  Held held = Held::never;
  std::optional<Date> since;  // own: the day the agency learned it; shared: the day it had been given it
  bool operator==(const HeldSince&) const = default;
};

struct EvidenceRow {
  EntryId entry;
  KindCode kind;
  Happened happened;
  AgencyId recorded_by;
  std::vector<HeldSince> held;  // as `agencies` of the matrix
};

struct CouldHaveKnown {
  std::vector<AgencyId> agencies;
  std::vector<EvidenceRow> rows;  // in the order of the evidence asked for
  std::vector<EntryId> missing;   // evidence that is not among the entries
};

// `entries`: all that is recorded about the child, nothing filtered: what was told cannot be untold, so entries that
// were corrected later count for those who held them. `evidence`: ids of the entries that a finding rests on.
CouldHaveKnown who_could_have_known(const std::vector<Entry>& entries, const std::vector<EntryId>& evidence,
                                    const std::vector<AgencyId>& agencies, const Vocabulary& vocabulary,
                                    const std::function<bool(const AgencyId&)>& in_joint_team);

}  // namespace roundel
