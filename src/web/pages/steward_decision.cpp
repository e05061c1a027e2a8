// What was decided, the score behind it, and the way back; a person's records as a graph.
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"

#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/drawing/linkage.h"
#include "web/pages/parts.h"
#include "web/pages/steward.h"

namespace roundel::web {
namespace {

std::string percent(double share) {
  if (share > 0.9995) return "over 99.9 %";
  if (share < 0.0005) return "under 0.1 %";
  return fmt::format("{:.1f} %", 100 * share);
}

// The levels as people say them; what is not here stands as the model writes it.
std::string level_in_words(const std::string& level) {
  static const std::vector<std::pair<std::string_view, std::string_view>> words = {
      {"exact", "the same"},
      {"nickname", "a nickname of the other"},
      {"sound", "sounds the same"},
      {"swapped-day-month", "day and month swapped"},
      {"one-digit", "one digit differs"},
      {"year-only", "only the year differs"},
      {"same-day-month", "day and month agree"},
      {"same-year-month", "year and month agree"},
      {"same-year", "the year agrees"},
      {"shared-word", "share a word"},
      {"initial", "the initial agrees"},
      {"sector", "the same postcode sector"},
      {"district", "the same postcode district"},
      {"area", "the same postcode area"},
      {"different", "different"}};
  for (const auto& [code, told] : words)
    if (code == level) return std::string(told);
  if (level.starts_with("jaro-winkler")) return "spelt alike";
  if (level.starts_with("edits")) return "a slip of the pen apart";
  if (level.starts_with("crossed ")) return "stands as the other's " + level.substr(8);
  return level;
}

Html score_table(const service::Score& score) {
  std::vector<std::vector<Cell>> rows;
  double sum = 0;
  for (const service::LinkTerm& term : score.terms) {
    sum += term.total();
    const bool silent = std::abs(term.bits) < 0.005 && std::abs(term.frequency) < 0.005;
    rows.push_back({{.content = term.comparison},
                    {.content = level_in_words(term.level)},
                    {.content = silent ? Html("says nothing") : Html(signed_bits(term.bits)), .numeric = true},
                    {.content = std::abs(term.frequency) < 0.005 ? Html("\u2013") : Html(signed_bits(term.frequency)),
                     .numeric = true}});
  }
  rows.push_back({{.content = bold("All together")},
                  {.content = percent(score.probability) + " one person"},
                  {.content = bold(signed_bits(sum)), .numeric = true},
                  {.content = ""}});
  return scrolling("The score, term by term", table({.caption = "The score, term by term",
                                                     .caption_classes = "govuk-table__caption--s",
                                                     .head = {{.content = "Compared"},
                                                              {.content = "Agreement"},
                                                              {.content = "Bits", .numeric = true},
                                                              {.content = "For how rare it is", .numeric = true}},
                                                     .rows = std::move(rows),
                                                     .first_cell_is_header = true}));
}

std::string_view agreed(const service::JudgementPage& page) {
  const bool model_same = page.score && page.score->probability >= 0.5;
  const auto choice = page.judgement.choice;
  if (!page.score || choice == service::LinkChoice::unsure) return {};
  const bool same = choice == service::LinkChoice::same;
  return same == model_same ? "The model leans the same way." : "The model leans the other way. Your decision stands.";
}

Html undo_form(const Frame& frame, const service::JudgementPage& page, const Filled& filled) {
  if (page.judgement.undone_by) return inset_text("This decision was taken back.");
  const bool changed = page.judgement.choice != service::LinkChoice::unsure;
  return section(
      "undo", "Take it back",
      all(paragraph(changed ? "Both persons come back as they were before, on every page. The decision and its undoing "
                              "stay in the record."
                            : "The question waits again as if nobody had looked."),
          post_form(frame, judgement_path(page.judgement.entry) + "/undo",
                    all(textarea({.label = {.text = "Why?", .classes = "govuk-label--s"},
                                  .name = "reason",
                                  .value = filled.value("reason"),
                                  .error = filled.error_of("reason"),
                                  .rows = 2}),
                        button({.text = "Take the decision back",
                                .classes = "govuk-button--secondary",
                                .prevent_double_click = true})))));
}

// On within the list that the steward goes through, until it is at its end.
Html next_question(const service::JudgementPage& page, const std::string& list) {
  if (!page.next) return paragraph(link("/identity", "No further question waits: back to the list"));
  const bool on = page.next_of_list || list.empty();
  return all(on ? Html() : paragraph("No further question of this pattern waits. The next is of another."),
             button({.text = all("Next question", hidden_text(": " + page.next->title)),
                     .href = pair_path(page.next->pair, on ? list : ""),
                     .id = "next"}));
}

Html person_now(const service::JudgementPage& page) {
  if (page.together)
    return paragraph(all("They are ", bold("one person"),
                         " now: ", link(cluster_path(page.a.person), "see all records of that person"), "."));
  return paragraph(all("They are ", bold("two people"),
                       " now: ", link(cluster_path(page.a.person), "all records of the first"), ", ",
                       link(cluster_path(page.b.person), "all records of the second"), "."));
}

std::string numbers_of(const std::vector<std::size_t>& records) {
  std::vector<std::string> out;
  for (const std::size_t record : records) out.push_back(std::to_string(record + 1));
  return join_words(out);
}

// "1, 2 and 5 belong together beyond doubt; 4 hangs on weak links."
Html groups_words(const service::ClusterPage& page) {
  if (page.groups.size() <= 1) return paragraph("Strong links hold all of them together.");
  std::vector<Html> lines;
  for (const auto& group : page.groups)
    lines.push_back(group.size() == 1 ? all("Record ", numbers_of(group), " by itself")
                                      : all("Records ", numbers_of(group), ", held together by strong links"));
  return all(paragraph(fmt::format("The records fall into {} groups that only weak links join. If one of the groups is "
                                   "somebody else, compare a pair across and decide.",
                                   page.groups.size())),
             bullets(lines));
}

Html edge_table(const service::ClusterPage& page, bool weak, const std::string& caption) {
  std::vector<std::vector<Cell>> rows;
  for (const service::ClusterEdge& edge : page.edges) {
    if (edge.weak != weak) continue;
    const Html words = edge.judged_same ? Html("A steward said: one person")
                       : weak           ? tag("Weak bridge", "govuk-tag--red")
                                        : Html("Strong, or one of several");
    rows.push_back(
        {{.content = fmt::format("{} \u2013 {}", edge.a + 1, edge.b + 1)},
         {.content = words},
         {.content = link(pair_path(edge.pair),
                          all("Compare", hidden_text(fmt::format(" records {} and {}", edge.a + 1, edge.b + 1))))}});
  }
  if (rows.empty()) return {};
  return scrolling(caption, table({.caption = caption,
                                   .caption_classes = "govuk-table__caption--s",
                                   .head = {{.content = "Records"}, {.content = "Link"}, {.content = "Look"}},
                                   .rows = std::move(rows),
                                   .first_cell_is_header = true,
                                   .classes = "roundel-stacked"}));
}

Html links_of(const service::ClusterPage& page) {
  const Html others = edge_table(page, false, "Other links");
  return all(
      groups_words(page), draw_cluster(page),
      element("ul", {{"class", "roundel-keys"}}, element("li", {}, "Full line: a strong link, or one of several"),
              element("li", {}, "Dashed red line: a weak bridge between two groups")),
      edge_table(page, true, "Weak bridges"),
      others.empty() ? Html() : details({.summary = "Other links between the records", .content = others}));
}

}  // namespace

Html score_section(const service::Score& score) {
  return section(
      "score", "What the model makes of it",
      all(paragraph(
              all("The model gives ", bold(percent(score.probability)),
                  " that the two records are one person. Each bit doubles the odds or halves them; the broad part "
                  "of a bar is what such agreement is worth for any value, the narrow part what the rarity of "
                  "these values adds or takes.")),
          score.terms.empty() ? paragraph("Its terms were not kept.")
                              : all(element("div", {{"class", "roundel-only-wide"}}, draw_waterfall(score, 760)),
                                    element("div", {{"class", "roundel-only-narrow"}}, draw_waterfall(score, 340)),
                                    score_table(score))));
}

Html judgement_page(const Frame& frame, const service::JudgementPage& page, const Filled& filled,
                    const std::string& list) {
  const service::Judgement& judgement = page.judgement;
  const std::string names = page.a.name == page.b.name ? page.a.name : page.a.name + " and " + page.b.name;
  const std::vector<ShortcutKey> keys = {{.key = 'n', .target = "#next", .words = "next question"},
                                         {.key = 't', .target = "#reason", .words = "take it back: say why"},
                                         {.key = 'q', .target = "a.govuk-back-link", .words = "back to the questions"}};
  const Html main =
      element("div", {{"class", "govuk-grid-row"}},
              element("div", {{"class", "govuk-grid-column-two-thirds"}},
                      element("span", {{"class", "govuk-caption-xl"}}, names),
                      heading(1, Size::xl, all("Decided: ", service::in_words(judgement.choice))),
                      element("p", {{"class", "govuk-body roundel-quote"}}, judgement.reason),
                      element("p", {{"class", "roundel-quiet"}}, judgement.author, ", ",
                              time_of(judgement.at.iso(), judgement.at.text())),
                      person_now(page), next_question(page, list),
                      page.score ? all(score_section(*page.score), paragraph(agreed(page))) : Html(),
                      undo_form(frame, page, filled)),
              element("div", {{"class", "govuk-grid-column-one-third"}}, heading(2, Size::s, "The records"),
                      bullets({all(page.a.name, ", ", page.a.agency), all(page.b.name, ", ", page.b.agency)}),
                      paragraph(link(pair_path(page.pair), "Look at them again")), shortcut_keys(keys)));
  return whole_page(frame, {.title = "Decision recorded",
                            .current = "/identity/decisions",
                            .before = back_link(queue_path(list), "Back to the questions"),
                            .main = main,
                            .errors = filled.errors});
}

Html cluster_page(const Frame& frame, const service::ClusterPage& page) {
  std::vector<std::vector<Cell>> records;
  for (std::size_t i = 0; i < page.records.size(); ++i) {
    const service::OtherRecord& record = page.records[i];
    records.push_back({{.content = std::to_string(i + 1)},
                       {.content = record.agency},
                       {.content = record.name},
                       {.content = record.born.empty() ? "not recorded" : record.born},
                       {.content = record.address.empty() ? "not recorded" : record.address}});
  }
  Html graph = paragraph("There is one record, so there is no link.");
  if (page.records.size() > 1)
    graph = page.edges.empty()
                ? inset_text(
                      "No question was asked about these records, so their links were not kept one by one. On the "
                      "machine that holds the store, `roundel explain-link` works any of them out.")
                : links_of(page);
  std::vector<Html> history;
  for (const service::LinkHistory& decision : page.history)
    history.push_back(
        all(bold(decision.author), ", ", time_of(decision.at.iso(), decision.at.text()), ": ",
            decision.reason.empty() ? fmt::format("{} records named", decision.records) : decision.reason));
  const Html main = all(element("span", {{"class", "govuk-caption-xl"}}, page.name, ", ", page.age),
                        heading(1, Size::xl, "All records of one person"),
                        scrolling("The records", table({.caption = "The records",
                                                        .caption_classes = "govuk-table__caption--m",
                                                        .head = {{.content = "No."},
                                                                 {.content = "Agency"},
                                                                 {.content = "Name"},
                                                                 {.content = "Born"},
                                                                 {.content = "Address"}},
                                                        .rows = std::move(records),
                                                        .first_cell_is_header = true,
                                                        .classes = "roundel-stacked"})),
                        section("links", "What holds them together", graph),
                        section("history", "Who decided what",
                                history.empty() ? paragraph("No decision names these records.") : bullets(history)));
  return whole_page(frame, {.title = "All records of one person",
                            .current = "/identity",
                            .before = back_link("/identity", "Back to the questions"),
                            .main = main});
}

}  // namespace roundel::web
