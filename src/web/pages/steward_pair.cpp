// Two records side by side, and what to decide. The score comes after the decision.
#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/drawing/linkage.h"
#include "web/pages/parts.h"
#include "web/pages/steward.h"

namespace roundel::web {
namespace {

Html agreement_tag(service::Agreement agreement) {
  switch (agreement) {
    case service::Agreement::agree:
      return tag("agrees", "govuk-tag--green");
    case service::Agreement::differ:
      return tag("differs", "govuk-tag--red");
    case service::Agreement::one_knows:
      return tag("one only", "govuk-tag--grey");
    case service::Agreement::nobody_knows:
      break;
  }
  return {};
}

Html household_list(const service::RecordShown& record) {
  if (record.household.empty()) return Html("Nobody is recorded");
  return element("ul", {{"class", "govuk-list roundel-household"}},
                 each(record.household, [](const service::Relative& relative) {
                   return element("li", {}, bold(relative.name), ", ", relative.age,
                                  element("span", {{"class", "roundel-quiet"}}, " ", relative.relation));
                 }));
}

std::string others_words(const service::RecordShown& record) {
  if (record.other_records == 0) return "The only record of this person";
  return fmt::format("{} other {} of this person", record.other_records,
                     record.other_records == 1 ? "record" : "records");
}

Html side_by_side(const service::PairPage& page) {
  const auto row = [](const Html& label, const Html& mark, const Html& a, const Html& b) {
    return element("tr", {{"class", "govuk-table__row"}},
                   element("th", {{"scope", "row"}, {"class", "govuk-table__header"}}, label, " ", mark),
                   element("td", {{"class", "govuk-table__cell"}}, a),
                   element("td", {{"class", "govuk-table__cell"}}, b));
  };
  const Html missing = element("span", {{"class", "roundel-quiet"}}, "not recorded");
  Html rows = row("Agency", {}, page.a.agency, page.b.agency);
  rows += row("Age", {}, page.a.age, page.b.age);
  const auto told = [&](const std::string& value, const std::vector<std::string>& also) {
    return all(value.empty() ? missing : Html(value), each(also, [](const std::string& other) {
                 return element("span", {{"class", "roundel-quiet roundel-also"}}, "another record: ", other);
               }));
  };
  for (const service::ComparedValue& value : page.values)
    rows += row(value.label, agreement_tag(value.agreement), told(value.a, value.also_a), told(value.b, value.also_b));
  rows += row("Household and family", {}, household_list(page.a), household_list(page.b));
  const auto cluster = [](const service::RecordShown& record, std::string_view which) {
    return all(others_words(record), ". ",
               link(cluster_path(record.person), all("All records", hidden_text(all(" of the ", which)))));
  };
  rows += row("Also", {}, cluster(page.a, "first"), cluster(page.b, "second"));
  const auto head = [](std::string_view words) {
    return element("th", {{"scope", "col"}, {"class", "govuk-table__header"}}, words);
  };
  return element(
      "table", {{"class", "govuk-table roundel-compare"}},
      element("caption", {{"class", "govuk-table__caption govuk-visually-hidden"}}, "The two records side by side"),
      element("thead", {{"class", "govuk-table__head"}},
              element("tr", {{"class", "govuk-table__row"}},
                      element("td", {{"class", "govuk-table__cell roundel-compare__corner"}}), head("First record"),
                      head("Second record"))),
      element("tbody", {{"class", "govuk-table__body"}}, rows));
}

std::string more_words(int count, std::string_view what) {
  return fmt::format("{} more {} {}, resting on entries that a steward does not read", count,
                     count == 1 ? "finding" : "findings", what);
}

// What hangs on it: so that nobody decides lightly.
Html effects_section(const service::PairPage& page) {
  const std::string deed = page.together ? "parted" : "joined";
  std::vector<Html> lines;
  for (const service::LinkEffect& effect : page.effects.named)
    lines.push_back(all(bold(effect.finding), effect.gained ? " would be found of " : " would no longer be found of ",
                        effect.child));
  if (page.effects.more_gained > 0) lines.emplace_back(more_words(page.effects.more_gained, "would appear"));
  if (page.effects.more_lost > 0) lines.emplace_back(more_words(page.effects.more_lost, "would disappear"));
  const bool gained = std::any_of(page.effects.named.begin(), page.effects.named.end(),
                                  [](const service::LinkEffect& effect) { return effect.gained; }) ||
                      page.effects.more_gained > 0;
  const std::string wrong = page.together ? "two people and stay joined" : "one person and stay apart";
  return section(
      "effects", "What hangs on it",
      page.effects.any()
          ? all(paragraph(fmt::format("If the records are {}:", deed)), bullets(lines),
                paragraph("If they are " + wrong +
                              (gained ? ", nobody sees it." : ", it is shown of a child of whom it is not true."),
                          "roundel-quiet"))
          : paragraph(fmt::format("If the records are {}, no finding appears and none disappears.", deed)));
}

Html other_sides(const service::PairPage& page, const Filled& filled) {
  if (page.others.empty()) return {};
  return element(
      "details", {{"class", "govuk-details"}},
      element("summary", {{"class", "govuk-details__summary"}},
              element("span", {{"class", "govuk-details__summary-text"}},
                      fmt::format("If they are two people: which of the {} other {} goes with whom?",
                                  page.others.size(), page.others.size() == 1 ? "record" : "records"))),
      element("div", {{"class", "govuk-details__text"}}, each(page.others, [&](const service::OtherRecord& other) {
                const std::string name = "side-" + other.id;
                const std::string chosen =
                    filled.value(name).empty() ? (other.with_second ? "second" : "first") : filled.value(name);
                return radios({.name = name,
                               .fieldset = Fieldset{.legend = all(other.name, ", ", other.agency,
                                                                  other.born.empty() ? "" : ", born " + other.born),
                                                    .legend_classes = "govuk-fieldset__legend--s"},
                               .classes = "govuk-radios--inline govuk-radios--small",
                               .value = chosen,
                               .items = {{.value = "first", .text = "With the first record"},
                                         {.value = "second", .text = "With the second"}}});
              })));
}

Html decision_form(const Frame& frame, const service::PairPage& page, const Filled& filled, std::string_view key,
                   const std::string& list) {
  return post_form(
      frame, pair_path(page.pair, list),
      all(hidden_field("key", key),
          radios({.name = "choice",
                  .fieldset = Fieldset{.legend = "Are these two records one person?",
                                       .legend_classes = "govuk-fieldset__legend--m"},
                  .error = filled.error_of("choice"),
                  .value = filled.value("choice"),
                  .items = {{.value = "same", .text = "Same: one person"},
                            {.value = "different", .text = "Different: two people"},
                            {.value = "unsure",
                             .text = "Unsure",
                             .hint = Hint{.text = "Nothing changes; the question waits behind the others"}}}}),
          other_sides(page, filled),
          textarea({.label = {.text = "What told you?", .classes = "govuk-label--s"},
                    .name = "reason",
                    .value = filled.value("reason"),
                    .hint = Hint{.text = "A sentence. It stands in the record under your name."},
                    .error = filled.error_of("reason"),
                    .rows = 2}),
          button({.text = "Record the decision", .prevent_double_click = true})));
}

Html judged_before(const std::vector<service::Judgement>& judgements) {
  if (judgements.empty()) return {};
  std::vector<Html> lines;
  for (const service::Judgement& judgement : judgements)
    lines.push_back(all(link(judgement_path(judgement.entry), service::in_words(judgement.choice)), ": ",
                        judgement.reason, " ",
                        element("span", {{"class", "roundel-quiet"}}, judgement.author, ", ", judgement.at.text(),
                                judgement.undone_by ? ", taken back" : "")));
  return section("before", "Decided before", bullets(lines));
}

}  // namespace

Html link_pair_page(const Frame& frame, const service::PairPage& page, const Filled& filled, std::string_view key,
                    const std::string& list) {
  const std::vector<ShortcutKey> keys = {
      {.key = 's', .target = "input[name=choice][value=same]", .words = "same"},
      {.key = 'd', .target = "input[name=choice][value=different]", .words = "different"},
      {.key = 'u', .target = "input[name=choice][value=unsure]", .words = "unsure"},
      {.key = 'w', .target = "#reason", .words = "write what told you; Ctrl and Enter there records the decision"},
      {.key = 'q', .target = "a.govuk-back-link", .words = "back to the questions"}};
  const Html state =
      tag(page.together ? "One person now" : "Two people now", page.together ? "govuk-tag--blue" : "govuk-tag--grey");
  const Html main = all(
      element("span", {{"class", "govuk-caption-xl"}}, page.pattern_title), heading(1, Size::xl, "One person or two?"),
      element("p", {{"class", "govuk-body-l"}}, state, " ", page.question),
      element("div", {{"class", "govuk-grid-row"}},
              element("div", {{"class", "govuk-grid-column-two-thirds"}}, side_by_side(page)),
              element("div", {{"class", "govuk-grid-column-one-third"}}, decision_form(frame, page, filled, key, list),
                      shortcut_keys(keys))),
      effects_section(page), judged_before(page.judgements),
      page.score ? score_section(*page.score)
                 : paragraph("The model's score is shown once you have decided, so that it does not lead you.",
                             "roundel-quiet"));
  return whole_page(frame, {.title = "One person or two?",
                            .current = "/identity",
                            .before = back_link(queue_path(list), "Back to the questions"),
                            .main = main,
                            .errors = filled.errors});
}

}  // namespace roundel::web
