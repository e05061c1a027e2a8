#include "web/drawing/loop.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "web/drawing/drawing.h"

namespace roundel::web {
namespace {

constexpr int loop_width = 420;
constexpr int box_width = 170;
constexpr int box_height = 44;
constexpr int left_box = 34;  // room for the way back
constexpr int right_box = 236;
constexpr int step_down = 84;

struct Box {
  int x, y;
  int middle() const { return x + box_width / 2; }
  int right() const { return x + box_width; }
  int bottom() const { return y + box_height; }
  int half() const { return y + box_height / 2; }
};

// As thick as its part of all that was sent; thin where it is not told.
int thickness(const Count& count, const Count& sent) {
  if (!count || !sent || *sent == 0) return 2;
  return 2 + static_cast<int>(std::lround(14.0 * static_cast<double>(*count) / static_cast<double>(*sent)));
}

Html flow(int x1, int y1, int x2, int y2, int thick) {
  return element(
      "path", {{"d", fmt::format("M {} {} L {} {}", x1, y1, x2, y2)}, {"class", "loop-flow"}, {"stroke-width", thick}});
}

Html box(const Box& at, std::string_view style, std::string_view what, const Count& count) {
  return all(
      element("rect",
              {{"x", at.x}, {"y", at.y}, {"width", box_width}, {"height", box_height}, {"rx", 4}, {"class", style}}),
      element("text", {{"x", at.x + 10}, {"y", at.y + 18}}, what),
      element("text", {{"x", at.x + 10}, {"y", at.y + 36}, {"class", "loop-count"}}, told(count)));
}

}  // namespace

std::string told(const Count& count) { return count ? std::to_string(*count) : "few"; }

Html draw_loop(const LoopRow& row) {
  const Box sent{left_box, 6}, waiting{right_box, 6};
  const Box nothing{left_box, sent.y + step_down}, helped{right_box, nothing.y};
  const Box back{left_box, nothing.y + step_down}, away{right_box, back.y};
  const Box again{left_box, back.y + step_down}, then{right_box, again.y};
  const auto thick = [&](const Count& count) { return thickness(count, row.sent); };
  const Count away_count = row.stayed_away && row.too_early ? Count(*row.stayed_away + *row.too_early) : Count();
  Html flows = all(flow(sent.right(), sent.half(), waiting.x, waiting.half(), thick(row.waiting)),
                   flow(sent.middle(), sent.bottom(), nothing.middle(), nothing.y, thick(row.nothing)),
                   flow(sent.right() - 20, sent.bottom(), helped.x + 20, helped.y, thick(row.helped)),
                   flow(nothing.middle(), nothing.bottom(), back.middle(), back.y, thick(row.came_back)),
                   flow(nothing.right() - 20, nothing.bottom(), away.x + 20, away.y, thick(away_count)),
                   flow(back.middle(), back.bottom(), again.middle(), again.y, thick(row.then_nothing)),
                   flow(back.right() - 20, back.bottom(), then.x + 20, then.y, thick(row.then_helped)));
  // The way back: what came again was sent again.
  flows +=
      element("path", {{"d", fmt::format("M {0} {1} H 14 V {2} H {3}", back.x, back.half(), sent.half(), sent.x - 8)},
                       {"class", "loop-back"}});
  flows +=
      element("path", {{"d", fmt::format("M {0} {1} l -10 -6 v 12 z", sent.x, sent.half())}, {"class", "loop-tip"}});
  const Html boxes =
      all(box(sent, "loop-box", "Passed on", row.sent), box(waiting, "loop-open", "Not decided", row.waiting),
          box(nothing, "loop-nothing", "Nothing further", row.nothing),
          box(helped, "loop-helped", "Something followed", row.helped),
          box(back, "loop-nothing", "Came back in a year", row.came_back),
          box(away, "loop-box", "Did not, or not yet", away_count),
          box(again, "loop-nothing", "Again nothing", row.then_nothing),
          box(then, "loop-helped", "Then something did", row.then_helped));
  return element("svg",
                 {{"class", "roundel-loop"},
                  {"viewBox", fmt::format("0 0 {} {}", loop_width, again.bottom() + 6)},
                  {"role", "img"},
                  {"aria-label", "From what was passed on to what came back. The table beside it says the same."}},
                 all(flows, boxes));
}

}  // namespace roundel::web
