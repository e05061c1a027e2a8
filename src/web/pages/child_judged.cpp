// The child page: what the picture means. Findings, level of need, what nobody has asked, protective factors, response.
#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/child_parts.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

Html judge_form(const ChildView& view) {
  const Filled& filled = view.shown.filled;
  Radios levels{
      .name = "level",
      .fieldset = Fieldset{.legend = "What level of need do you see?", .legend_classes = "govuk-fieldset__legend--s"},
      .error = filled.error_of("level"),
      .classes = "govuk-radios--small",
      .value = filled.value("level")};
  for (const Level& level : view.standards.levels.levels) {
    levels.items.push_back({.value = level.code.str(),
                            .text = level_words(level.code, view.standards.levels),
                            .hint = Hint{.text = level.meaning}});
  }
  const Html fields = all(hidden_field("key", view.shown.key), radios(levels),
                          textarea({.label = {.text = "Why?", .classes = "govuk-label--s"},
                                    .name = "reason",
                                    .value = filled.value("reason"),
                                    .hint = Hint{.text = "Say so if you see it differently from the findings, and why"},
                                    .error = filled.error_of("reason"),
                                    .rows = 3}),
                          button({.text = "Record my judgement",
                                  .classes = "govuk-button--secondary govuk-!-margin-bottom-0",
                                  .prevent_double_click = true}));
  return details({.summary = "Record your own judgement",
                  .content = post_form(view.frame, child_path(view.person(), "judge"), fields),
                  .classes = "govuk-!-margin-bottom-0",
                  .open = !filled.errors.empty()});
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

Html judged_level(const ChildView& view) {
  const auto& judgement = view.page.assessment.judgement;
  if (!judgement)
    return level_box("A practitioner judged", "Not judged yet",
                     paragraph("Nobody has written a judgement.", "roundel-quiet"));
  return level_box("A practitioner judged", level_words(judgement->level, view.standards.levels),
                   all(element("p", {{"class", "govuk-body roundel-quote"}}, judgement->reason),
                       paragraph(all(judgement->practitioner, judgement->practitioner.empty() ? "" : ", ",
                                     view.standards.agency_name(judgement->agency), ", ", judgement->on.text()),
                                 "roundel-quiet")));
}

Html concern_line(const ChildView& view, const Concern& concern) {
  const bool may_decide =
      view.frame.caller != nullptr && (view.frame.caller->role == "joint-team" || view.frame.caller->role == "manager");
  const std::string path = child_path(view.person(), "concerns/" + url_part(concern.entry.str()));
  Html answer =
      all(tag("Waiting for a response", "govuk-tag--yellow"), " ",
          may_decide && view.now()
              ? link(path, all("Decide the response", hidden_text(all(" to the concern of ", concern.raised.text()))))
              : Html());
  if (concern.decision) {
    answer = all(tag(response_name(concern.decision->choice), "govuk-tag--green"), " ",
                 element("span", {}, concern.decision->reason), " ",
                 element("span", {{"class", "roundel-quiet"}}, view.standards.agency_name(concern.decision->agency),
                         ", ", concern.decision->at.text()));
  }
  return element("li", {{"class", "roundel-card"}},
                 element("p", {{"class", "govuk-body roundel-quote"}}, concern.worry),
                 concern.child_says.empty()
                     ? Html()
                     : element("p", {{"class", "govuk-body"}}, bold("The child says: "), concern.child_says),
                 element("p", {{"class", "roundel-quiet"}}, view.standards.agency_name(concern.from), ", ",
                         time_of(concern.raised.iso(), concern.raised.text())),
                 element("p", {{"class", "govuk-body govuk-!-margin-bottom-0"}}, answer));
}

// Whether somebody asked, and waits; else the way to ask.
Html asked_or_ask(const ChildView& view, const Unasked& unasked, int number) {
  if (!view.now()) return {};
  for (const InformationRequest& request : view.page.requests) {
    const bool same =
        unasked.code.empty() ? request.question == unasked.question : request.standing_question == unasked.code;
    if (!same) continue;
    const bool refused = request.decision && !request.decision->shared;
    if (!request.open() && !refused) continue;
    return element("p", {{"class", "govuk-body"}}, tag(state_name(request.state(view.on())), "govuk-tag--blue"), " ",
                   view.standards.agency_name(request.from), " asked ", view.standards.agency_name(request.of), " on ",
                   request.asked.text());
  }
  return element("p", {{"class", "govuk-body"}},
                 link(child_path(view.person(), "ask") +
                          "?question=" + (unasked.code.empty() ? std::to_string(number) : url_part(unasked.code)),
                      all("Ask", hidden_text(all(": ", unasked.question)))));
}

// What was asked of other services and is not answered.
Html asked_and_waiting(const ChildView& view) {
  Html lines;
  for (const InformationRequest& request : view.page.requests) {
    const RequestState state = request.state(view.on());
    if (state == RequestState::answered) continue;
    lines += element(
        "li", {}, tag(state_name(state), state == RequestState::overdue ? "govuk-tag--red" : "govuk-tag--blue"), " ",
        view.standards.agency_name(request.of), ": ", request.question, " ",
        element("span", {{"class", "roundel-quiet"}}, view.standards.agency_name(request.from), " asked on ",
                request.asked.text(), request.needed_by ? all(", needed by ", request.needed_by->text()) : Html()));
  }
  if (lines.empty()) return {};
  return all(heading(3, Size::s, "Asked, and not answered"), element("ul", {{"class", "govuk-list"}}, lines));
}

}  // namespace

Html recent_section(const ChildView& view) {
  if (view.page.recent.empty()) return section("recent", "What changed lately", nothing("Nothing changed lately."));
  return section("recent", "What changed lately, and why", change_list(view.page.recent, view.on(), false));
}

Html findings_section(const ChildView& view) {
  Html list = each(view.page.findings, [&](const auto& finding) { return finding_card(finding, view.standards); });
  if (view.page.findings.empty()) list = nothing("No rule of the standards finds a need in what is known.");
  return section("findings", "Findings", list);
}

Html protective_section(const ChildView& view) {
  Html list = each(view.page.protective, [&](const auto& finding) { return finding_card(finding, view.standards); });
  if (view.page.protective.empty()) list = nothing("Nothing protective is recorded. That may mean that nobody asked.");
  return section("protective", "Protective factors", list);
}

Html level_section(const ChildView& view) {
  return section(
      "level", "Level of need",
      all(element("div", {{"class", "roundel-levels"}}, suggested_level(view), judged_level(view)),
          view.now() ? judge_form(view) : Html(),
          paragraph(all("By ", link("/standards", "the standards"), ", edition ", view.page.assessment.edition),
                    "roundel-quiet govuk-!-margin-top-4")));
}

Html unasked_section(const ChildView& view) {
  if (view.page.assessment.unasked.empty())
    return section("unasked", "What nobody has asked yet",
                   all(nothing("Every question that the rules raise is answered."), asked_and_waiting(view)));
  int number = 0;
  const Html list = each(view.page.assessment.unasked, [&](const Unasked& unasked) {
    ++number;
    const AgencyKind* kind = view.standards.vocabulary.agency_kind(unasked.agency_kind);
    const std::string whom = kind == nullptr ? unasked.agency_kind : kind->name;
    return element("li", {{"class", "roundel-unasked"}},
                   element("p", {{"class", "roundel-unasked__question"}}, unasked.question),
                   paragraph(unasked.why, "govuk-!-margin-bottom-1"),
                   whom.empty() ? Html() : element("p", {{"class", "roundel-quiet"}}, "Who could say: ", whom),
                   asked_or_ask(view, unasked, number));
  });
  return section("unasked", "What nobody has asked yet",
                 all(element("ul", {{"class", "govuk-list"}}, list), asked_and_waiting(view)));
}

Html response_section(const ChildView& view) {
  const roundel::Response& response = view.page.response;
  Html clocks = nothing("No clock is running.");
  if (!response.clocks.empty()) clocks = clock_list(response.clocks, view.on());
  Html concerns = nothing("No concern was passed on.");
  if (!response.concerns.empty()) {
    concerns = element("ul", {{"class", "govuk-list"}},
                       each(response.concerns, [&](const Concern& concern) { return concern_line(view, concern); }));
  }
  return section("response", "Concerns and clocks",
                 all(heading(3, Size::m, "Clocks"), clocks, heading(3, Size::m, "Concerns"), concerns));
}

}  // namespace roundel::web
