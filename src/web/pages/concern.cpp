#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/moj.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/concern_fields.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"
#include "web/pages/passed_on.h"

namespace roundel::web {
namespace {

Html my_concern(const service::ConcernRow& row, Date today) {
  return element(
      "article", {{"class", "roundel-card"}},
      heading(2, Size::m,
              all(link(child_path(row.child), row.name), " ", element("span", {{"class", "roundel-quiet"}}, row.age))),
      row.concern.by_feed ? paragraph(all(bold(row.concern.by_feed->what), ", ", row.concern.by_feed->on.text()),
                                      "govuk-!-margin-bottom-1")
                          : element("p", {{"class", "govuk-body roundel-quote"}}, row.concern.worry),
      element("p", {{"class", "roundel-quiet"}},
              row.concern.by_feed ? "Sent by your service\u2019s system " : "Passed on ",
              time_of(row.concern.raised.iso(), row.concern.raised.text())),
      what_became(row, today));
}

}  // namespace

Html concern_page(const Frame& frame, const IdentityBar& child, const Filled& filled, std::string_view key) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}},
              element("span", {{"class", "govuk-caption-xl"}}, child.name, ", ", child.age),
              heading(1, Size::xl, "Pass on a concern"),
              warning_text("If the child is in immediate danger, call 999 first."),
              post_form(frame, child_path(child.person, "concern"),
                        all(hidden_field("key", key), concern_fields(filled),
                            button({.text = "Pass on the concern", .prevent_double_click = true}))),
              paragraph("The joint team sees this at once, and you will see here what they decide.", "roundel-quiet")));
  return whole_page(frame, {.title = "Pass on a concern",
                            .before = back_link(child_path(child.person), "Back to the child's page"),
                            .main = main,
                            .errors = filled.errors});
}

Html concern_recorded_page(const Frame& frame, const PersonId& child, const service::RecordedConcern& recorded) {
  Html changed = paragraph("Your concern is part of the child's picture now. No finding changed by it.");
  if (!recorded.changes.empty()) changed = change_list(recorded.changes, recorded.changes.front().at.date());
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element(
          "div", {{"class", "govuk-grid-column-two-thirds"}},
          panel({.title = "Concern passed on", .content = "It is on the joint team's list"}),
          heading(2, Size::l, "What changed, and why"), changed, heading(2, Size::m, "What happens next"),
          paragraph("The joint team decides the response. You will see what they decide, and why, under My concerns."),
          element("p", {{"class", "govuk-body"}}, link("/concerns", "See my concerns")),
          element("p", {{"class", "govuk-body"}}, link(child_path(child), "Go to the child's page")),
          paragraph(all(bold("If things get worse: "),
                        "pass on another concern. If a child is in immediate danger, call 999."))));
  return whole_page(frame, {.title = "Concern passed on", .current = "/concerns", .main = main});
}

Html my_concerns_page(const Frame& frame, const std::vector<service::ConcernRow>& rows, Date today) {
  Html list = each(rows, [&](const service::ConcernRow& row) { return my_concern(row, today); });
  if (rows.empty()) {
    list = inset_text(all(paragraph("You have not passed on a concern yet."),
                          paragraph(all("To pass one on, ", link("/find", "find the child"), " first."))));
  }
  const Html main = all(
      heading(1, Size::xl, "My concerns"), paragraph("What you passed on, and what happened to it.", "govuk-body-l"),
      paragraph(link("/concerns/service", "What my service passed on")),
      element("div", {{"class", "roundel-live"},
                      {"data-roundel-live", "/api/concerns/mine"},
                      {"data-list", "concerns"},
                      {"data-moment", "decision.at"},
                      {"data-newest", ""},
                      {"aria-live", "polite"}}),
      list,
      button({.text = "Find a child to pass on a concern", .href = "/find", .classes = "govuk-button--secondary"}));
  return whole_page(frame, {.title = "My concerns", .current = "/concerns", .main = main});
}

}  // namespace roundel::web
