// The pages that are mostly text: access history, standards in words, about, errors.
#include <fmt/format.h>

#include "standards/explain.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

Html indicator_words(const Indicator& indicator, const Standards& standards) {
  Html level = indicator.protective         ? tag("Protective", "govuk-tag--green")
               : indicator.suggests.empty() ? Html()
                                            : tag(level_words(indicator.suggests, standards.levels), "govuk-tag--grey");
  return element("section", {{"class", "roundel-standard"}},
                 element("div", {{"class", "roundel-finding__head"}}, heading(3, Size::s, indicator.name), level),
                 paragraph(explain(indicator.rule, standards.vocabulary)),
                 paragraph(all("As it is written: ", element("q", {{"class", "roundel-rule"}}, indicator.sentence))),
                 paragraph(indicator.why),
                 element("p", {{"class", "roundel-quiet"}}, "Source: ", indicator.source,
                         indicator.local ? ". This place's own rule" : "",
                         indicator.confirmed ? "" : ". Not confirmed: ", indicator.confirmed ? "" : indicator.note));
}

Html indicators_of(Domain domain, const Standards& standards) {
  Html out;
  for (const Indicator& indicator : standards.indicators) {
    if (indicator.domain == domain) out += indicator_words(indicator, standards);
  }
  return out.empty() ? out : all(heading(2, Size::l, domain_name(domain)), out);
}

std::string limit_words(const ClockRule& clock) {
  static constexpr std::string_view names[] = {"working days", "school days", "hours", "weeks", "months", "years"};
  return fmt::format("{} {}", clock.limit, names[static_cast<std::size_t>(clock.base)]);
}

Html clock_table(const Standards& standards) {
  std::vector<std::vector<Cell>> rows;
  for (const ClockRule& clock : standards.clocks) {
    const EntryKind* starts = standards.vocabulary.kind(clock.starts);
    rows.push_back({{.content = clock.name},
                    {.content = limit_words(clock)},
                    {.content = starts == nullptr ? clock.from : starts->name},
                    {.content = all(force_words(clock.force), clock.confirmed ? "" : ", not confirmed")},
                    {.content = clock.source}});
  }
  return scrolling("Clocks", table({.caption = "Clocks",
                                    .caption_classes = "govuk-table__caption--l",
                                    .head = {{.content = "Clock"},
                                             {.content = "Limit"},
                                             {.content = "Starts with"},
                                             {.content = "Force"},
                                             {.content = "Source"}},
                                    .rows = std::move(rows),
                                    .first_cell_is_header = true,
                                    .classes = "roundel-stacked"}));
}

struct Trouble {
  std::string_view title;
  std::string_view words;
};
Trouble trouble_of(int status) {
  switch (status) {
    case 400:
      return {"This could not be read", "Something in the address or the form was not as expected."};
    case 403:
      return {"You may not see or do this",
              "The rules of access do not allow it for your role. The refusal is recorded."};
    case 404:
      return {"Page not found", "Check the address, or find the child again."};
    case 405:
      return {"Page not found", "Check the address, or find the child again."};
    case 409:
      return {"Somebody was quicker",
              "This was changed or decided meanwhile. Load the page again to see how it stands now."};
    case 429:
      return {"Too many requests", "Please wait a moment and try again."};
    default:
      return {"Something is broken here",
              "It is not your doing. What you sent may not have been recorded: look before you send it again."};
  }
}

// Where practitioners find out whether they mean the same by a level.
Html one_language(const Frame& frame) {
  if (frame.caller == nullptr) return {};
  const std::string& role = frame.caller->role;
  const bool rates = role == "practitioner" || role == "joint-team" || role == "manager" || role == "referrer";
  if (!rates) return {};
  return inset_text(all(paragraph(all("Do you mean the same by these levels as other professions? ",
                                      link("/vignettes", "Rate short made-up families"))),
                        role != "manager"
                            ? Html()
                            : paragraph(all("Do these rules help? ", link("/backtest",
                                                                          "What they would have shown in a place "
                                                                          "where the truth is known")))));
}

}  // namespace

Html access_history_page(const Frame& frame, const PersonId& child, const std::vector<service::AccessLine>& lines) {
  std::vector<std::vector<Cell>> rows;
  for (const service::AccessLine& line : lines) {
    rows.push_back({{.content = time_of(line.at.iso(), line.at.text())},
                    {.content = all(bold(line.who), element("br", {}), line.agency)},
                    {.content = all(line.what, " ", line.allowed ? Html() : tag("Refused", "govuk-tag--red"))},
                    {.content = all(line.purpose, line.basis.empty() ? Html()
                                                                     : all(element("br", {}),
                                                                           element("span", {{"class", "roundel-quiet"}},
                                                                                   line.basis)))},
                    {.content = line.why}});
  }
  Html list = inset_text("Nobody has looked yet.");
  if (!lines.empty()) {
    list = scrolling("Access history", table({.caption = "Newest first",
                                              .caption_classes = "govuk-visually-hidden",
                                              .head = {{.content = "When"},
                                                       {.content = "Who"},
                                                       {.content = "What"},
                                                       {.content = "Purpose and lawful basis"},
                                                       {.content = "Why it was allowed or refused"}},
                                              .rows = std::move(rows),
                                              .classes = "roundel-stacked"}));
  }
  const Html main =
      all(heading(1, Size::xl, "Access history"),
          paragraph("Who looked at this child's record, when, and why. Refusals are here too.", "govuk-body-l"), list);
  return whole_page(
      frame,
      {.title = "Access history", .before = back_link(child_path(child), "Back to the child's page"), .main = main});
}

Html standards_page(const Frame& frame, const Standards& standards) {
  const Html levels = each(standards.levels.levels, [&](const Level& level) {
    const Html elsewhere = each(explain_level(level, standards).elsewhere,
                                [](const std::string& there) { return paragraph(there, "roundel-quiet"); });
    return element("div", {{"class", "govuk-summary-list__row"}},
                   element("dt", {{"class", "govuk-summary-list__key"}}, level.name),
                   element("dd", {{"class", "govuk-summary-list__value"}}, level.meaning, elsewhere));
  });
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}}, heading(1, Size::xl, "The standards in words"),
              paragraph("Every finding on a child's page comes from one of these rules, and names it. A practitioner's "
                        "judgement stands beside "
                        "it and may differ, with a reason.",
                        "govuk-body-l"),
              paragraph(all("Edition: ", standards.edition), "roundel-quiet"), heading(2, Size::l, "Levels of need"),
              element("dl", {{"class", "govuk-summary-list"}}, levels),
              paragraph(all("Source: ", standards.levels.source), "roundel-quiet"), one_language(frame),
              indicators_of(Domain::development, standards), indicators_of(Domain::parenting, standards),
              indicators_of(Domain::family, standards)),
      element("div", {{"class", "govuk-grid-column-full"}}, clock_table(standards)));
  return whole_page(frame, {.title = "The standards in words", .main = main});
}

Html about_page(const Frame& frame, const Standards& standards) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element(
          "div", {{"class", "govuk-grid-column-two-thirds"}}, heading(1, Size::xl, "About Roundel"),
          paragraph("Roundel holds the rounded picture of a child: what every service around a child and family knows, "
                    "assessed together, "
                    "answered together, and learned from.",
                    "govuk-body-l"),
          heading(2, Size::m, "What it promises"),
          bullets(
              {"One record, never rewritten. Corrections are new entries, and any past moment can be asked for again.",
               "No score without reasons, no ranking of children. Every finding names its rule, its source and the "
               "dated entries behind it.",
               "The rules are words that a practitioner can read.",
               "Only what is needed, to whom it is needed. Who is involved is wide; content is narrow; every look is "
               "recorded.",
               "Enter once, use everywhere."}),
          heading(2, Size::m, "What it is not"),
          paragraph("It does not predict, and it does not decide. People do, and the record says who and why."),
          heading(2, Size::m, "For programs"),
          paragraph(all("The same use cases answer in JSON. ",
                        link("/api/openapi.json", "Read the description of the interface"), ".")),
          paragraph(all("Standards in use: ", standards.edition), "roundel-quiet")));
  return whole_page(frame, {.title = "About", .main = main});
}

Html error_page(const Frame& frame, int status, std::string_view what) {
  const Trouble trouble = trouble_of(status);
  const bool say = !what.empty() && status != 404 && status < 500;
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}}, heading(1, Size::l, trouble.title),
              say ? paragraph(what) : Html(), paragraph(trouble.words), paragraph(link("/", "Go to the start page"))));
  return whole_page(frame, {.title = std::string(trouble.title), .main = main});
}

}  // namespace roundel::web
