#include "web/pages/elsewhere.h"

#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

Html no_key() {
  return inset_text(
      "This place shares no key with another place yet, so nothing can be asked or answered here. Whoever runs the "
      "server gives it the file of the key when it starts. Until then, ring the other place\u2019s front door.");
}

Html what_travels() {
  return details(
      {.summary = "What is in the file",
       .content = bullets({Html("A keyed hash of the NHS number, where a health service holds one."),
                           Html("A code made of the names, the day of birth and the postcode\u2019s district."),
                           Html("Nothing that can be read without the key that the two places share.")})});
}

Html answer_told(const service::LookupAnswer& answer) {
  if (!answer.known)
    return section(
        "answer", "Not known here",
        all(paragraph("As far as this question can tell, the child is not known here."),
            paragraph("That is no proof: a name or a date of birth may have been written differently. Tell the "
                      "other place so.",
                      "roundel-quiet")));
  return section(
      "answer", "Known here",
      all(paragraph(answer.call.empty() ? Html("Nobody is named who takes calls about children for this place.")
                                        : all("Tell the other place to call ", bold(answer.call),
                                              answer.contact.empty() ? "" : ": ", answer.contact, ".")),
          paragraph("Send nothing else. Who is involved, and why, is said on the telephone between two people who know "
                    "that they may.",
                    "roundel-quiet")));
}

Html question_form(const Frame& frame, const Filled& filled) {
  return post_file_form(
      frame, "/elsewhere",
      all(file_upload({.label = {.text = "The file that the other place sent", .classes = "govuk-label--m"},
                       .name = "question",
                       .hint = Hint{.text = "It was made by their program and names nobody"},
                       .error = filled.error_of("question")}),
          button({.text = "See whom they should call", .prevent_double_click = true})));
}

}  // namespace

Html ask_elsewhere_page(const Frame& frame, const service::AskElsewhere& page) {
  const Html form = all(
      paragraph("Roundel makes a small file that names nobody. Send it to the other place as you send other work. Its "
                "answer is whom to call there, or that the child is not known.",
                "govuk-body-l"),
      what_travels(),
      post_form(frame, child_path(page.child, "ask-elsewhere"), button({.text = "Make the file to send"})),
      paragraph("That you asked stands in the family\u2019s access history.", "roundel-quiet"));
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}},
              element("span", {{"class", "govuk-caption-xl"}}, page.name, ", ", page.age),
              heading(1, Size::xl, "Is the child known to another place?"), page.shares_a_key ? form : no_key()));
  return whole_page(frame, {.title = "Is the child known to another place?",
                            .before = back_link(child_path(page.child), "Back to the child's page"),
                            .main = main});
}

Html answer_elsewhere_page(const Frame& frame, bool shares_a_key, const std::optional<service::LookupAnswer>& answer,
                           const Filled& filled) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element(
          "div", {{"class", "govuk-grid-column-two-thirds"}}, heading(1, Size::xl, "Another place asks"),
          paragraph("Another place asks whether it should talk to somebody here about a child. You are not told who "
                    "the child is; they are told whom to call, and nothing else.",
                    "govuk-body-l"),
          answer ? answer_told(*answer) : Html(), shares_a_key ? question_form(frame, filled) : no_key(),
          shares_a_key ? paragraph("The question is logged, and stands in the access history of every child whom "
                                   "it may be about.",
                                   "roundel-quiet")
                       : Html()));
  return whole_page(frame, {.title = "Another place asks",
                            .current = "/front-door",
                            .before = back_link("/front-door", "Back to the front door"),
                            .main = main,
                            .errors = filled.errors});
}

}  // namespace roundel::web
