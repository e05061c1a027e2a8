#include "web/pages/learned.h"

#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

std::string a_week(const std::optional<double>& passed_on) {
  return passed_on ? fmt::format("{:.1f}", *passed_on) : std::string("few");
}

std::string percent_words(const LoopShare& share) {
  if (share.none) return "none yet";
  return share.percent ? fmt::format("{} %", *share.percent) : std::string("few");
}

std::string span_words(const LoopSpan& span) { return fmt::format("{} to {}", span.from.text(), span.to.text()); }

Html comparison_table(const service::Learned& one, const LoopComparison& compared) {
  const auto line = [](const char* what, std::string before, std::string after) {
    return std::vector<Cell>{
        {.content = what}, {.content = before, .numeric = true}, {.content = after, .numeric = true}};
  };
  const LoopSpan &before = compared.before, &after = compared.after;
  return scrolling(
      "Before and after",
      table({.caption = fmt::format("{} weeks before and after {}", compared.weeks, one.from.text()),
             .caption_classes = "govuk-table__caption--s",
             .head = {{.content = "What was passed on"},
                      {.content = all("Before", hidden_text(all(", ", span_words(before)))), .numeric = true},
                      {.content = all("After", hidden_text(all(", ", span_words(after)))), .numeric = true}},
             .rows = {line("Passed on a week", a_week(before.passed_on), a_week(after.passed_on)),
                      line("Nothing further, of those decided", percent_words(before.nothing),
                           percent_words(after.nothing)),
                      line("of these came back within 12 weeks", percent_words(before.came_back),
                           percent_words(after.came_back))},
             .first_cell_is_header = true}));
}

Html compared_words(const service::Learned& one, Date on) {
  if (one.compared) return comparison_table(one, *one.compared);
  if (one.from > on) return paragraph("It is not in force yet.", "roundel-quiet");
  if (on - one.from < weeks_compared_at_least * 7)
    return paragraph(fmt::format("Before and after are compared when {} weeks have gone by.", weeks_compared_at_least),
                     "roundel-quiet");
  return paragraph("It began longer ago than the two years that are counted.", "roundel-quiet");
}

Html learned_card(const service::Learned& one, Date on) {
  return element("article", {{"class", "roundel-card"}}, heading(3, Size::s, all("From ", one.from.text())),
                 paragraph(all(bold("Learned: "), one.learned)), paragraph(all(bold("Changed: "), one.change)),
                 paragraph(all("Agreed by ", one.agreed_by, ". Written down by ", one.agency_name, ", ",
                               time_of(one.at.iso(), one.at.date().text())),
                           "roundel-quiet"),
                 compared_words(one, on));
}

Html from_field(const Filled& filled) {
  return date_input(
      {.id = "from",
       .name_prefix = "from",
       .fieldset = Fieldset{.legend = "From when is it sent otherwise?", .legend_classes = "govuk-fieldset__legend--s"},
       .hint = Hint{.text = "For example, 27 3 2026"},
       .error = filled.error_of("from-day"),
       .day = filled.value("from-day"),
       .month = filled.value("from-month"),
       .year = filled.value("from-year")});
}

Html learned_form(const Frame& frame, const LoopKey& about, const Filled& filled, std::string_view key) {
  const auto words = [&](const char* name, const char* what, const char* hint) {
    return textarea({.label = {.text = what, .classes = "govuk-label--s"},
                     .name = name,
                     .value = filled.value(name),
                     .hint = Hint{.text = hint},
                     .error = filled.error_of(name),
                     .rows = 3});
  };
  return post_form(
      frame, "/referral-loop/learned",
      all(hidden_field("key", key), hidden_field("way", word(about.way)), hidden_field("source", about.source),
          hidden_field("kind", about.kind.str()),
          words("learned", "What did both services learn?", "In plain words, and of no child by name"),
          words("change", "What will be sent otherwise?", "One thing that whoever sends it can do from that day"),
          input({.label = {.text = "Who agreed it, for both services?", .classes = "govuk-label--s"},
                 .name = "agreed-by",
                 .value = filled.value("agreed-by"),
                 .error = filled.error_of("agreed-by")}),
          from_field(filled), button({.text = "Write it down", .prevent_double_click = true})));
}

}  // namespace

Html learned_section(const Frame& frame, const service::ReferralLoop& loop, const LoopKey& about, const Filled& filled,
                     std::string_view key) {
  Html cards;
  for (const service::Learned& one : loop.learned)
    if (one.about == about) cards += learned_card(one, loop.on);
  if (cards.empty()) cards = paragraph("Nothing was written down yet.");
  if (loop.may_record)
    cards += details({.summary = "Write down what was learned",
                      .content = learned_form(frame, about, filled, key),
                      .open = !filled.errors.empty()});
  return section("was-learned", "What was learned", cards);
}

}  // namespace roundel::web
