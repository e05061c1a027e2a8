// The one meaning of a clock rule: which entries start it, which meet it, which end it because nothing is waited for
// any more. The clocks of one child (src/response) and those of a whole area (src/oversight) are both folded by it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"
#include "standards/standards.h"

namespace roundel {

// What one entry is to one rule.
struct ClockPart {
  bool of_start_kind = false;  // of the kind that starts it, whatever its values say
  bool starts = false;
  bool meets = false;
  bool ends = false;
  bool any() const { return of_start_kind || meets || ends; }
  auto operator<=>(const ClockPart&) const = default;
};
ClockPart part_in(const Entry& entry, const ClockRule& rule);

// The concern that an entry belongs to: itself, or the one it names; empty for all others.
std::string concern_named_by(const Entry& entry);

struct ClockEvent {
  Date day;
  ClockPart part;
  std::uint64_t concern = 0;  // that it belongs to, as a number that stands for it; 0: none
};
// One clock that ran: where in the list of events it started, and where it was met or came to an end, whichever came
// first.
struct ClockRun {
  std::size_t start = 0;
  std::optional<std::size_t> met;
  std::optional<std::size_t> ended;
};

// `events`: those of one child for one code, in the order of `earlier`. Met and ended on the day of the start or later;
// an entry of the kind that starts the clock (a visit, the next visit) only by its place after it. Where start and
// other both belong to a concern it must be the same one. With `one_at_a_time`, nothing starts while an earlier one is
// open.
std::vector<ClockRun> runs_of(std::span<const ClockEvent> events, bool one_at_a_time);

}  // namespace roundel
