// The child page: the level of need. What the findings suggest, what each profession judges, and what two professions
// signed together.
#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/child_parts.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

std::string profession_name(const ChildView& view, std::string_view code) {
  const AgencyKind* kind = view.standards.vocabulary.agency_kind(code);
  return kind == nullptr ? std::string(code) : kind->name;
}

std::string callers_profession(const ChildView& view) {
  const Agency* agency = view.frame.caller == nullptr ? nullptr : view.standards.agency(view.frame.caller->agency);
  return agency == nullptr ? std::string() : agency->kind;
}

Radios levels_to_choose(const ChildView& view, std::string_view id, std::string_view legend, bool with_errors) {
  const Filled& filled = view.shown.filled;
  Radios levels{.name = "level",
                .id_prefix = std::string(id),
                .fieldset = Fieldset{.legend = legend, .legend_classes = "govuk-fieldset__legend--s"},
                .error = with_errors ? filled.error_of(id) : std::string(),
                .classes = "govuk-radios--small",
                .value = with_errors ? filled.value("level") : std::string()};
  for (const Level& level : view.standards.levels.levels)
    levels.items.push_back({.value = level.code.str(),
                            .text = level_words(level.code, view.standards.levels),
                            .hint = Hint{.text = level.meaning}});
  return levels;
}

bool is_sharing(const ChildView& view) { return view.shown.filled.value("form") == "share"; }

Html judge_form(const ChildView& view) {
  const bool mine = !is_sharing(view);
  const Filled& filled = view.shown.filled;
  const Html fields = all(hidden_field("key", view.shown.key),
                          radios(levels_to_choose(view, "own-level", "What level of need do you see?", mine)),
                          textarea({.label = {.text = "Why?", .classes = "govuk-label--s"},
                                    .name = "reason",
                                    .value = mine ? filled.value("reason") : std::string(),
                                    .hint = Hint{.text = "Say so if you see it differently from the findings, or from "
                                                         "another profession, and why"},
                                    .error = mine ? filled.error_of("reason") : std::string(),
                                    .rows = 3}),
                          button({.text = "Record my judgement",
                                  .classes = "govuk-button--secondary govuk-!-margin-bottom-0",
                                  .prevent_double_click = true}));
  return details({.summary = "Record your own judgement",
                  .content = post_form(view.frame, child_path(view.person(), "judge"), fields),
                  .open = mine && !filled.errors.empty()});
}

Html share_form(const ChildView& view) {
  const JudgedLevels& judged = view.page.judged;
  if (judged.own.size() < 2 || judged.of(callers_profession(view)) == nullptr) return {};
  const bool mine = is_sharing(view);
  const Filled& filled = view.shown.filled;
  const Html fields =
      all(hidden_field("key", view.shown.key), hidden_field("form", "share"),
          radios(levels_to_choose(view, "shared-level", "What level do you agree on?", mine)),
          textarea({.label = {.text = "Why do you judge it so together?", .classes = "govuk-label--s"},
                    .name = "reason",
                    .id = "shared-reason",
                    .value = mine ? filled.value("reason") : std::string(),
                    .hint = Hint{.text = "Write it after you have talked, so that both of you would say it"},
                    .error = mine ? filled.error_of("shared-reason") : std::string(),
                    .rows = 3}),
          button({.text = "Write and sign it",
                  .classes = "govuk-button--secondary govuk-!-margin-bottom-0",
                  .prevent_double_click = true}));
  return details({.summary = "Write the shared level of need",
                  .content = all(paragraph("You sign it by writing it. It is shared once a practitioner of another "
                                           "profession, who judged for themselves, has signed it too."),
                                 post_form(view.frame, child_path(view.person(), "shared-level"), fields)),
                  .open = mine && !filled.errors.empty()});
}

Html level_box(const Html& title, const Html& level, const Html& behind) {
  return element("div", {{"class", "roundel-level"}}, heading(3, Size::s, title),
                 element("p", {{"class", "roundel-level__words"}}, level), behind);
}

Html suggested_level(const ChildView& view) {
  const Assessment& assessment = view.page.assessment;
  if (assessment.suggested.empty()) {
    return level_box("The findings suggest", "No level", paragraph("No rule finds a need.", "roundel-quiet"));
  }
  std::vector<std::string> behind;
  for (const service::FindingShown& finding : view.page.findings) {
    if (finding.indicator != nullptr && finding.indicator->suggests == assessment.suggested)
      behind.push_back(finding.indicator->name);
  }
  const Level* level = view.standards.levels.find(assessment.suggested);
  return level_box("The findings suggest", level_words(assessment.suggested, view.standards.levels),
                   all(level == nullptr ? Html() : paragraph(level->meaning),
                       behind.empty() ? Html() : paragraph("Because of:", "govuk-!-margin-bottom-1"),
                       bullets({behind.begin(), behind.end()})));
}

std::string suggested_then(const ChildView& view, const RestedOn& rested) {
  if (rested.withheld)
    return "What the findings then suggested rests on entries that you may not read, and is not shown.";
  if (rested.suggested.empty()) return "The findings then suggested no level.";
  return "The findings then suggested " + level_words(rested.suggested, view.standards.levels) + ".";
}

std::string found_then(const RestedOn& rested) {
  if (!rested.found) return {};
  const FoundByDomain& found = *rested.found;
  return fmt::format(
      " Findings then: {} in the child's development, {} in parenting capacity, {} in family and "
      "environment; {} protective.",
      found.development, found.parenting, found.family, found.protective);
}

// The framework and the entries that a judgement rested on; the entries as far as the reader may read them.
Html rested_on_words(const ChildView& view, const RestedOn& rested) {
  if (rested.edition.empty()) return {};
  const auto items = items_of(view, rested.entries);
  const std::size_t missing = rested.entries.size() - items.size();
  return details(
      {.summary = fmt::format("What this rested on: the framework and {} {}", rested.entries.size(),
                              rested.entries.size() == 1 ? "entry" : "entries"),
       .content = all(paragraph(all("Framework: edition ", rested.edition, ". ", suggested_then(view, rested),
                                    found_then(rested))),
                      items.empty() ? Html() : evidence_list(items),
                      missing == 0
                          ? Html()
                          : paragraph(fmt::format("{} of them {} not in what you may read, or {} corrected since.",
                                                  missing, missing == 1 ? "is" : "are", missing == 1 ? "was" : "were"),
                                      "roundel-quiet")),
       .classes = "govuk-!-margin-bottom-4"});
}

Html signatures_of(const ChildView& view, const SharedLevel& shared) {
  std::vector<Html> lines;
  for (const LevelSignature& one : shared.signatures)
    lines.push_back(all(one.practitioner, one.practitioner.empty() ? "" : ", ", profession_name(view, one.profession),
                        ", ", one.on.text()));
  return bullets(lines);
}

Html judged_since(const ChildView& view, const SharedLevel& shared) {
  if (shared.judged_since.empty()) return {};
  std::string who;
  for (const std::string& one : shared.judged_since) who += (who.empty() ? "" : ", ") + profession_name(view, one);
  return paragraph(all(bold("Judged again since: "), who, ". Talk about it again."));
}

Html shared_level(const ChildView& view) {
  const auto& shared = view.page.judged.shared;
  if (!shared) {
    return level_box("Shared by two professions", "Not shared yet",
                     paragraph("Two professions judge for themselves, talk, and sign one level.", "roundel-quiet"));
  }
  return level_box("Shared by two professions", level_words(shared->level, view.standards.levels),
                   all(element("p", {{"class", "govuk-body roundel-quote"}}, shared->reason),
                       paragraph("Signed by:", "govuk-!-margin-bottom-1"), signatures_of(view, *shared),
                       judged_since(view, *shared), rested_on_words(view, shared->rested)));
}

Html sign_form(const ChildView& view, const SharedLevel& shared) {
  const std::string profession = callers_profession(view);
  if (!view.now() || profession.empty()) return {};
  if (shared.is_signed_by(profession))
    return paragraph("Your profession has signed. Ask a practitioner of another profession to read and sign it.");
  if (view.page.judged.of(profession) == nullptr)
    return paragraph("Record your own judgement first; then you can sign this one, or write another.");
  return post_form(
      view.frame, child_path(view.person(), "shared-level/" + url_part(shared.entry.str()) + "/sign"),
      all(hidden_field("key", view.shown.key),
          button({.text = all("Sign it for ", profession_name(view, profession)), .prevent_double_click = true})));
}

Html proposed_level(const ChildView& view) {
  const auto& proposed = view.page.judged.proposed;
  if (!proposed) return {};
  return inset_text(all(
      heading(3, Size::s, all("Waits for a second signature: ", level_words(proposed->level, view.standards.levels))),
      element("p", {{"class", "govuk-body roundel-quote"}}, proposed->reason), signatures_of(view, *proposed),
      judged_since(view, *proposed), rested_on_words(view, proposed->rested), sign_form(view, *proposed)));
}

Html own_level(const ChildView& view, const OwnLevel& own) {
  Html stands;
  if (const auto agrees = own.agrees())
    stands = *agrees ? tag("Agrees with the findings", "govuk-tag--green")
                     : tag("Differs from the findings", "govuk-tag--yellow");
  return element(
      "div", {{"class", "roundel-card"}},
      heading(4, Size::s,
              all(profession_name(view, own.profession), ": ", level_words(own.level, view.standards.levels))),
      stands.empty() ? Html() : paragraph(stands, "govuk-!-margin-bottom-2"),
      element("p", {{"class", "govuk-body roundel-quote"}}, own.reason),
      paragraph(all(own.practitioner, own.practitioner.empty() ? "" : ", ", view.standards.agency_name(own.agency),
                    ", ", own.on.text()),
                "roundel-quiet"),
      rested_on_words(view, own.rested));
}

Html own_levels(const ChildView& view) {
  if (view.page.judged.own.empty()) return nothing("No practitioner has written a judgement.");
  return each(view.page.judged.own, [&](const OwnLevel& own) { return own_level(view, own); });
}

}  // namespace

Html level_section(const ChildView& view) {
  return section(
      "level", "Level of need",
      all(element("div", {{"class", "roundel-levels"}}, suggested_level(view), shared_level(view)),
          proposed_level(view), heading(3, Size::m, "What each profession judges"), own_levels(view),
          view.now() ? all(judge_form(view), share_form(view)) : Html(),
          paragraph(all("By ", link("/standards", "the standards"), ", edition ", view.page.assessment.edition),
                    "roundel-quiet govuk-!-margin-top-4")));
}

}  // namespace roundel::web
