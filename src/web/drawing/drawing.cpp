#include "web/drawing/drawing.h"

#include <fmt/format.h>

namespace roundel::web {
namespace {

Attribute view_box(int width, int height) { return {"viewBox", fmt::format("0 0 {} {}", width, height)}; }

Html svg_text(int x, int y, std::string_view anchor, std::string_view style, std::string_view text) {
  return element("text", {{"x", x}, {"y", y}, {"text-anchor", anchor}, {"class", style}}, text);
}

// ---- lanes ----

// A ring speaks for the child's safety, a full mark is all else; a number says that several lie there.
Html lane_mark(const LaneMark& mark, int y) {
  const std::string entries = mark.entries.empty() ? std::string() : mark.entries.front().str();
  const int radius = mark.entries.size() > 1 ? 9 : 6;
  Html inside = element("title", {}, mark.label);
  inside += element("circle", {{"cx", mark.x}, {"cy", y}, {"r", radius}});
  if (mark.entries.size() > 1)
    inside += svg_text(mark.x, y + 4, "middle", "lanes-count", std::to_string(mark.entries.size()));
  return element("g",
                 {{"class", mark.protective ? "lanes-mark lanes-mark--protective" : "lanes-mark"},
                  {"data-label", mark.label},
                  {"data-entry", entries}},
                 inside);
}

// ---- genogram ----

std::string path_of(const std::vector<Point>& points) {
  std::string text;
  for (const Point& point : points) text += fmt::format("{}{},{}", text.empty() ? "" : " ", point.x, point.y);
  return text;
}

std::string_view style_of(LineKind kind) {
  switch (kind) {
    case LineKind::couple:
      return "geno-line";
    case LineKind::separated:
      return "geno-line geno-line--separated";
    case LineKind::parents:
      return "geno-line geno-line--parents";
    case LineKind::parent_child:
      return "geno-line";
    case LineKind::household:
      break;
  }
  return "geno-household";
}

Html geno_line(const GenogramLine& line) {
  if (line.kind == LineKind::household) {
    return element("polygon", {{"points", path_of(line.points)}, {"class", style_of(line.kind)}});
  }
  Html drawn = element("polyline", {{"points", path_of(line.points)}, {"class", style_of(line.kind)}});
  if (line.kind != LineKind::separated || line.points.size() < 2) return drawn;
  // Two strokes across the line: they do not live together.
  const Point from = line.points[line.points.size() / 2 - 1];
  const Point to = line.points[line.points.size() / 2];
  const int x = (from.x + to.x) / 2;
  const int y = (from.y + to.y) / 2;
  return all(drawn, svg_line(x - 6, y + 7, x, y - 7, "geno-stroke"), svg_line(x, y + 7, x + 6, y - 7, "geno-stroke"));
}

Html geno_shape(const GenogramPerson& person, int size, std::string_view style) {
  const int half = size / 2;
  const auto [x, y] = person.centre;
  switch (person.shape) {
    case Shape::square:
      return element("rect", {{"x", x - half}, {"y", y - half}, {"width", size}, {"height", size}, {"class", style}});
    case Shape::circle:
      return element("circle", {{"cx", x}, {"cy", y}, {"r", half}, {"class", style}});
    case Shape::diamond:
      break;
  }
  return element(
      "polygon",
      {{"points", fmt::format("{},{} {},{} {},{} {},{}", x, y - half, x + half, y, x, y + half, x - half, y)},
       {"class", style}});
}

// Long names break between words; what still does not fit is cut, the table has it whole.
std::vector<std::string> lines_of(std::string_view text, std::size_t most) {
  std::vector<std::string> lines(1);
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t space = std::min(text.find(' ', from), text.size());
    const std::string word(text.substr(from, space - from));
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > most) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + word;
    from = space + 1;
  }
  if (lines.size() > 2) {
    lines.resize(2);
    lines.back() += " …";
  }
  return lines;
}

Html geno_person(const GenogramPerson& person, int size) {
  std::string style = "geno-person";
  if (person.dashed) style += " geno-person--unknown";
  if (person.focus) style += " geno-person--focus";
  Html drawn = element("title", {}, person.name, ", ", person.caption);
  if (person.focus) drawn += geno_shape(person, size + 10, "geno-ring");
  drawn += geno_shape(person, size, style);
  if (person.dashed) drawn += svg_text(person.centre.x, person.centre.y + 6, "middle", "geno-question", "?");
  int y = person.centre.y + size / 2 + 20;
  for (const std::string& line : lines_of(person.name, 14)) {
    drawn += svg_text(person.centre.x, y, "middle", person.focus ? "geno-name geno-name--focus" : "geno-name", line);
    y += 15;
  }
  for (const std::string& line : lines_of(person.caption, 17)) {
    drawn += svg_text(person.centre.x, y, "middle", "geno-caption", line);
    y += 14;
  }
  return element("g", {}, drawn);
}

// ---- needs ----

struct NeedsScale {
  int left = 40;
  int base = 150;  // y of the line between need and protection
  int unit = 1;    // pixels an entry
  int step = 1;    // pixels a month
};

int need_of(const NeedsMonth& month) { return month.development + month.parenting + month.family; }

Html needs_bar(const NeedsMonth& month, int x, const NeedsScale& scale) {
  const int width = std::max(2, scale.step - 2);
  int y = scale.base;
  Html bars;
  const auto stack = [&](int count, std::string_view style) {
    if (count == 0) return;
    y -= count * scale.unit;
    bars += element("rect", {{"x", x}, {"y", y}, {"width", width}, {"height", count * scale.unit}, {"class", style}});
  };
  stack(month.family, "needs-family");
  stack(month.parenting, "needs-parenting");
  stack(month.development, "needs-development");
  if (month.protective > 0) {
    bars += element("rect", {{"x", x},
                             {"y", scale.base + 2},
                             {"width", width},
                             {"height", month.protective * scale.unit},
                             {"class", "needs-protective"}});
  }
  if (bars.empty()) return bars;
  return element(
      "g", {},
      element("title", {},
              fmt::format("{:02}/{}: development {}, parenting {}, family {}, protective {}", month.month.month(),
                          month.month.year(), month.development, month.parenting, month.family, month.protective)),
      bars);
}

}  // namespace

Html svg_line(int x1, int y1, int x2, int y2, std::string_view style) {
  return element("line", {{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}, {"class", style}});
}

std::string sentence_case(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

Html draw_lanes(const Lanes& lanes) {
  Html drawn;
  for (const LaneTick& tick : lanes.ticks) {
    drawn += svg_text(tick.x, 14, "middle", "lanes-label", tick.label);  // above the lanes, where no mark is
    drawn += svg_line(tick.x, 22, tick.x, lanes.height, "lanes-tick");
  }
  for (const Lane& lane : lanes.lanes) {
    drawn += svg_line(lanes.left, lane.y, lanes.width, lane.y, "lanes-lane");
    drawn += svg_text(0, lane.y + 5, "start", "lanes-name", sentence_case(lane.name));
    drawn += each(lane.marks, [&](const LaneMark& mark) { return lane_mark(mark, lane.y); });
  }
  return element("svg",
                 {{"class", "roundel-lanes"},
                  view_box(lanes.width, lanes.height),
                  {"role", "img"},
                  {"aria-label", "Chronology in lanes, one for each group of services. The table below says the same."},
                  {"data-roundel-lanes", ""}},
                 drawn);
}

Html draw_genogram(const Genogram& genogram) {
  return element("svg",
                 {{"class", "roundel-genogram"},
                  view_box(genogram.width, genogram.height),
                  {"width", genogram.width},
                  {"height", genogram.height},
                  {"role", "img"},
                  {"aria-label", "Family drawn as a genogram. The table below says the same."}},
                 each(genogram.lines, geno_line), each(genogram.people, [&](const GenogramPerson& person) {
                   return geno_person(person, genogram.size);
                 }));
}

Html draw_needs(const std::vector<NeedsMonth>& needs, int width) {
  if (needs.empty()) return {};
  int most = 1;
  int most_protective = 1;
  for (const NeedsMonth& month : needs) {
    most = std::max(most, need_of(month));
    most_protective = std::max(most_protective, month.protective);
  }
  NeedsScale scale;
  scale.unit = std::clamp(130 / most, 2, 24);
  scale.base = 14 + most * scale.unit;
  scale.step = std::clamp((width - scale.left) / static_cast<int>(needs.size()), 2, 40);
  const int height = scale.base + most_protective * scale.unit + 34;
  Html drawn = svg_line(scale.left, scale.base + 1, width, scale.base + 1, "needs-base");
  drawn += svg_text(0, 24, "start", "lanes-label", std::to_string(most));
  drawn += svg_text(0, scale.base + 5, "start", "lanes-label", "0");
  int x = scale.left;
  int labelled = -1000;
  for (const NeedsMonth& month : needs) {
    drawn += needs_bar(month, x, scale);
    if ((month.month.month() == 1 || x == scale.left) && x - labelled > 50) {
      drawn += svg_text(x, height - 6, "start", "lanes-label", std::to_string(month.month.year()));
      labelled = x;
    }
    x += scale.step;
  }
  return element("svg",
                 {{"class", "roundel-needs"},
                  view_box(width, height),
                  {"role", "img"},
                  {"aria-label", "Entries of need and protection in each month. The table below says the same."}},
                 drawn);
}

}  // namespace roundel::web
