// The chronology as lanes: one lane a group of services, marks at their time, as values, so that whoever draws it only
// draws. Units are pixels of a drawing `width` wide; time runs from left to right.
#pragma once

#include <string>
#include <vector>

#include "picture/picture.h"

namespace roundel {

// One mark: an entry, or several that lie too close to be told apart.
struct LaneMark {
  int x = 0;
  Date from;
  Date to;
  std::vector<EntryId> entries;  // newest first
  bool protective = false;       // all of them speak for the child's safety
  std::string label;             // "Domestic abuse incident, 4 May 2024" or "5 entries, 4 May to 9 June 2024"
};

struct Lane {
  std::string name;             // "health"
  int y = 0;                    // middle of the lane
  std::vector<LaneMark> marks;  // left to right
};

struct LaneTick {
  int x = 0;
  std::string label;  // "2024" or "May 2024"
};

struct Lanes {
  int width = 0;
  int height = 0;
  int left = 0;  // where time begins; before it stand the names of the lanes
  Date from;
  Date to;
  std::vector<Lane> lanes;  // in alphabetical order
  std::vector<LaneTick> ticks;
};

struct LanesOptions {
  int width = 980;
  int most_marks = 40;  // in one lane; where there are more, neighbours are drawn as one
};

// Entries whose day is not known lie at the day their agency learned of them. `on` is the right edge.
// Precondition: width at least 200, most_marks at least 1.
Lanes layout_lanes(const std::vector<ChronologyItem>& chronology, Date on, const LanesOptions& options = {});

}  // namespace roundel
