// The child page: what the picture means. Findings, protective factors, what nobody has asked, response.
#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/child_parts.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

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
  return element("p", {{"class", "govuk-body roundel-not-on-paper"}},
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
