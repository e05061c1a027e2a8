// What a backtest counted, as bars and lines: how harm came to be seen, and days gained. A table beside each says the
// same.
#pragma once

#include <string>
#include <vector>

#include "web/html.h"

namespace roundel::web {

struct SeenBar {
  std::string name;
  int already = 0;
  int while_on = 0;
  int never = 0;
};
Html draw_seen(const std::vector<SeenBar>& bars);

// Of a middle half: lower quartile, median, upper quartile, in days; below zero is lost.
struct GainedLine {
  std::string name;
  int lower = 0;
  int median = 0;
  int upper = 0;
};
Html draw_gained(const std::vector<GainedLine>& lines);

}  // namespace roundel::web
