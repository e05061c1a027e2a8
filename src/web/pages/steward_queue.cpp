#include <fmt/format.h>

#include "core/text.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"
#include "web/pages/steward.h"

namespace roundel::web {
namespace {

std::string of_list(const std::string& list) { return list.empty() ? "" : "?pattern=" + url_part(list); }

Html pattern_links(const service::LinkQueue& queue, const std::string& pattern) {
  const auto one = [&](const std::string& code, const std::string& words) {
    const bool on = code == pattern;
    return element("li", {},
                   element("a",
                           {{"href", queue_path(code, 1)},
                            {"class", on ? "roundel-filter roundel-filter--on" : "roundel-filter"},
                            Attribute("aria-current", "true").when(on)},
                           words));
  };
  Html items = one("", fmt::format("All questions ({})", queue.all));
  if (queue.drawn > 0 || pattern == service::drawn_pattern)
    items += one(std::string(service::drawn_pattern), fmt::format("Drawn at random ({})", queue.drawn));
  for (const service::PatternCount& each : queue.patterns)
    items += one(each.code, fmt::format("{} ({})", each.title, each.waiting));
  return element("nav", {{"aria-label", "Questions by pattern"}},
                 element("ul", {{"class", "roundel-patterns"}}, items));
}

// Why the links that chance drew are worth a steward's time.
Html drawn_words(const service::LinkQueue& queue, const std::string& pattern) {
  if (pattern == service::drawn_pattern)
    return paragraph(
        "Chance drew these links from all that the program made, most of them beyond doubt. What you find in them "
        "tells "
        "how many of all links are right. They are told in the order in which they were drawn: judge them one after "
        "the "
        "other, and leave none out.",
        "roundel-quiet");
  if (queue.drawn == 0) return {};
  return inset_text(
      all(fmt::format("{} {} drawn at random {} to be judged, so that the quality report can say how many "
                      "links are right. ",
                      queue.drawn, queue.drawn == 1 ? "link" : "links", queue.drawn == 1 ? "waits" : "wait"),
          link(queue_path(std::string(service::drawn_pattern)), "Judge some of them")));
}

Html question_card(const service::QueueItem& item, const std::string& list) {
  const bool one_name = item.name_a == item.name_b;
  const Html names = one_name ? Html(item.name_a) : all(item.name_a, " and ", item.name_b);
  const std::string agencies =
      item.agency_a == item.agency_b ? item.agency_a + ", twice" : item.agency_a + " and " + item.agency_b;
  const std::string harm = item.harm.reasons.empty() ? std::string("Nothing waits and nothing is found.")
                                                     : "Matters because: " + join_words(item.harm.reasons) + ".";
  return element("li", {{"class", "roundel-question"}},
                 element("h3", {{"class", "govuk-heading-s govuk-!-margin-bottom-1"}},
                         element("a", {{"href", pair_path(item.pair, list)}, {"class", "govuk-link"}}, names)),
                 element("p", {{"class", "govuk-body govuk-!-margin-bottom-1"}},
                         tag(item.together ? "One person now" : "Two people now",
                             item.together ? "govuk-tag--blue" : "govuk-tag--grey"),
                         " ", item.title),
                 element("p", {{"class", "roundel-quiet govuk-!-margin-bottom-0"}}, agencies, ".",
                         list == service::drawn_pattern ? Html() : all(" ", harm)),
                 item.unsure.empty() ? Html()
                                     : element("p", {{"class", "roundel-quiet govuk-!-margin-bottom-0"}}, item.unsure,
                                               " looked and could not tell."));
}

std::string_view choice_style(service::LinkChoice choice) {
  if (choice == service::LinkChoice::same) return "govuk-tag--blue";
  return choice == service::LinkChoice::different ? "govuk-tag--purple" : "govuk-tag--yellow";
}

}  // namespace

std::string queue_path(const std::string& list, int page) {
  std::string path = "/identity" + of_list(list);
  if (page > 1) path += fmt::format("{}page={}", list.empty() ? "?" : "&", page);
  return path;
}
std::string pair_path(std::string_view pair, const std::string& list) {
  return "/identity/pairs/" + url_part(pair) + of_list(list);
}
std::string judgement_path(const EntryId& judgement, const std::string& list) {
  return "/identity/decisions/" + url_part(judgement.str()) + of_list(list);
}
std::string cluster_path(const PersonId& person) { return "/identity/persons/" + url_part(person.str()); }

Html shortcut_keys(const std::vector<ShortcutKey>& keys) {
  return element("div", {{"class", "roundel-shortcuts"}, {"data-roundel-shortcuts", ""}, Attribute("hidden")},
                 heading(2, Size::s, "Keys"),
                 element("ul", {{"class", "roundel-shortcuts__list"}},
                         each(keys,
                              [](const ShortcutKey& key) {
                                const std::string letter(1, key.key);
                                return element("li", {{"data-key", letter}, {"data-target", key.target}},
                                               element("kbd", {{"class", "roundel-press"}}, upper(letter)), " ",
                                               key.words);
                              })),
                 element("button",
                         {{"type", "button"},
                          {"class", "roundel-link-button roundel-shortcuts__off"},
                          {"data-roundel-shortcuts-off", ""}},
                         "Turn the keys off"));
}

Html link_queue_page(const Frame& frame, const service::LinkQueue& queue, const std::string& pattern) {
  const bool drawn = pattern == service::drawn_pattern;
  Html list;
  if (!queue.linked) {
    list = inset_text("The records were not linked yet: `roundel link` does so, and leaves its questions here.");
  } else if (queue.items.empty()) {
    list = inset_text("No question waits. New ones come when records are linked next.");
  } else {
    list = element("ol", {{"class", "roundel-questions"}},
                   each(queue.items, [&](const service::QueueItem& item) { return question_card(item, pattern); }));
  }
  const std::vector<ShortcutKey> keys = {
      {.key = 'n', .target = ".roundel-question a", .words = "open the first question"},
      {.key = 'd', .target = "a[href='/identity/decisions']", .words = "decisions so far"}};
  const Html main = all(
      heading(1, Size::xl, "One person or two?"),
      paragraph(
          fmt::format("{} {} {}.", queue.waiting, queue.waiting == 1 ? "question waits" : "questions wait",
                      drawn ? "about links drawn at random" : "about records that may or may not belong together"),
          "govuk-body-l"),
      element(
          "div", {{"class", "govuk-grid-row"}},
          element("div", {{"class", "govuk-grid-column-one-third"}}, heading(2, Size::m, "By pattern"),
                  paragraph("Questions of one pattern take the same kind of look.", "roundel-quiet"),
                  pattern_links(queue, pattern), shortcut_keys(keys)),
          element(
              "div", {{"class", "govuk-grid-column-two-thirds"}},
              heading(2, Size::m, drawn ? "In the order in which they were drawn" : "Most pressing first"),
              drawn_words(queue, pattern),
              drawn ? Html()
                    : paragraph("A question stands higher the more harm a wrong link could do and the less sure it is. "
                                "Harm counts a concern that waits (3), a child under two (2) and each finding (1, at "
                                "most 4). The order is of questions about records, not of children.",
                                "roundel-quiet"),
              list, numbered_pages(queue.page, queue.pages, [&](int number) { return queue_path(pattern, number); }),
              queue.linked
                  ? paragraph(all("Records were last linked on ", time_of(queue.linked->iso(), queue.linked->text()),
                                  " by ", queue.model, "."),
                              "roundel-quiet")
                  : Html())));
  return whole_page(frame, {.title = "One person or two?", .current = "/identity", .main = main});
}

Html judgements_page(const Frame& frame, const std::vector<service::JudgementRow>& rows) {
  std::vector<std::vector<Cell>> cells;
  for (const service::JudgementRow& row : rows) {
    const service::Judgement& judgement = row.judgement;
    cells.push_back(
        {{.content = link(judgement_path(judgement.entry),
                          row.name_a == row.name_b ? Html(row.name_a) : all(row.name_a, " and ", row.name_b))},
         {.content = all(tag(service::in_words(judgement.choice), choice_style(judgement.choice)),
                         judgement.undone_by ? all(" ", tag("Taken back", "govuk-tag--grey")) : Html())},
         {.content = judgement.reason},
         {.content = judgement.author},
         {.content = time_of(judgement.at.iso(), judgement.at.text())}});
  }
  const Html main =
      all(heading(1, Size::xl, "Decisions"),
          paragraph("Every decision stands in the record with its author, its time and its reason. None is lost when "
                    "records are linked again, and each can be taken back.",
                    "govuk-body-l"),
          rows.empty() ? inset_text("Nobody has decided anything yet.")
                       : scrolling("Decisions, newest first", table({.caption = "Newest first",
                                                                     .caption_classes = "govuk-table__caption--m",
                                                                     .head = {{.content = "Records"},
                                                                              {.content = "Decision"},
                                                                              {.content = "Reason"},
                                                                              {.content = "By"},
                                                                              {.content = "When"}},
                                                                     .rows = std::move(cells),
                                                                     .first_cell_is_header = true,
                                                                     .classes = "roundel-stacked"})));
  return whole_page(frame, {.title = "Decisions", .current = "/identity/decisions", .main = main});
}

}  // namespace roundel::web
