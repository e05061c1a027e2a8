// Components of the Ministry of Justice's design system: identity bar, timeline, badge.
#pragma once

#include <string>
#include <vector>

#include "web/html.h"

namespace roundel::web {

Html identity_bar(const Html& title, const Html& actions = {});

struct TimelineItem {
  Html label;
  std::string by;
  std::string iso;   // the moment, for machines
  std::string when;  // the moment, for people
  Html content;
};
struct Timeline {
  int heading_level = 2;
  std::vector<TimelineItem> items;
};
Html timeline(const Timeline&);

Html badge(const Html& text, std::string_view extra_classes = {});

}  // namespace roundel::web
