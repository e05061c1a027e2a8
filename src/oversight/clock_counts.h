// Every time limit of an area: how many run, how many are late, and how many days those that were met took.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "oversight/oversight.h"
#include "oversight/people.h"
#include "picture/clock_runs.h"
#include "picture/notifications.h"

namespace roundel::oversight {

// The same rules as the clocks of one child (src/response), over everybody at once: both ask picture/clock_runs.h.
class ClockCounts {
 public:
  explicit ClockCounts(const Standards& standards);

  void add(const Entry& entry, Numbers<SourceId>& sources);
  std::vector<ClockCount> finish(const People& people, const Membership& members, const OversightAsked& asked,
                                 std::vector<Error>& problems) const;

 private:
  struct Event {
    std::uint32_t child;
    Date day;
    Date known;
    std::int64_t sequence;
    Mark entry;
    Mark concern;  // that it belongs to; 0: none
    int parts;     // what it is to each clock: place in parts_
    std::optional<TimeOfDay> at;
  };
  using Order = std::tuple<std::uint32_t, Date, Date, std::int64_t, Mark>;  // by person, then by time

  static void put_in_order(std::vector<Event>& ordered, const People& people);
  void count(ClockRun run, const std::vector<ClockEvent>& events, const std::string& code, const OversightAsked& asked,
             std::map<std::size_t, ClockCount>& counts, std::vector<Error>& problems) const;

  void count_notifications(const Membership& members, const OversightAsked& asked,
                           std::map<std::size_t, ClockCount>& counts, std::vector<Error>& problems) const;

  const Standards& standards_;
  Notifications told_;                               // what feeds told the front door
  std::vector<std::size_t> clocks_;                  // one rule of each code: its editions differ in their limit only
  std::vector<bool> of_some_clock_;                  // by kind of the vocabulary
  std::map<std::vector<ClockPart>, int> number_of_;  // of what entries are to each clock of clocks_
  std::vector<std::vector<ClockPart>> parts_;
  std::vector<Event> events_;
};

}  // namespace roundel::oversight
