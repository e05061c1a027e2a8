#include "web/pages/time_limits.h"

#include <algorithm>

#include <fmt/format.h>

#include "oversight/bunching.h"
#include "standards/front_door.h"
#include "web/components/lists.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

constexpr int bar_width = 80;  // of the longest bar, in pixels

std::string limit_words(const ClockCount& clock) {
  static constexpr std::string_view many[] = {"working days", "school days", "hours", "weeks", "months", "years"};
  static constexpr std::string_view one[] = {"working day", "school day", "hour", "week", "month", "year"};
  const auto base = static_cast<std::size_t>(clock.base);
  return fmt::format("{} {}", clock.limit, clock.limit == 1 ? one[base] : many[base]);
}

Html count_or_few(const Count& count) { return count ? Html(std::to_string(*count)) : Html("few"); }

std::string days_words(const oversight::DaysGroup& group) {
  return group.from == group.to ? std::to_string(group.from) : fmt::format("{} to {}", group.from, group.to);
}

// Beside its number, so that nothing is told by length or colour alone.
Html bar(const oversight::DaysGroup& group, std::int64_t most) {
  const auto width = most == 0 ? 0 : std::max<std::int64_t>(group.count > 0 ? 2 : 0, group.count * bar_width / most);
  return element("svg",
                 {{"class", group.beyond ? "roundel-days roundel-days--late" : "roundel-days"},
                  {"viewBox", fmt::format("0 0 {} 16", bar_width)},
                  {"width", std::to_string(bar_width)},
                  {"height", "16"},
                  {"aria-hidden", "true"},
                  {"focusable", "false"}},
                 element("rect", {{"width", std::to_string(width)}, {"height", "16"}}));
}

Html place_words(const oversight::DaysGroup& group) {
  if (group.beyond) return "Late";
  return group.last_days ? Html("Last days") : Html("Yes");
}

Html spread_table(const ClockCount& clock) {
  const auto groups = oversight::groups_of(clock);
  std::int64_t most = 0;
  for (const auto& group : groups) most = std::max(most, group.count);
  std::vector<std::vector<Cell>> rows;
  for (const auto& group : groups)
    rows.push_back({{.content = days_words(group)},
                    {.content = std::to_string(group.count), .numeric = true},
                    {.content = bar(group, most)},
                    {.content = place_words(group)}});
  const char* days = clock.base == TimeBase::working_days ? "Working days taken" : "Days taken";
  return scrolling(fmt::format("{}, {}, {}: how long it took", clock.name, limit_words(clock), clock.edition),
                   table({.caption = "How long it took: " + clock.name,
                          .caption_classes = "govuk-visually-hidden",
                          .head = {{.content = days},
                                   {.content = "How many", .numeric = true},
                                   {.content = hidden_text("As a bar")},
                                   {.content = "In time"}},
                          .rows = std::move(rows),
                          .first_cell_is_header = true}));
}

Html clock_section(const ClockCount& clock, std::size_t number) {
  const bool any = clock.days_taken.total() > 0 && !clock.days_taken.withheld;
  return section(
      fmt::format("limit-{}", number), fmt::format("{}: {} ({})", clock.name, limit_words(clock), clock.edition),
      all(paragraph(all(force_words(clock.force), clock.confirmed ? "." : ", not confirmed."), "roundel-quiet"),
          element(
              "div", {{"class", "roundel-figures"}}, figure(count_or_few(clock.running), "run, and are in time"),
              figure(count_or_few(clock.late), "are open and late"), figure(count_or_few(clock.met), "done in time"),
              figure(count_or_few(clock.met_late), "done late"),
              clock.lapsed == Count(0) ? Html() : figure(count_or_few(clock.lapsed), "never done while anybody waited"),
              figure(count_or_few(clock.ended), clock.code == notification_clock
                                                    ? "answered by a service's own record"
                                                    : "ended, because it was no longer needed")),
          oversight::is_bunched(clock)
              ? inset_text("Most of these are done at the very end. A limit is the most that it may take, not an aim: "
                           "look at what makes families wait until then.")
              : Html(),
          clock.on_last_day && *clock.on_last_day > 0
              ? paragraph(fmt::format("On the very last day: {}.", *clock.on_last_day))
              : Html(),
          any ? spread_table(clock) : paragraph("None was done in this year.")));
}

// What is late stands before how it went: a line a limit, each leading to its own part.
Html at_a_glance(const std::vector<ClockCount>& clocks) {
  std::vector<std::vector<Cell>> rows;
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    const ClockCount& clock = clocks[i];
    const auto number = [](const Count& count) { return Cell{.content = count_or_few(count), .numeric = true}; };
    rows.push_back(
        {{.content = all(link(fmt::format("#limit-{}", i), clock.name), element("br", {}),
                         element("span", {{"class", "roundel-quiet"}}, limit_words(clock), ", ", clock.edition))},
         number(clock.late),
         number(clock.running),
         number(clock.met),
         number(clock.met_late)});
  }
  return scrolling("All time limits", table({.caption = "All time limits",
                                             .caption_classes = "govuk-table__caption--m",
                                             .head = {{.content = "Time limit"},
                                                      {.content = "Late now", .numeric = true},
                                                      {.content = "Open, in time", .numeric = true},
                                                      {.content = "Done in time", .numeric = true},
                                                      {.content = "Done late", .numeric = true}},
                                             .rows = std::move(rows),
                                             .first_cell_is_header = true}));
}

}  // namespace

Html time_limits_page(const Frame& frame, const Oversight& seen) {
  Html limits;
  for (std::size_t i = 0; i < seen.clocks.size(); ++i) limits += clock_section(seen.clocks[i], i);
  Html problems;
  for (const Error& problem : seen.problems) problems += paragraph("Not told: " + problem.what, "roundel-quiet");
  const Html main = all(
      heading(1, Size::xl, "How time limits are kept"),
      paragraph(all("What was done from ", seen.asked.from.text(), " to ", seen.asked.on.text(),
                    ", and what is open now. Each limit stands in the edition that was in force on the day it began to "
                    "run."),
                "govuk-body-l"),
      limits.empty() ? inset_text("No time limit has run in this year.") : all(at_a_glance(seen.clocks), limits),
      problems);
  return whole_page(frame, {.title = "How time limits are kept", .current = "/time-limits", .main = main});
}

}  // namespace roundel::web
