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
constexpr int row_height = 38;   // the words stand above the line, so that they have room on a phone
constexpr int first_mark = 25;   // below the top of its row
constexpr int second_mark = 15;  // below the first

int x_of(double of_100) { return left + static_cast<int>(std::lround(of_100 / 100 * (right - left))); }

Html words_at(int x, int y, std::string_view anchor, std::string_view words) {
  return element("text", {{"x", x}, {"y", y}, {"text-anchor", anchor}}, words);
}

Html mark_at(const InHigherLevel& severity, int y, std::string_view style) {
  return all(svg_line(x_of(severity.from), y, x_of(severity.to), y, "severity-range"),
             element("circle", {{"cx", x_of(severity.of_100)}, {"cy", y}, {"r", 6}, {"class", style}}));
}

Html mark_key(std::string_view style, std::string_view words) {
  return element("li", {},
                 element("svg",
                         {{"viewBox", "0 0 18 18"},
                          {"width", "18"},
                          {"height", "18"},
                          {"aria-hidden", "true"},
                          {"focusable", "false"}},
                         element("circle", {{"cx", 9}, {"cy", 9}, {"r", 6}, {"class", style}})),
                 " ", words);
}
}  // namespace

Html draw_severity(const std::vector<SeverityRow>& rows) {
  int height = top;
  for (const SeverityRow& row : rows) height += row_height + (row.made_up && row.decided ? second_mark : 0);
  Html inside = all(words_at(left, 16, "start", "Sees less need"), words_at(right, 16, "end", "Sees more need"),
                    svg_line(x_of(50), 6, x_of(50), height, "severity-middle"));
  int y = top;
  for (const SeverityRow& row : rows) {
    inside += words_at(left, y + 12, "start", row.name);
    y += first_mark;
    if (row.made_up) inside += mark_at(*row.made_up, y, "severity-dot");
    if (row.made_up && row.decided) y += second_mark;
    if (row.decided) inside += mark_at(*row.decided, y, "severity-ring");
    y += row_height - first_mark;
  }
  // What the marks mean stands first: on paper it stays on the drawing's page.
  return all(element("ul", {{"class", "roundel-keys"}}, mark_key("severity-dot", "in made-up families"),
                     mark_key("severity-ring", "in real decisions")),
             element("svg",
                     {{"class", "roundel-severity"},
                      {"viewBox", fmt::format("0 0 {} {}", width, height + 6)},
                      {"role", "img"},
                      {"aria-label",
                       "How much need each profession sees where others see the same. The tables below "
                       "say the same."}},
                     inside));
}

}  // namespace roundel::web
