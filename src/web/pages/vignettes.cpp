#include "web/pages/vignettes.h"

#include <algorithm>

#include <fmt/format.h>

#include "web/components/form.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
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

}  // namespace roundel::web
