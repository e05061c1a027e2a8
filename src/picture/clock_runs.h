// The one meaning of a clock rule: which entries start it, which meet it, which end it because nothing is waited for
// any more, which stop it for a while, and when its time is up. The clocks of one child (src/response) and those of a
// whole area (src/oversight) are both folded by it.
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
  bool pauses = false;
  bool resumes = false;
  bool any() const { return of_start_kind || meets || ends || pauses || resumes; }
  auto operator<=>(const ClockPart&) const = default;
};
ClockPart part_in(const Entry& entry, const ClockRule& rule);

// The concern that an entry belongs to: itself, or the one it names; empty for all others.
std::string concern_named_by(const Entry& entry);

struct ClockEvent {
  Date day;
  ClockPart part;
  std::uint64_t concern = 0;                   // that it belongs to, as a number that stands for it; 0: none
  std::optional<TimeOfDay> at = std::nullopt;  // where it was told
};
// From one event until another; without one the clock stands still.
struct ClockPause {
  std::size_t from = 0;
  std::optional<std::size_t> until;
};
// One clock that ran: where in the list of events it started, and where it was met or came to an end, whichever came
// first.
struct ClockRun {
  std::size_t start = 0;
  std::optional<std::size_t> met;
  std::optional<std::size_t> ended;
  std::vector<ClockPause> pauses = {};
  std::optional<Date> lapses = std::nullopt;  // where what it waits for says so; else its rule does
};

// `events`: those of one child for one code, in the order of `put_in_order`. Met and ended on the day of the start or
// later, at its time or later where both tell it; an entry of the kind that starts the clock (a visit, the next visit)
// only by its place after it. Where start and other both belong to a concern it must be the same one. With
// `one_at_a_time`, nothing starts while an earlier one is open.
std::vector<ClockRun> runs_of(std::span<const ClockEvent> events, bool one_at_a_time);

// When it is asked. Where only the day is given, a limit in hours that runs out on that day has not passed yet.
struct AskedOn {
  Date day;
  std::optional<Timestamp> at;
  AskedOn(Date on) : day(on) {}                                  // NOLINT(google-explicit-constructor)
  AskedOn(Timestamp moment) : day(moment.date()), at(moment) {}  // NOLINT(google-explicit-constructor)
};

// When the time of a run is up. Pauses that began before it was up put it off: by the working or school days of a pause
// where the limit is in those, else by its days, and in hours by the time between. The day of a pause still counts, the
// day on which it ends does not.
struct ClockDue {
  Date due;  // last day
  std::optional<Timestamp>
      at;                 // of a limit in hours; where the start's time was not told, counted from its day's start
  bool time_told = true;  // false: a limit in hours whose start has no time of day
  std::optional<Date> standing;  // still since that day; `due` is then when it would be up if it went on now
  int paused_days = 0;           // not counted: of the limit's own days, or whole days
  std::optional<Date> lapses = std::nullopt;  // the first day on which nobody waits for it any more
};
Result<ClockDue> due_of(const ClockRule& rule, const Standards& standards, std::span<const ClockEvent> events,
                        const ClockRun& run, const AskedOn& asked);
bool in_time(const ClockDue& due, const ClockEvent& met);  // by its time where it was told, else by its day
bool has_passed(const ClockDue& due, const AskedOn& asked);
// Nobody did it while anybody waited. What is recorded of that day or later neither meets nor ends it.
bool has_lapsed(const ClockDue& due, Date on);
void close_lapsed(ClockRun& run, std::span<const ClockEvent> events, const ClockDue& due);
// Whether what starts on the day may be open on `from` or later: false where it will have lapsed before, or no edition
// ruled. So that whoever reads a whole area need not look at every child that was ever born.
bool may_be_open(const ClockRule& any, const Standards& standards, Date started, Date from);

}  // namespace roundel
