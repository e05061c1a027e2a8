#include "web/pages/backtest_rules.h"

#include <cmath>

#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

std::string part_words(int count, int of) {
  return of == 0 ? "–" : fmt::format("{}%", std::lround(100.0 * count / of));
}

std::string halves_words(const backtest::RuleRow& rule) {
  return part_words(rule.right_in_half[0], rule.began_in_half[0]) + ", " +
         part_words(rule.right_in_half[1], rule.began_in_half[1]);
}

// Rules of which something is to be said, by name; or that there are none.
template <class Is>
Html rules_that(const backtest::Backtest& done, std::string_view title, std::string_view why, Is is) {
  std::vector<Html> names;
  for (const backtest::RuleRow& rule : done.rules)
    if (is(rule)) names.emplace_back(rule.name);
  return all(heading(3, Size::s, fmt::format("{} ({})", title, names.size())),
             names.empty() ? paragraph("None.") : all(paragraph(why), bullets(names)));
}

std::vector<Cell> rule_cells(const backtest::RuleRow& rule, const Standards& standards) {
  return {{.content = all(rule.name, rule.protective ? Html(" (speaks for safety)") : Html())},
          {.content = rule.protective ? std::string("–") : level_words(rule.level, standards.levels)},
          {.content = std::to_string(rule.began), .numeric = true},
          {.content = std::to_string(rule.children), .numeric = true},
          {.content = fmt::format("{:.1f}%", 100 * rule.share), .numeric = true},
          {.content = rule.protective ? "–" : part_words(rule.rights[0], rule.began), .numeric = true},
          {.content = rule.protective ? "–" : halves_words(rule), .numeric = true},
          {.content = part_words(rule.came_back, rule.ended), .numeric = true}};
}

Html every_rule(const backtest::Backtest& done, const Standards& standards) {
  std::vector<std::vector<Cell>> rows;
  for (const backtest::RuleRow& rule : done.rules)
    if (!rule.never()) rows.push_back(rule_cells(rule, standards));
  return scrolling("Each rule", table({.caption = "Each rule",
                                       .caption_classes = "govuk-visually-hidden",
                                       .head = {{.content = "Rule"},
                                                {.content = "Level"},
                                                {.content = "Came to hold", .numeric = true},
                                                {.content = "Children", .numeric = true},
                                                {.content = "Of all weeks", .numeric = true},
                                                {.content = "Harm went on", .numeric = true},
                                                {.content = "By half", .numeric = true},
                                                {.content = "Came back", .numeric = true}},
                                       .rows = std::move(rows),
                                       .first_cell_is_header = true}));
}

}  // namespace

Html rules_section(const backtest::Backtest& done, const Standards& standards) {
  using backtest::RuleRow;
  return section(
      "rules", "The rules, one by one",
      all(rules_that(done, "Never held",
                     "They found nothing here. A rule may be for what is rare, or the simulation may not make what it "
                     "looks for: read it before it goes.",
                     [](const RuleRow& rule) { return rule.never(); }),
          rules_that(done, "Held for half of all children or more",
                     "What is true of most tells little. For what speaks for safety that may be right.",
                     [](const RuleRow& rule) { return rule.always(); }),
          rules_that(done, "Not steady: right more often in one half of the time than in the other",
                     "By more than chance explains (once in a hundred), where it came to hold often enough to say.",
                     [](const RuleRow& rule) { return rule.changed_between_halves(); }),
          rules_that(done, "Not steady: comes and goes",
                     "One in five endings or more was followed by the same finding within eight weeks.",
                     [](const RuleRow& rule) { return rule.comes_and_goes(); }),
          details(
              {.summary = "Each rule in numbers",
               .content = all(paragraph("Harm went on: of the times it came to hold, how often the child was living "
                                        "with harm on that day. By half: the same in the first and in the second "
                                        "half of the time. Came back: of its endings, within eight weeks."),
                              every_rule(done, standards))})));
}

}  // namespace roundel::web
