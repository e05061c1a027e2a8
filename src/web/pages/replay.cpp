#include "web/pages/replay.h"

#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

using service::ReplayMoment;
using service::ReplayPage;

std::string replay_path(const ReplayPage& page, const std::optional<Date>& day) {
  std::string query;
  if (day) query = "?as-known-on=" + day->iso();
  if (page.asked.as_known_to)
    query += (query.empty() ? "?as-known-to=" : "&as-known-to=") + url_part(page.asked.as_known_to->str());
  return child_path(page.child, "replay") + query;
}

Html names_of(const std::vector<const Indicator*>& indicators) {
  std::vector<Html> names;
  for (const Indicator* indicator : indicators) names.emplace_back(indicator->name);
  return names.empty() ? Html("–") : bullets(names);
}

std::string level_or_none(const LevelCode& level, const Standards& standards) {
  return level.empty() ? std::string("No level") : level_words(level, standards.levels);
}

// The moment that is shown: the last on or before the day; nothing before the first.
std::optional<std::size_t> shown_of(const ReplayPage& page) {
  std::optional<std::size_t> at;
  for (std::size_t i = 0; i < page.moments.size(); ++i)
    if (page.moments[i].day <= page.on) at = i;
  return at;
}

// Steps from change to change, as plain links.
Html steps(const ReplayPage& page) {
  const auto& moments = page.moments;
  if (moments.empty()) return nothing("No rule ever found anything in what could be seen.");
  const auto at = shown_of(page);
  const auto step = [&](std::string_view words, std::optional<Date> day) {
    return element("li", {},
                   day ? link(replay_path(page, day), all(words, ": ", day->text()), "govuk-link--no-visited-state")
                       : element("span", {{"class", "roundel-quiet"}}, words, ": none"));
  };
  std::optional<Date> earlier, later;
  if (at && *at > 0) earlier = moments[*at - 1].day;
  if (at && moments[*at].day < page.on && page.asked.as_known_at) earlier = moments[*at].day;
  const std::size_t next = at ? *at + 1 : 0;
  if (next < moments.size()) later = moments[next].day;
  return element(
      "nav", {{"aria-label", "From change to change"}},
      element("ul", {{"class", "roundel-filters roundel-steps"}}, step("Earlier change", earlier),
              step("Later change", later),
              element("li", {}, link(replay_path(page, std::nullopt), "Now", "govuk-link--no-visited-state"))));
}

constexpr int kTimeWidth = 820, kTimeHeight = 56, kTimeMargin = 12, kTimeLine = 22;

int place_of(Date day, Date first, Date last) {
  const int span = std::max(1, last - first);
  return kTimeMargin + (day - first) * (kTimeWidth - 2 * kTimeMargin) / span;
}

// The same steps as a line to click on. The table below says everything that it says.
Html time_line(const ReplayPage& page) {
  if (page.moments.size() < 2) return {};
  const Date first = page.moments.front().day;
  const Date last = std::max(page.moments.back().day, page.on);
  const std::string middle = std::to_string(kTimeLine);
  const auto text = [&](std::string_view words, int x, std::string_view anchor) {
    return element("text",
                   {{"x", x}, {"y", kTimeHeight - 6}, {"text-anchor", anchor}, {"class", "roundel-timeline__text"}},
                   words);
  };
  const Html marks = each(page.moments, [&](const ReplayMoment& moment) {
    return element("a", {{"href", replay_path(page, moment.day)}, {"tabindex", "-1"}},
                   element("circle",
                           {{"cx", place_of(moment.day, first, last)},
                            {"cy", middle},
                            {"r", "7"},
                            {"class", "roundel-timeline__mark"}},
                           element("title", {}, moment.day.text())));
  });
  const int shown = place_of(std::clamp(page.on, first, last), first, last);
  return element(
      "svg",
      {{"class", "roundel-timeline roundel-only-wide"},
       {"viewBox", fmt::format("0 0 {} {}", kTimeWidth, kTimeHeight)},
       {"width", "100%"},
       {"aria-hidden", "true"},
       {"focusable", "false"}},
      element("line", {{"x1", kTimeMargin},
                       {"x2", kTimeWidth - kTimeMargin},
                       {"y1", middle},
                       {"y2", middle},
                       {"class", "roundel-timeline__line"}}),
      marks,
      element("line",
              {{"x1", shown}, {"x2", shown}, {"y1", "4"}, {"y2", kTimeLine + 16}, {"class", "roundel-timeline__on"}}),
      text(first.text(), kTimeMargin, "start"), text(last.text(), kTimeWidth - kTimeMargin, "end"));
}

Html moments_table(const ReplayPage& page, const Standards& standards) {
  if (page.moments.empty()) return {};
  const auto at = shown_of(page);
  std::vector<std::vector<Cell>> rows;
  for (std::size_t i = page.moments.size(); i-- > 0;) {
    const ReplayMoment& moment = page.moments[i];
    const Html here = at && *at == i ? all(" ", tag("Shown")) : Html();
    rows.push_back({{.content = all(link(replay_path(page, moment.day), moment.day.text()), here)},
                    {.content = names_of(moment.began)},
                    {.content = names_of(moment.ended)},
                    {.content = level_or_none(moment.suggested, standards)}});
  }
  return scrolling("Every evening on which the findings changed",
                   table({.caption = "Every evening on which the findings changed, newest first",
                          .caption_classes = "govuk-visually-hidden",
                          .head = {{.content = "Evening of"},
                                   {.content = "Found from then"},
                                   {.content = "No longer found"},
                                   {.content = "Suggested"}},
                          .rows = std::move(rows),
                          .first_cell_is_header = true}));
}

Html choose(const ReplayPage& page, const Standards& standards) {
  DateInput date{.id = "as-known-on",
                 .name_prefix = "as-known-on",
                 .fieldset = Fieldset{.legend = "As known on", .legend_classes = "govuk-fieldset__legend--s"},
                 .hint = Hint{.text = "Leave empty for now. For example, 27 3 2024"}};
  if (page.asked.as_known_at) {
    date.day = std::to_string(page.on.day());
    date.month = std::to_string(page.on.month());
    date.year = std::to_string(page.on.year());
  }
  Select agency{.label = {.text = "As known to", .classes = "govuk-label--s"}, .name = "as-known-to"};
  if (page.asked.as_known_to) agency.value = page.asked.as_known_to->str();
  agency.items.emplace_back("", "Everybody together");
  if (standards.place)
    for (const Agency& one : standards.place->agencies) agency.items.emplace_back(one.id.str(), one.name);
  return element("form", {{"method", "get"}, {"action", child_path(page.child, "replay")}, Attribute("novalidate")},
                 date_input(date), select(agency), button({.text = "Show", .classes = "govuk-button--secondary"}));
}

Html shown_words(const ReplayPage& page, const Standards& standards) {
  std::string words = page.asked.as_known_at ? "As known at the end of " + page.on.text() : std::string("As known now");
  words += page.asked.as_known_to ? " to " + standards.agency_name(*page.asked.as_known_to) : " to everybody together";
  return element("div", {{"class", "roundel-past"}, {"role", "note"}},
                 element("p", {{"class", "roundel-past__words"}}, words, "."),
                 paragraph(all("Suggested then: ", bold(level_or_none(page.assessment.suggested, standards)),
                               ". By the standards in use today, edition ", page.assessment.edition,
                               "; an earlier edition may have said otherwise."),
                           "govuk-!-margin-bottom-0"));
}

Html cards(const std::vector<service::FindingShown>& findings, const Standards& standards, std::string_view none) {
  if (findings.empty()) return nothing(none);
  return each(findings, [&](const auto& finding) { return finding_card(finding, standards); });
}

Html judged(const ReplayPage& page, const Standards& standards) {
  if (page.judged.own.empty()) return nothing("No practitioner had written a judgement.");
  std::vector<Html> lines;
  if (page.judged.shared)
    lines.push_back(all(bold("Shared: "), level_words(page.judged.shared->level, standards.levels), ", ",
                        page.judged.shared->on.text()));
  for (const OwnLevel& own : page.judged.own)
    lines.push_back(all(standards.agency_name(own.agency), ": ", level_words(own.level, standards.levels), ", ",
                        own.on.text(), ". ", own.reason));
  return bullets(lines);
}

}  // namespace

Html replay_page(const Frame& frame, const ReplayPage& page, const Standards& standards) {
  const Html main = all(
      heading(1, Size::xl, "The assessment over time"),
      element("p", {{"class", "govuk-body-l"}}, link(child_path(page.child), page.name), " ",
              element("span", {{"class", "roundel-quiet"}}, page.age)),
      shown_words(page, standards), time_line(page), steps(page),
      section("findings", "Findings then", cards(page.findings, standards, "No rule found a need in what was known.")),
      section("protective", "Protective factors then",
              cards(page.protective, standards, "Nothing protective was known.")),
      section("judged", "Judged by then", judged(page, standards)),
      section("choose", "Another day, or another agency", choose(page, standards)),
      section("moments", "Every change",
              all(paragraph("The evenings on which the findings changed because something was recorded. Between them "
                            "only time passed."),
                  moments_table(page, standards))),
      paragraph(link(child_path(page.child, "who-knew"), "Who could have known what, and when")));
  return whole_page(frame, {.title = "The assessment over time",
                            .before = back_link(child_path(page.child), "Back to the child\u2019s picture"),
                            .main = main});
}

namespace {

std::string day_or(const std::optional<Date>& day, std::string_view otherwise) {
  return day ? day->text() : std::string(otherwise);
}

Html knew_cell(const service::Knew& knew) {
  if (!knew.could) return element("span", {{"class", "roundel-quiet"}}, "Never could");
  const auto line = [](std::string_view what, const std::string& when) {
    return element("div", {{"class", "roundel-knew"}}, element("span", {{"class", "roundel-quiet"}}, what), " ", when);
  };
  return all(line("By itself:", day_or(knew.had, "not")), line("With what it was given:", day_or(knew.could, "not")),
             line("Opened:", day_or(knew.opened, "not")));
}

}  // namespace

Html who_knew_page(const Frame& frame, const service::WhoKnewPage& page, const Standards& standards) {
  std::vector<Cell> head = {{.content = "Finding"}, {.content = "All together"}};
  for (const AgencyId& agency : page.agencies) head.push_back({.content = standards.agency_name(agency)});
  std::vector<std::vector<Cell>> rows;
  for (const service::KnewRow& row : page.rows) {
    std::vector<Cell> cells = {{.content = row.indicator->name}, {.content = day_or(row.together, "Not together")}};
    for (const service::Knew& knew : row.agencies) cells.push_back({.content = knew_cell(knew)});
    rows.push_back(std::move(cells));
  }
  const Html matrix =
      rows.empty() ? nothing("No rule ever found a need in what you may read.")
                   : scrolling("Who could have known what, and when",
                               table({.caption = "Findings by the day on which each agency could first make them",
                                      .caption_classes = "govuk-visually-hidden",
                                      .head = std::move(head),
                                      .rows = std::move(rows),
                                      .first_cell_is_header = true,
                                      .classes = "roundel-matrix"}));
  const Html main = all(
      heading(1, Size::xl, "Who could have known what, and when"),
      element("p", {{"class", "govuk-body-l"}}, link(child_path(page.child), page.name), " ",
              element("span", {{"class", "roundel-quiet"}}, page.age)),
      paragraph(
          "For each need that the rules ever found: the first day on which an agency could have found it from its "
          "own records, the first day with what it had been given too, and the first day after that on which "
          "somebody of the agency opened the child\u2019s picture."),
      inset_text(
          "Could have known is not did know, and hindsight makes everything look plain. Days come from the records "
          "and today\u2019s rules; which records were one person, and who belonged to the family, is taken as it was "
          "known on each day. What was said and never written down is not here. What you may not read counts for "
          "nobody."),
      matrix, paragraph(link(child_path(page.child, "replay"), "The assessment over time")));
  return whole_page(frame, {.title = "Who could have known what, and when",
                            .before = back_link(child_path(page.child), "Back to the child\u2019s picture"),
                            .main = main});
}

}  // namespace roundel::web
