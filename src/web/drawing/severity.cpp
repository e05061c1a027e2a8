#include "web/drawing/severity.h"

#include <cmath>

#include <fmt/format.h>

#include "web/drawing/drawing.h"

namespace roundel::web {
namespace {

constexpr int width = 420;
constexpr int left = 12;
constexpr int right = width - 12;
constexpr int top = 34;
constexpr int row_height = 46;  // the words stand above the line, so that they have room on a phone

int x_of(double of_100) { return left + static_cast<int>(std::lround(of_100 / 100 * (right - left))); }

Html words_at(int x, int y, std::string_view anchor, std::string_view words) {
  return element("text", {{"x", x}, {"y", y}, {"text-anchor", anchor}}, words);
}
}  // namespace

Html draw_severity(const std::vector<SeverityRow>& rows) {
  const int height = top + row_height * static_cast<int>(rows.size()) + 6;
  Html inside = all(words_at(left, 16, "start", "Sees less need"), words_at(right, 16, "end", "Sees more need"),
                    svg_line(x_of(50), 6, x_of(50), height - 4, "severity-middle"));
  int y = top;
  for (const SeverityRow& row : rows) {
    inside += words_at(left, y + 12, "start", row.name);
    inside += svg_line(x_of(row.severity.from), y + 28, x_of(row.severity.to), y + 28, "severity-range");
    inside +=
        element("circle", {{"cx", x_of(row.severity.of_100)}, {"cy", y + 28}, {"r", 7}, {"class", "severity-dot"}});
    y += row_height;
  }
  return element(
      "svg",
      {{"class", "roundel-severity"},
       {"viewBox", fmt::format("0 0 {} {}", width, height)},
       {"role", "img"},
       {"aria-label", "How much need each profession sees in the same family. The table below says the same."}},
      inside);
}

}  // namespace roundel::web
