// Every time limit of an area: how many run, how many are late, and how many days those that were met took.
#pragma once

#include <vector>

#include "oversight/oversight.h"
#include "oversight/people.h"

namespace roundel::oversight {

// The same rules as the clocks of one child (src/response), over everybody at once; a test of the service holds the two
// against each other.
class ClockCounts {
 public:
  explicit ClockCounts(const Standards& standards);

  void add(const Entry& entry, Numbers<SourceId>& sources);
  std::vector<ClockCount> finish(const People& people, const OversightAsked& asked, std::vector<Error>& problems) const;

 private:
  struct Event {
    std::uint32_t child;
    Date day;
    Date known;
    std::int64_t sequence;
    Mark entry;
    Mark concern;  // that it belongs to; 0: none
    int kind;      // of the vocabulary
  };
  struct Start {
    std::size_t rule;  // of the standards' clocks
    Event event;
  };

  const Standards& standards_;
  std::vector<bool> meets_something_;            // by kind
  std::vector<std::vector<int>> meeting_kinds_;  // by rule
  std::vector<Start> starts_;
  std::vector<Event> meets_;
};

}  // namespace roundel::oversight
