#include "web/pages/vignettes.h"

#include <algorithm>

#include <fmt/format.h>

#include "web/components/form.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/drawing/severity.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

constexpr std::string_view home = "/vignettes";

std::string path_of(const Vignette& vignette) { return "/vignettes/" + url_part(vignette.code); }

std::string sure_words(const std::string& code, const Standards& standards) {
  const CodeSet* set = standards.vocabulary.code_set("sureness");
  const std::string* words = set == nullptr ? nullptr : set->meaning(code);
  return words == nullptr ? code : *words;
}

Html rated_words(const service::VignetteToRate& one, const Standards& standards) {
  if (!one.mine) return tag("Not rated yet", "govuk-tag--grey");
  return all(level_words(one.mine->level, standards.levels), element("br", {}),
             element("span", {{"class", "roundel-quiet"}}, sure_words(one.mine->sure, standards)));
}

Radios levels_to_choose(const service::VignetteToRate& one, const Standards& standards, const Filled& filled) {
  const bool again = !filled.fields.empty();
  Radios out{
      .name = "level",
      .fieldset = Fieldset{.legend = "What level of need do you see?", .legend_classes = "govuk-fieldset__legend--m"},
      .error = filled.error_of("level"),
      .value = again      ? filled.value("level")
               : one.mine ? one.mine->level.str()
                          : std::string()};
  for (const Level& level : standards.levels.levels)
    out.items.push_back({.value = level.code.str(),
                         .text = level_words(level.code, standards.levels),
                         .hint = Hint{.text = level.meaning}});
  return out;
}

Radios sureness_to_choose(const service::VignetteToRate& one, const Standards& standards, const Filled& filled) {
  const bool again = !filled.fields.empty();
  Radios out{.name = "sure",
             .fieldset = Fieldset{.legend = "How sure are you?", .legend_classes = "govuk-fieldset__legend--m"},
             .error = filled.error_of("sure"),
             .value = again      ? filled.value("sure")
                      : one.mine ? one.mine->sure
                                 : std::string()};
  if (const CodeSet* set = standards.vocabulary.code_set("sureness"))
    for (const auto& [code, meaning] : set->codes) out.items.push_back({.value = code, .text = meaning});
  return out;
}

}  // namespace

Html vignettes_page(const Frame& frame, const std::vector<service::VignetteToRate>& families,
                    const Standards& standards) {
  std::vector<std::vector<Cell>> rows;
  const service::VignetteToRate* next = nullptr;
  std::size_t rated = 0;
  for (const service::VignetteToRate& one : families) {
    if (one.mine) ++rated;
    if (!one.mine && next == nullptr) next = &one;
    rows.push_back({{.content = all(link(path_of(one.vignette), one.vignette.name), " ",
                                    element("span", {{"class", "roundel-quiet"}}, one.vignette.age))},
                    {.content = rated_words(one, standards)}});
  }
  const bool manager = frame.caller != nullptr && frame.caller->role == "manager";
  const Html main = all(
      heading(1, Size::xl, "Speaking one language"),
      paragraph(
          "Read short made-up families and say what level of need you see. Others of your profession and of every "
          "other read the same ones, so that the partnership can see where one word means different things.",
          "govuk-body-l"),
      paragraph(
          "There is no right answer. Nobody is shown what you said: only how whole professions and agencies "
          "differ is told, and only where five or more people rated. You can rate a family again; the last counts."),
      next == nullptr ? inset_text("You have rated every family. Thank you.")
                      : all(paragraph(fmt::format("You have rated {} of {}.", rated, families.size())),
                            button({.text = rated == 0 ? "Start with the first" : "Go on with the next",
                                    .href = path_of(next->vignette)})),
      manager ? paragraph(link("/severity", "How professions differ")) : Html(),
      table({.caption = "The families",
             .caption_classes = "govuk-table__caption--m",
             .head = {{.content = "Family"}, {.content = "What you saw"}},
             .rows = std::move(rows),
             .first_cell_is_header = true}));
  return whole_page(frame, {.title = "Speaking one language",
                            .current = "/standards",
                            .before = back_link("/standards", "The standards in words"),
                            .main = main});
}

Html vignette_page(const Frame& frame, const service::VignetteToRate& one, const Standards& standards,
                   const Filled& filled, std::string_view key) {
  const Html fields = all(hidden_field("key", key), radios(levels_to_choose(one, standards, filled)),
                          radios(sureness_to_choose(one, standards, filled)),
                          button({.text = "Save and go on", .prevent_double_click = true}));
  const Html main =
      all(heading(1, Size::l, one.vignette.name), paragraph(all(bold("Child: "), one.vignette.age)),
          paragraph(one.vignette.story, "govuk-body-l"),
          paragraph("A made-up family. Go by what is written; do not think of a family you know.", "roundel-quiet"),
          post_form(frame, path_of(one.vignette), fields));
  return whole_page(frame, {.title = "A made-up family",
                            .current = "/standards",
                            .before = back_link(home, "All families"),
                            .main = main,
                            .errors = filled.errors});
}

namespace {

std::string profession_words(const std::string& code, const Standards& standards) {
  const AgencyKind* kind = standards.vocabulary.agency_kind(code);
  return kind == nullptr ? code : kind->name;
}

std::string rounded(double of_100) { return fmt::format("{:.0f}", of_100); }

std::vector<Cell> cells_of(const GroupSeverity& one, const std::string& name) {
  const bool told = one.severity.has_value();
  return {{.content = name},
          {.content = one.raters ? std::to_string(*one.raters) : "few", .numeric = true},
          {.content = told ? rounded(one.severity->of_100) : "not told", .numeric = true},
          {.content = told ? fmt::format("{} to {}", rounded(one.severity->from), rounded(one.severity->to)) : "–",
           .numeric = true},
          {.content = one.unsure ? rounded(*one.unsure * 100) + "%" : "–", .numeric = true}};
}

Html groups_table(std::string_view caption, std::vector<std::vector<Cell>> rows) {
  return scrolling(caption, table({.caption = std::string(caption),
                                   .caption_classes = "govuk-table__caption--m",
                                   .head = {{.content = "Who"},
                                            {.content = "People who rated", .numeric = true},
                                            {.content = "Of 100 into the higher level", .numeric = true},
                                            {.content = "Between", .numeric = true},
                                            {.content = "Not sure", .numeric = true}},
                                   .rows = std::move(rows),
                                   .first_cell_is_header = true}));
}

Html drawing_and_tables(const Severity& seen, const Standards& standards) {
  std::vector<SeverityRow> drawn;
  std::vector<std::vector<Cell>> professions, agencies;
  for (const GroupSeverity& one : seen.professions) {
    const std::string name = profession_words(one.profession, standards);
    professions.push_back(cells_of(one, name));
    if (one.severity) drawn.push_back({.name = name, .severity = *one.severity});
  }
  for (const GroupSeverity& one : seen.agencies) agencies.push_back(cells_of(one, standards.agency_name(one.agency)));
  return all(
      paragraph(
          "Think of 100 families about whom the professions together are split evenly between two levels. The dot "
          "says how many of them this profession would put into the higher one; the line says how far chance "
          "alone could carry that. Where the line crosses the middle, no difference is shown."),
      draw_severity(drawn), groups_table("By profession", std::move(professions)),
      groups_table("By agency", std::move(agencies)),
      paragraph("Few: one to four people, or a group that would give such a one away. They count in the sum, and "
                "nothing is told of them.",
                "roundel-quiet"));
}

Html families_table(const service::SeverityPage& page, const Standards& standards) {
  std::vector<std::vector<Cell>> rows;
  for (const VignetteSpread& spread : page.severity.vignettes) {
    const auto at = std::find_if(page.vignettes.begin(), page.vignettes.end(),
                                 [&](const Vignette& one) { return one.code == spread.vignette; });
    if (at == page.vignettes.end()) continue;
    std::vector<Html> middles;
    for (const auto& [profession, level] : spread.middle)
      middles.push_back(all(profession_words(profession, standards), ": ", level_words(level, standards.levels)));
    rows.push_back(
        {{.content = link(path_of(*at), at->name)},
         {.content = middles.empty() ? Html("too few to tell") : bullets(middles)},
         {.content = spread.levels_apart == 0   ? Html("–")
                     : spread.levels_apart == 1 ? Html("1 level apart")
                                                : Html(fmt::format("{} levels apart", spread.levels_apart))}});
  }
  return table({.caption = "The middle rating of each profession, family by family",
                .caption_classes = "govuk-visually-hidden",
                .head = {{.content = "Family"}, {.content = "Middle rating"}, {.content = "Difference"}},
                .rows = std::move(rows),
                .first_cell_is_header = true,
                .classes = "roundel-stacked"});
}

}  // namespace

Html severity_page(const Frame& frame, const service::SeverityPage& page, const Standards& standards) {
  const Severity& seen = page.severity;
  const Html main = all(
      heading(1, Size::xl, "How professions differ"),
      paragraph("The same made-up families, rated by people of each profession. Use it to talk about what each level "
                "means, family by family. It says who sees more need, not who is right, and nothing about one person.",
                "govuk-body-l"),
      seen.estimated
          ? drawing_and_tables(seen, standards)
          : inset_text("There are too few ratings to compare professions. At least two professions are needed "
                       "with five people or more each who rated the families, and not all alike."),
      heading(2, Size::m, "Family by family"),
      paragraph("The middle rating of each profession of which five people or more rated the family."),
      families_table(page, standards),
      details(
          {.summary = "How this was worked out",
           .content = paragraph(
               "A cumulative logit model of the ratings, with an effect of each family, profession, agency and "
               "rater, fitted by penalised maximum likelihood; the intervals are of 95% and come from the observed "
               "information. A rating of a short text is not a decision about a child: what people do with a family "
               "in front of them can differ from what they say here. Those who took part may differ from those who "
               "did not.")}));
  return whole_page(frame, {.title = "How professions differ",
                            .current = "/standards",
                            .before = back_link(home, "Speaking one language"),
                            .main = main});
}

}  // namespace roundel::web
