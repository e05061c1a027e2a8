#include "picture/lanes.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace roundel {
namespace {

constexpr int lane_height = 40;
constexpr int axis_height = 28;
constexpr int mark_gap = 14;  // two marks nearer than this are one
constexpr int tick_gap = 70;  // a label needs so much room
constexpr int right_margin = 12;
constexpr int shortest_days = 28;  // a child known since yesterday still has an axis

Date day_of(const ChronologyItem& item) {
  return item.happened.precision == Precision::unknown ? item.known : item.happened.to;
}

struct Axis {
  Date from;
  Date to;
  int left = 0;
  int right = 0;
  int x(Date day) const {
    const std::int64_t along = std::int64_t{std::clamp(day, from, to) - from} * (right - left);
    return left + static_cast<int>(along / (to - from));
  }
};

Axis axis_of(const std::vector<ChronologyItem>& chronology, Date on, int width) {
  Date first = on.plus_days(-shortest_days);
  for (const ChronologyItem& item : chronology) first = std::min(first, day_of(item));
  return {.from = first, .to = on, .left = width < 600 ? 84 : 132, .right = width - right_margin};
}

std::string label_of(const LaneMark& mark, const ChronologyItem& only) {
  if (mark.entries.size() == 1) return fmt::format("{}, {}", only.title, only.happened.text());
  if (mark.from == mark.to) return fmt::format("{} entries, {}", mark.entries.size(), mark.from.text());
  return fmt::format("{} entries, {} to {}", mark.entries.size(), mark.from.text(), mark.to.text());
}

LaneMark mark_of(const std::vector<const ChronologyItem*>& items, const Axis& axis) {
  LaneMark mark;
  mark.from = day_of(*items.front());
  mark.to = day_of(*items.back());
  mark.x = (axis.x(mark.from) + axis.x(mark.to)) / 2;
  mark.protective =
      std::all_of(items.begin(), items.end(), [](const ChronologyItem* item) { return item->protective; });
  for (auto item = items.rbegin(); item != items.rend(); ++item) mark.entries.push_back((*item)->entry);
  mark.label = label_of(mark, *items.front());
  return mark;
}

// `items` oldest first. A mark takes in what lies within `gap` of its first entry.
std::vector<LaneMark> marks_of(const std::vector<const ChronologyItem*>& items, const Axis& axis, int gap) {
  std::vector<LaneMark> marks;
  for (std::size_t first = 0; first < items.size();) {
    std::size_t end = first + 1;
    while (end < items.size() && axis.x(day_of(*items[end])) - axis.x(day_of(*items[first])) < gap) ++end;
    marks.push_back(mark_of(
        {items.begin() + static_cast<std::ptrdiff_t>(first), items.begin() + static_cast<std::ptrdiff_t>(end)}, axis));
    first = end;
  }
  return marks;
}

// A tick at the start of each year, or of each so many months where the axis is short.
std::vector<LaneTick> ticks_of(const Axis& axis) {
  const int room = std::max(1, (axis.right - axis.left) / tick_gap);
  const int months = months_between(axis.from, axis.to) + 1;
  constexpr int steps[] = {1, 3, 6, 12, 24, 60, 120, 1200};
  int step = steps[std::size(steps) - 1];
  for (const int candidate : steps)
    if (months / candidate < room) {
      step = candidate;
      break;
    }
  std::vector<LaneTick> ticks;
  for (Date month = Date::of(axis.from.year(), 1, 1); month <= axis.to; month = month.plus_months(step)) {
    if (month < axis.from) continue;
    const std::string label = month.text().substr(2);  // "1 May 2024" → "May 2024"
    ticks.push_back({.x = axis.x(month), .label = step >= 12 ? fmt::format("{}", month.year()) : label});
  }
  return ticks;
}

}  // namespace

Lanes layout_lanes(const std::vector<ChronologyItem>& chronology, Date on, const LanesOptions& options) {
  require(options.width >= 200 && options.most_marks >= 1, "lanes have room for a mark");
  const Axis axis = axis_of(chronology, on, options.width);
  std::map<std::string, std::vector<const ChronologyItem*>> by_lane;
  for (const ChronologyItem& item : chronology) by_lane[item.lane].push_back(&item);

  Lanes out{.width = options.width, .left = axis.left, .from = axis.from, .to = axis.to, .ticks = ticks_of(axis)};
  int y = axis_height + lane_height / 2;
  for (auto& [name, items] : by_lane) {
    std::stable_sort(items.begin(), items.end(),
                     [](const ChronologyItem* a, const ChronologyItem* b) { return day_of(*a) < day_of(*b); });
    int gap = mark_gap;
    std::vector<LaneMark> marks = marks_of(items, axis, gap);
    while (marks.size() > static_cast<std::size_t>(options.most_marks)) marks = marks_of(items, axis, gap *= 2);
    out.lanes.push_back({.name = name, .y = y, .marks = std::move(marks)});
    y += lane_height;
  }
  out.height = y - lane_height / 2;
  return out;
}

}  // namespace roundel
