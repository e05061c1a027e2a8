#include "web/drawing/backtest.h"

#include <algorithm>

#include <fmt/format.h>

#include "web/drawing/drawing.h"

namespace roundel::web {
namespace {

constexpr int chart_width = 420;
constexpr int chart_left = 12;
constexpr int chart_right = chart_width - 12;
constexpr int line_height = 50;  // the words stand above the bar, so that they have room on a phone

Html chart_words(int x, int y, std::string_view anchor, std::string_view words) {
  return element("text", {{"x", x}, {"y", y}, {"text-anchor", anchor}}, words);
}

Html chart(int height, std::string_view label, const Html& inside) {
  return element("svg",
                 {{"class", "roundel-chart"},
                  {"viewBox", fmt::format("0 0 {} {}", chart_width, height)},
                  {"role", "img"},
                  {"aria-label", label}},
                 inside);
}

// One part of a bar with its number in it where there is room.
Html bar_part(int from, int to, int y, int count, std::string_view style) {
  constexpr int room = 24;
  if (to <= from) return {};
  Html out = element(
      "rect", {{"x", from}, {"y", y}, {"width", to - from}, {"height", 22}, {"class", "seen-" + std::string(style)}});
  if (to - from >= room)
    out += element("text",
                   {{"x", (from + to) / 2},
                    {"y", y + 16},
                    {"text-anchor", "middle"},
                    {"class", "seen-count seen-count--" + std::string(style)}},
                   std::to_string(count));
  return out;
}

Html seen_key(std::string_view style, std::string_view words) {
  return element(
      "li", {},
      element("svg",
              {{"viewBox", "0 0 14 14"},
               {"width", "14"},
               {"height", "14"},
               {"aria-hidden", "true"},
               {"focusable", "false"}},
              element("rect",
                      {{"x", 1}, {"y", 1}, {"width", 12}, {"height", 12}, {"class", "seen-" + std::string(style)}})),
      " ", words);
}

}  // namespace

Html draw_seen(const std::vector<SeenBar>& bars) {
  int most = 1;
  for (const SeenBar& bar : bars) most = std::max(most, bar.already + bar.while_on + bar.never);
  const auto x_of = [&](int count) { return chart_left + count * (chart_right - chart_left) / most; };
  Html inside;
  int y = 0;
  for (const SeenBar& bar : bars) {
    const int second = bar.already + bar.while_on;
    inside += chart_words(chart_left, y + 16, "start", bar.name);
    inside += bar_part(x_of(0), x_of(bar.already), y + 22, bar.already, "already");
    inside += bar_part(x_of(bar.already), x_of(second), y + 22, bar.while_on, "while-on");
    inside += bar_part(x_of(second), x_of(second + bar.never), y + 22, bar.never, "never");
    y += line_height;
  }
  return all(chart(y + 4, "How each way came to see the harms. The table below says the same.", inside),
             element("ul", {{"class", "roundel-keys"}}, seen_key("already", "already, before the harm began"),
                     seen_key("while-on", "while the harm went on"), seen_key("never", "never")));
}

namespace {

// Beside the line of no gain, on the side that has room, and clear of the words at the left end.
Html no_gain_words(int x, bool words_at_the_left) {
  constexpr int left_words_end = 76;
  if (x > chart_width / 2) return chart_words(x - 4, 16, "end", "No gain");
  return chart_words(words_at_the_left ? std::max(x + 4, left_words_end) : x, 16, "start", "No gain");
}

}  // namespace

Html draw_gained(const std::vector<GainedLine>& lines) {
  constexpr int above = 26;
  int lowest = 0, highest = 7;
  for (const GainedLine& line : lines) {
    lowest = std::min(lowest, line.lower);
    highest = std::max(highest, line.upper);
  }
  const auto x_of = [&](int days) {
    constexpr int margin = 10;  // so that a dot at the end is whole
    return chart_left + margin + (days - lowest) * (chart_right - chart_left - 2 * margin) / (highest - lowest);
  };
  const int height = above + line_height * static_cast<int>(lines.size());
  Html inside =
      all(svg_line(x_of(0), above - 4, x_of(0), height - 4, "severity-middle"), no_gain_words(x_of(0), lowest < 0),
          chart_words(chart_right, 16, "end", fmt::format("{} days earlier", highest)));
  if (lowest < 0) inside += chart_words(chart_left, 16, "start", fmt::format("{} later", -lowest));
  int y = above;
  for (const GainedLine& line : lines) {
    inside += chart_words(chart_left + 16, y + 16, "start", line.name);
    inside += svg_line(x_of(line.lower), y + 32, x_of(line.upper), y + 32, "severity-range");
    inside += element("circle", {{"cx", x_of(line.median)}, {"cy", y + 32}, {"r", 7}, {"class", "severity-dot"}});
    y += line_height;
  }
  return chart(height, "Days gained by putting agencies together. The table below says the same.", inside);
}

}  // namespace roundel::web
