#include "web/pages/backtest.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/drawing/backtest.h"
#include "web/drawing/drawing.h"
#include "web/pages/backtest_rules.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

using backtest::Backtest;
using backtest::Way;

const backtest::Reached& reached(const Backtest& done, Way way) { return done.reached[static_cast<std::size_t>(way)]; }
const backtest::Against& against(const Backtest& done, Way way) {
  return done.against[static_cast<std::size_t>(way) - 1];
}
int seen(const backtest::Reached& one) { return one.already + one.while_on; }

int of_100(double part, double whole) { return whole <= 0 ? 0 : static_cast<int>(std::lround(100 * part / whole)); }

// "119,041"
std::string in_thousands(std::int64_t number) {
  std::string out = std::to_string(number);
  for (int at = static_cast<int>(out.size()) - 3; at > 0; at -= 3) out.insert(static_cast<std::size_t>(at), ",");
  return out;
}

// The list that the report is about.
const backtest::ListOf* list_of(const Backtest& done) {
  const auto at = std::find_if(done.lists.begin(), done.lists.end(),
                               [&](const backtest::ListOf& one) { return one.level == done.asked.level; });
  return at == done.lists.end() ? nullptr : &*at;
}

// ---- what it says, in plain sentences ----

std::string sooner_words(const Backtest& done) {
  const backtest::Against& one = against(done, Way::passed_on);
  const std::string middle = *one.median > 0   ? fmt::format("the middle one was seen {} days earlier", *one.median)
                             : *one.median < 0 ? fmt::format("the middle one was seen {} days later", -*one.median)
                                               : "for the middle one nothing was gained";
  return fmt::format(
      "Of the {} harms that were both found by the rules and passed on to the front door, the rules were earlier in "
      "{}, "
      "in the same week in {} and later in {}; {}.",
      one.both, one.earlier, one.same_week, one.later, middle);
}

std::vector<Html> plain_sentences(const Backtest& done) {
  const backtest::Reached& together = reached(done, Way::together);
  std::vector<Html> out = {
      fmt::format("{} harms began in this time. Putting agencies together found {} of them: {} already before the harm "
                  "began, {} while it went on. {} were never found.",
                  done.harms, seen(together), together.already, together.while_on, together.never),
      fmt::format("No agency by itself would have found {} of these. {} of all harms were passed on to the front door, "
                  "and {} were taken on by social care.",
                  against(done, Way::alone).only_together, seen(reached(done, Way::passed_on)),
                  seen(reached(done, Way::taken_on)))};
  if (against(done, Way::passed_on).median) out.emplace_back(sooner_words(done));
  out.emplace_back(fmt::format("{} harms were passed on by people and never found by the rules.",
                               against(done, Way::passed_on).only_other));
  if (const backtest::ListOf* list = list_of(done))
    out.emplace_back(
        fmt::format("In a week {:.0f} children came onto the list (from {} to {}). Of 100 on it, {} were living with "
                    "harm that day, and "
                    "{} had none near. A list drawn by lot would find {} of 100.",
                    list->a_week, list->fewest, list->most, of_100(list->rights[0], list->listed),
                    of_100(list->rights[3], list->listed), of_100(done.in_harm, 1)));
  const auto everybody = std::find_if(done.groups.begin(), done.groups.end(),
                                      [](const backtest::GroupRow& row) { return row.group == "Everybody"; });
  if (everybody != done.groups.end())
    if (const auto listed = everybody->share_listed(Way::together))
      out.emplace_back(
          fmt::format("Of 100 children whom no harm touched, {} were on the list at some time.", of_100(*listed, 1)));
  return out;
}

// ---- how soon ----

std::string weeks_words(const backtest::Reached& one) {
  return one.median ? fmt::format("{} ({} to {})", *one.median, *one.lower, *one.upper) : "–";
}

Html seen_section(const Backtest& done) {
  std::vector<SeenBar> bars;
  std::vector<std::vector<Cell>> rows;
  for (std::size_t way = 0; way < backtest::ways; ++way) {
    const backtest::Reached& one = done.reached[way];
    const std::string name(way_name(static_cast<Way>(way)));
    bars.push_back({name, one.already, one.while_on, one.never});
    rows.push_back({{.content = name},
                    {.content = std::to_string(one.already), .numeric = true},
                    {.content = std::to_string(one.while_on), .numeric = true},
                    {.content = std::to_string(one.never), .numeric = true},
                    {.content = weeks_words(one), .numeric = true}});
  }
  return section(
      "seen", "How harm came to be seen",
      all(paragraph("Each bar stands for all harms that began in this time. The first two are the rules, over all "
                    "agencies' entries and over one agency's; the last two are what people really did."),
          draw_seen(bars),
          scrolling("The same as a table", table({.caption = "How harm came to be seen",
                                                  .caption_classes = "govuk-visually-hidden",
                                                  .head = {{.content = "Way"},
                                                           {.content = "Already", .numeric = true},
                                                           {.content = "While it went on", .numeric = true},
                                                           {.content = "Never", .numeric = true},
                                                           {.content = "Weeks until then", .numeric = true}},
                                                  .rows = std::move(rows),
                                                  .first_cell_is_header = true})),
          paragraph("Weeks: of the harms seen while they went on, the middle one; in brackets the middle half.",
                    "roundel-quiet")));
}

std::vector<Cell> gained_cells(const std::string& name, const backtest::Against& one) {
  return {{.content = name},
          {.content = std::to_string(one.both), .numeric = true},
          {.content = std::to_string(one.earlier), .numeric = true},
          {.content = std::to_string(one.same_week), .numeric = true},
          {.content = std::to_string(one.later), .numeric = true},
          {.content = one.median ? fmt::format("{} ({} to {})", *one.median, *one.lower, *one.upper) : "–",
           .numeric = true},
          {.content = std::to_string(one.only_together), .numeric = true},
          {.content = std::to_string(one.only_other), .numeric = true}};
}

Html gained_table(std::string_view caption, std::vector<std::vector<Cell>> rows) {
  return scrolling(caption, table({.caption = std::string(caption),
                                   .caption_classes = "govuk-table__caption--m",
                                   .head = {{.content = "Against"},
                                            {.content = "Seen by both", .numeric = true},
                                            {.content = "Earlier", .numeric = true},
                                            {.content = "Same week", .numeric = true},
                                            {.content = "Later", .numeric = true},
                                            {.content = "Days gained", .numeric = true},
                                            {.content = "Only together", .numeric = true},
                                            {.content = "Only the other", .numeric = true}},
                                   .rows = std::move(rows),
                                   .first_cell_is_header = true}));
}

Html gained_section(const Backtest& done) {
  std::vector<GainedLine> lines;
  std::vector<std::vector<Cell>> ways, agencies;
  for (const backtest::Against& one : done.against) {
    ways.push_back(gained_cells(std::string(way_name(one.way)), one));
    if (one.median) lines.push_back({std::string(way_name(one.way)), *one.lower, *one.median, *one.upper});
  }
  for (const backtest::AgainstAgency& one : done.agencies) agencies.push_back(gained_cells(one.name, one.against));
  return section(
      "gained", "Days gained by putting agencies together",
      all(paragraph(
              "Of the harms that both saw. The dot is the middle one, the line the middle half. Left of the broken "
              "line, days were lost."),
          draw_gained(lines), gained_table("Against any agency, and what people did", std::move(ways)),
          gained_table("Against each agency by itself", std::move(agencies)),
          paragraph("One agency by itself: the same rules and thresholds, over its own entries and who belongs to the "
                    "family. What rests on nobody having recorded something is credited to every agency, so that no "
                    "gain is made of it. Everything moves in steps of a week.",
                    "roundel-quiet")));
}

// ---- the list ----

Html list_section(const Backtest& done, const Standards& standards) {
  std::vector<std::vector<Cell>> rows;
  for (const backtest::ListOf& list : done.lists) {
    const auto part = [&](std::size_t which) {
      return Cell{.content = fmt::format("{}%", of_100(list.rights[which], list.listed)), .numeric = true};
    };
    rows.push_back({{.content = level_words(list.level, standards.levels) + " or higher"},
                    {.content = fmt::format("{:.1f}", list.a_week), .numeric = true},
                    {.content = fmt::format("{} to {}", list.fewest, list.most), .numeric = true},
                    part(0),
                    part(1),
                    part(2),
                    part(3)});
  }
  return section(
      "lists", "The list of a week, and how often it was right",
      all(paragraph("Children for whom something newly holds, by how much it takes to be on the list. A longer list "
                    "misses fewer and is wrong more often: a place must choose, and knows here what it chooses."),
          scrolling("Lists", table({.caption = "Lists",
                                    .caption_classes = "govuk-visually-hidden",
                                    .head = {{.content = "A finding of"},
                                             {.content = "Children a week", .numeric = true},
                                             {.content = "Fewest to most", .numeric = true},
                                             {.content = "Harm goes on", .numeric = true},
                                             {.content = "Begins within half a year", .numeric = true},
                                             {.content = "Ended in the half year before", .numeric = true},
                                             {.content = "None near", .numeric = true}},
                                    .rows = std::move(rows),
                                    .first_cell_is_header = true}))));
}

// ---- who is missed ----

Cell count_cell(const Count& count) {
  return {.content = count ? Html(std::to_string(*count)) : Html("few"), .numeric = true};
}
Cell share_cell(const std::optional<double>& share) {
  return {.content = share ? Html(fmt::format("{}%", of_100(*share, 1))) : Html("–"), .numeric = true};
}
Cell missed_cell(const std::optional<double>& seen) {
  return share_cell(seen ? std::optional<double>(1 - *seen) : std::nullopt);
}

Html group_table(const std::vector<backtest::GroupRow>& groups, const std::string& group) {
  std::vector<std::vector<Cell>> rows;
  for (const backtest::GroupRow& row : groups)
    if (row.group == group)
      rows.push_back({{.content = row.member},
                      count_cell(row.harmed),
                      missed_cell(row.share_seen(Way::together)),
                      missed_cell(row.share_seen(Way::alone)),
                      missed_cell(row.share_seen(Way::taken_on)),
                      count_cell(row.unharmed),
                      share_cell(row.share_listed(Way::together)),
                      share_cell(row.share_listed(Way::taken_on))});
  return scrolling(group, table({.caption = group,
                                 .caption_classes = "govuk-table__caption--m",
                                 .head = {{.content = "Children"},
                                          {.content = "Harmed", .numeric = true},
                                          {.content = "Missed by the rules", .numeric = true},
                                          {.content = "Missed by every agency alone", .numeric = true},
                                          {.content = "Never taken on", .numeric = true},
                                          {.content = "Not harmed", .numeric = true},
                                          {.content = "Listed all the same", .numeric = true},
                                          {.content = "Taken on all the same", .numeric = true}},
                                 .rows = std::move(rows),
                                 .first_cell_is_header = true}));
}

Html types_table(const Backtest& done) {
  std::vector<std::vector<Cell>> rows;
  for (const backtest::ByType& type : done.types) {
    std::vector<Cell> row = {{.content = sentence_case(type.type)}, count_cell(type.harms)};
    for (const Count& seen_by : type.seen) row.push_back(count_cell(seen_by));
    rows.push_back(std::move(row));
  }
  return scrolling("Kinds of harm", table({.caption = "Kinds of harm",
                                           .caption_classes = "govuk-table__caption--m",
                                           .head = {{.content = "Kind"},
                                                    {.content = "Harms", .numeric = true},
                                                    {.content = "Found together", .numeric = true},
                                                    {.content = "By one agency", .numeric = true},
                                                    {.content = "Passed on", .numeric = true},
                                                    {.content = "Taken on", .numeric = true}},
                                           .rows = std::move(rows),
                                           .first_cell_is_header = true}));
}

Html missed_section(const Backtest& done) {
  Html tables;
  std::string group;
  for (const backtest::GroupRow& row : done.groups) {
    if (row.group == group) continue;
    group = row.group;
    tables += group_table(done.groups, group);
  }
  return section(
      "missed", "Who is missed, and who is listed for nothing",
      all(paragraph(
              "Too little and too much are told side by side: of the harmed children, how many a way never saw; of "
              "the children whom no harm touched, how many came onto the list, or were taken on, all the same. "
              "Look for a group that has more of both."),
          types_table(done), tables,
          paragraph("Few: one to four children, or a number that would give such a one away. –: it cannot be told, for "
                    "the same reason, or there is nobody.",
                    "roundel-quiet")));
}

// ---- the whole ----

Html about_it(const service::KeptBacktest& kept, const Standards& standards) {
  const Backtest& done = kept.backtest;
  const char* counted = done.asked.counts == backtest::Counts::as_known
                            ? "An entry counts from the day its agency knew it, as if feeds came every night."
                            : "An entry counts from the day it was recorded, as the extracts really came.";
  return all(
      paragraph(fmt::format("{} made-up children and {} entries, {} weeks from {} to {}. On the list is a child for "
                            "whom something of “{}” or higher newly holds. {} Rules: {}. Made on {}.",
                            in_thousands(done.children), in_thousands(done.entries), done.weeks, done.asked.from.text(),
                            done.asked.to.text(), level_words(done.asked.level, standards.levels), counted,
                            done.edition, kept.made.date().text())),
      kept.rules_changed
          ? warning_text("The rules have changed since this was made. Ask whoever runs Roundel for a new one.")
          : Html());
}

Html cannot_show() {
  std::vector<Html> sentences;
  for (const std::string& one : backtest::what_it_cannot_show()) sentences.emplace_back(one);
  return section("cannot", "What this cannot show", bullets(sentences));
}

Html report_of(const service::KeptBacktest& kept, const Standards& standards) {
  const Backtest& done = kept.backtest;
  return all(about_it(kept, standards), section("says", "What it says", bullets(plain_sentences(done))), cannot_show(),
             seen_section(done), gained_section(done), list_section(done, standards), missed_section(done),
             rules_section(done, standards));
}

}  // namespace

Html backtest_page(const Frame& frame, const std::optional<service::KeptBacktest>& kept, const Standards& standards) {
  const Html main = all(
      heading(1, Size::xl, "Does it help?"),
      paragraph("What the rules would have shown in a simulated place, where it is known who was really harmed and "
                "when. Held against each agency by itself, and against what people did. Everybody in it is made up.",
                "govuk-body-l"),
      kept ? report_of(*kept, standards)
           : inset_text("No backtest has been kept here yet. Whoever runs Roundel makes one with “roundel backtest”; "
                        "the demonstration makes one by itself, some minutes after it starts."));
  return whole_page(frame, {.title = "Does it help?",
                            .current = "/standards",
                            .before = back_link("/standards", "The standards in words"),
                            .main = main});
}

}  // namespace roundel::web
