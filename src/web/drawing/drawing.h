// Drawings as SVG inside the page: no script needed, styled by the page's own sheet. Each has a table beside it that
// says the same in words.
#pragma once

#include <vector>

#include "picture/genogram.h"
#include "picture/lanes.h"
#include "picture/picture.h"
#include "web/html.h"

namespace roundel::web {

Html draw_lanes(const Lanes& lanes);
Html draw_genogram(const Genogram& genogram);
// Bars a month: need above the line by domain, protection below it.
Html draw_needs(const std::vector<NeedsMonth>& needs, int width);

Html svg_line(int x1, int y1, int x2, int y2, std::string_view style);

// "social care" → "Social care".
std::string sentence_case(std::string_view text);

}  // namespace roundel::web
