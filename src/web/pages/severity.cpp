#include "web/pages/severity.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/text.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/drawing/severity.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

std::string profession_words(const std::string& code, const Standards& standards) {
  const AgencyKind* kind = standards.vocabulary.agency_kind(code);
  return kind == nullptr ? code : kind->name;
}

std::string rounded(double of_100) { return fmt::format("{:.0f}", of_100); }
std::string count_or_few_words(const Count& count) { return count ? std::to_string(*count) : "few"; }

// ---- both together ----

std::vector<SeverityRow> rows_to_draw(const service::SeverityPage& page, const Standards& standards) {
  std::map<std::string, SeverityRow> rows;
  for (const GroupSeverity& one : page.severity.professions)
    if (one.severity) rows[one.profession].made_up = one.severity;
  for (const GroupSeverity& one : page.decided.professions)
    if (one.severity) rows[one.profession].decided = one.severity;
  std::vector<SeverityRow> out;
  for (auto& [profession, row] : rows) {
    row.name = profession_words(profession, standards);
    out.push_back(std::move(row));
  }
  return out;
}

Html drawing_of_both(const service::SeverityPage& page, const Standards& standards) {
  const auto rows = rows_to_draw(page, standards);
  if (rows.empty()) return {};
  return all(
      paragraph("Think of 100 families about whom the professions together are split evenly between two levels. "
                "The mark says how many of them this profession would put into the higher one; the line says how "
                "far chance alone could carry that. Where the line crosses the middle, no difference is shown."),
      draw_severity(rows));
}

// ---- tables of professions and agencies ----

enum class Said { in_ratings, in_decisions };

std::vector<Cell> compared_cells(const GroupSeverity& one, const std::string& name, Said said) {
  const bool told = one.severity.has_value();
  std::vector<Cell> out = {
      {.content = name},
      {.content = count_or_few_words(one.raters), .numeric = true},
      {.content = told ? rounded(one.severity->of_100) : "not told", .numeric = true},
      {.content = told ? fmt::format("{} to {}", rounded(one.severity->from), rounded(one.severity->to)) : "–",
       .numeric = true}};
  if (said == Said::in_ratings)
    out.push_back({.content = one.unsure ? rounded(*one.unsure * 100) + "%" : "–", .numeric = true});
  return out;
}

// One line for all of whom nothing is told, so that a meeting reads only what there is.
Html few_of(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  return paragraph(
      fmt::format("Too few people to tell: {}. One to four, or a group that would give such a one away. They "
                  "count in the sum, and nothing is told of them.",
                  join(names, ", ")),
      "roundel-quiet");
}

Html groups_table(std::string_view caption, std::vector<std::vector<Cell>> rows, Said said) {
  std::vector<Cell> head = {
      {.content = "Who"},
      {.content = said == Said::in_ratings ? "People who rated" : "People who judged", .numeric = true},
      {.content = "Of 100 into the higher level", .numeric = true},
      {.content = "Between", .numeric = true}};
  if (said == Said::in_ratings) head.push_back({.content = "Not sure", .numeric = true});
  return scrolling(caption, table({.caption = std::string(caption),
                                   .caption_classes = "govuk-table__caption--m",
                                   .head = std::move(head),
                                   .rows = std::move(rows),
                                   .first_cell_is_header = true}));
}

Html groups_tables(const std::vector<GroupSeverity>& of_professions, const std::vector<GroupSeverity>& of_agencies,
                   const Standards& standards, Said said) {
  const char* where = said == Said::in_ratings ? "made-up families" : "real decisions";
  const auto part = [&](std::string_view by, const std::vector<GroupSeverity>& groups, const auto& name_of) {
    std::vector<std::vector<Cell>> told;
    std::vector<std::string> few;
    for (const GroupSeverity& one : groups) {
      if (one.raters)
        told.push_back(compared_cells(one, name_of(one), said));
      else
        few.push_back(name_of(one));
    }
    if (told.empty()) return few_of(few);
    return all(groups_table(fmt::format("{}, {}", by, where), std::move(told), said), few_of(few));
  };
  const Html professions = part("By profession", of_professions,
                                [&](const GroupSeverity& one) { return profession_words(one.profession, standards); });
  // Where every profession has one agency, the second table would say the first again.
  if (of_agencies.size() == of_professions.size()) return professions;
  return all(professions, part("By agency", of_agencies,
                               [&](const GroupSeverity& one) { return standards.agency_name(one.agency); }));
}

Html middles_of(const VignetteSpread& spread, const Standards& standards) {
  std::vector<Html> middles;  // a level, and who put the middle of their ratings there
  for (const Level& level : standards.levels.levels) {
    std::vector<std::string> who;
    for (const auto& [profession, middle] : spread.middle)
      if (middle == level.code) who.push_back(profession_words(profession, standards));
    if (!who.empty())
      middles.push_back(all(bold(all(level_words(level.code, standards.levels), ": ")), join(who, ", ")));
  }
  return middles.empty() ? Html("too few to tell") : bullets(middles);
}

Html apart_words(const VignetteSpread& spread) {
  if (spread.levels_apart == 0) return "–";
  return spread.levels_apart == 1 ? Html("1 level apart") : Html(fmt::format("{} levels apart", spread.levels_apart));
}

// ---- made-up families ----

Html families_table(const service::SeverityPage& page, const Standards& standards) {
  std::vector<std::vector<Cell>> rows;
  for (const VignetteSpread& spread : page.severity.vignettes) {
    const auto at = std::find_if(page.vignettes.begin(), page.vignettes.end(),
                                 [&](const Vignette& one) { return one.code == spread.vignette; });
    if (at == page.vignettes.end()) continue;
    rows.push_back({{.content = link("/vignettes/" + url_part(at->code), at->name)},
                    {.content = middles_of(spread, standards)},
                    {.content = apart_words(spread)}});
  }
  return table({.caption = "Family by family: the middle rating of each profession",
                .caption_classes = "govuk-table__caption--m",
                .head = {{.content = "Family"}, {.content = "Middle rating"}, {.content = "Difference"}},
                .rows = std::move(rows),
                .first_cell_is_header = true,
                .classes = "roundel-stacked"});
}

Html made_up_section(const service::SeverityPage& page, const Standards& standards) {
  const Severity& seen = page.severity;
  return section(
      "made-up", "In made-up families",
      all(paragraph("The same short families, rated by people of each profession. A rating of a text is not a decision "
                    "about a child, but everybody had the same in front of them."),
          seen.estimated
              ? groups_tables(seen.professions, seen.agencies, standards, Said::in_ratings)
              : inset_text("There are too few ratings to compare professions. At least two professions are needed "
                           "with five people or more each who rated the families, and not all alike."),
          paragraph("The middle rating of each profession of which five people or more rated the family."),
          families_table(page, standards)));
}

// ---- real decisions ----

Html suggested_table(const DecidedSeverity& seen, const Standards& standards) {
  std::vector<std::vector<Cell>> rows;
  for (const VignetteSpread& spread : seen.suggested) {
    if (spread.middle.empty()) continue;
    rows.push_back({{.content = spread.vignette.empty() ? std::string("No level")
                                                        : level_words(LevelCode(spread.vignette), standards.levels)},
                    {.content = middles_of(spread, standards)},
                    {.content = apart_words(spread)}});
  }
  if (rows.empty()) return {};
  return table({.caption = "The findings suggested, and the middle judgement of each profession",
                .caption_classes = "govuk-table__caption--m",
                .head = {{.content = "Suggested"}, {.content = "Middle judgement"}, {.content = "Difference"}},
                .rows = std::move(rows),
                .first_cell_is_header = true,
                .classes = "roundel-stacked"});
}

Html pairs_table(const DecidedSeverity& seen, const Standards& standards) {
  std::vector<std::vector<Cell>> rows;
  std::size_t untold = 0;
  for (const ProfessionPair& pair : seen.pairs) {
    if (pair.same.value_or(0) + pair.first_higher.value_or(0) + pair.second_higher.value_or(0) == 0) {
      ++untold;
      continue;
    }
    const std::string first = profession_words(pair.first, standards),
                      second = profession_words(pair.second, standards);
    rows.push_back({{.content = fmt::format("{} and {}", first, second)},
                    {.content = count_or_few_words(pair.children), .numeric = true},
                    {.content = count_or_few_words(pair.same), .numeric = true},
                    {.content = count_or_few_words(pair.first_higher), .numeric = true},
                    {.content = count_or_few_words(pair.second_higher), .numeric = true}});
  }
  const Html others =
      untold == 0 ? Html()
                  : paragraph(fmt::format("Of {} {}pairs of professions the children are so few that only their "
                                          "number could be told.",
                                          untold, rows.empty() ? "" : "other "),
                              "roundel-quiet");
  if (rows.empty() && untold > 0) return others;
  if (rows.empty())
    return paragraph(
        "No two professions have judged the same five children or more with the same suggestion in front of "
        "them.");
  constexpr std::string_view caption = "The same child, judged by two professions";
  return all(scrolling(caption, table({.caption = std::string(caption),
                                       .caption_classes = "govuk-table__caption--m",
                                       .head = {{.content = "Professions"},
                                                {.content = "Children", .numeric = true},
                                                {.content = "The same level", .numeric = true},
                                                {.content = "The first higher", .numeric = true},
                                                {.content = "The second higher", .numeric = true}},
                                       .rows = std::move(rows),
                                       .first_cell_is_header = true})),
             others);
}

// What moved the level, whoever judged: one finding more in each domain.
Html weights_table(const DomainWeights& weights) {
  struct Row {
    std::string_view name;
    const std::optional<InHigherLevel>& weight;
  };
  const Row domains[] = {{domain_name(Domain::development), weights.development},
                         {domain_name(Domain::parenting), weights.parenting},
                         {domain_name(Domain::family), weights.family},
                         {"Protective, in any domain", weights.protective}};
  std::vector<std::vector<Cell>> rows;
  for (const Row& one : domains)
    rows.push_back(
        {{.content = one.name},
         {.content = one.weight ? rounded(one.weight->of_100) : "not told", .numeric = true},
         {.content = one.weight ? fmt::format("{} to {}", rounded(one.weight->from), rounded(one.weight->to)) : "–",
          .numeric = true}});
  constexpr std::string_view caption = "What one finding more did, whoever judged";
  return all(
      scrolling(caption, table({.caption = std::string(caption),
                                .caption_classes = "govuk-table__caption--m",
                                .head = {{.content = "A finding more in"},
                                         {.content = "Of 100 into the higher level", .numeric = true},
                                         {.content = "Between", .numeric = true}},
                                .rows = std::move(rows),
                                .first_cell_is_header = true})),
      paragraph("With all else the same, the level that the findings suggest too. 50: it moved nobody. Where the "
                "span holds 50, chance alone could have done it.",
                "roundel-quiet"));
}

Html decided_section(const DecidedSeverity& seen, const Standards& standards) {
  return section(
      "decided", "In real decisions",
      all(paragraph(
              fmt::format("Levels that practitioners judged of real children ({} judgements), held against others who "
                          "had the same in front of them: the same level suggested by the findings, as much "
                          "recorded behind it, and as many findings in each domain.",
                          count_or_few_words(seen.judged))),
          inset_text("Nobody was given children by lot. Who meets whom, and what they saw of the family and did not "
                     "record, differ between professions, and this cannot take that out. A profession that stands "
                     "higher here may judge more severely, or may meet children who need more. Ask which, child by "
                     "child."),
          seen.estimated
              ? all(groups_tables(seen.professions, seen.agencies, standards, Said::in_decisions),
                    weights_table(seen.weights))
              : inset_text("There are too few judgements to compare professions. At least two professions are "
                           "needed with five people or more each who judged children, and not all alike."),
          suggested_table(seen, standards), pairs_table(seen, standards)));
}

Html how_worked_out() {
  return details(
      {.summary = "How this was worked out",
       .content = all(
           paragraph(
               "A cumulative logit model, with an effect of each situation, profession, agency and person, fitted by "
               "penalised maximum likelihood; the intervals are of 95% and come from the observed information. "
               "In made-up families the situation is the family. In real decisions it is the level that the "
               "findings suggested to whoever judged, with whether no entry, up to three, or more stood behind it; "
               "beside it, each with a weight of its own, stand the findings in each domain and the protective ones, "
               "as whoever judged could see them then (more than five of a domain count as five). "
               "The last judgement of each person of each child counts."),
           paragraph("Those who rated or judged may differ from those who did not. Two judgements of one child are "
                     "counted as if they were of two, so that the lines of real decisions are somewhat too short where "
                     "many judged the same children."))});
}

}  // namespace

Html severity_page(const Frame& frame, const service::SeverityPage& page, const Standards& standards) {
  const Html main = all(
      heading(1, Size::xl, "How professions differ"),
      paragraph("Use this to talk about what each level means. It says who sees more need where others see the same, "
                "not who is right, and nothing about one person.",
                "govuk-body-l"),
      drawing_of_both(page, standards), made_up_section(page, standards), decided_section(page.decided, standards),
      how_worked_out());
  return whole_page(frame, {.title = "How professions differ",
                            .current = "/standards",
                            .before = back_link("/vignettes", "Speaking one language"),
                            .main = main});
}

}  // namespace roundel::web
