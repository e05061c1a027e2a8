#include "web/pages/requests.h"

#include <fmt/format.h>

#include "core/text.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

using service::RequestRow;

std::string_view tag_of(RequestState state) {
  switch (state) {
    case RequestState::waiting:
      return "govuk-tag--blue";
    case RequestState::overdue:
      return "govuk-tag--red";
    case RequestState::answered:
      return "govuk-tag--green";
    case RequestState::refused:
      break;
  }
  return "govuk-tag--yellow";
}

Html state_of(const RequestRow& row, Date today) {
  Html out = tag(state_name(row.state), tag_of(row.state));
  if (row.request.escalated()) out += all(" ", tag("Taken higher", "govuk-tag--red"));
  if (row.request.open() && row.request.needed_by)
    out += element(
        "span", {{"class", "roundel-quiet"}}, " needed by ", row.request.needed_by->text(),
        is_due_soon(*row.request.needed_by, today) ? ", " + due_words(*row.request.needed_by, today) : std::string());
  return out;
}

// "Liam Shaw, father of Ruby Brown", or the child alone.
Html about_whom(const RequestRow& row) {
  if (row.person_name.empty()) return row.child_name;
  return all(row.person_name, ", ", lower(row.person_role), " (child: ", row.child_name, ")");
}

Html card(const RequestRow& row, Date today, bool to_answer) {
  const std::string path = request_path(row.child, row.request.entry);
  return element("article", {{"class", "roundel-card"}}, heading(3, Size::m, link(path, about_whom(row))),
                 element("p", {{"class", "govuk-body roundel-quote"}}, row.request.question),
                 element("p", {{"class", "roundel-quiet"}},
                         to_answer ? all(row.from_agency, " asks") : all("Asked of ", row.of_agency), ", ",
                         time_of(row.request.asked.iso(), day_words(row.request.asked, today))),
                 element("p", {{"class", "govuk-body govuk-!-margin-bottom-0"}}, state_of(row, today)));
}

Html list_of(const std::vector<RequestRow>& rows, Date today, bool to_answer, const char* none) {
  if (rows.empty()) return nothing(none);
  return each(rows, [&](const RequestRow& row) { return card(row, today, to_answer); });
}

Html basis_words(const Standards& standards, const std::string& code) {
  const CodeSet* set = standards.vocabulary.code_set("request-basis");
  const std::string* words = set == nullptr ? nullptr : set->meaning(code);
  return words == nullptr ? code : *words;
}

Html whom_and_why(const RequestRow& row, const Standards& standards) {
  const InformationRequest& request = row.request;
  SummaryList list;
  if (!row.person_name.empty()) {
    list.rows.push_back({.key = "About",
                         .value = all(row.person_name, ", ", lower(row.person_role), ", ", row.person_age,
                                      row.person_born ? all(", born ", row.person_born->text()) : Html())});
  }
  list.rows.push_back({.key = "Child", .value = all(row.child_name, ", ", row.child_age)});
  list.rows.push_back({.key = "What exactly", .value = request.question});
  list.rows.push_back({.key = "Why", .value = request.why});
  list.rows.push_back({.key = "Lawful basis", .value = basis_words(standards, request.basis)});
  list.rows.push_back({.key = "Who asks", .value = all(request.by, request.by.empty() ? "" : ", ", row.from_agency)});
  list.rows.push_back({.key = "Asked of", .value = row.of_agency});
  if (request.needed_by) list.rows.push_back({.key = "Needed by", .value = request.needed_by->text()});
  return summary_list(list);
}

Html decision_of(const RequestRow& row, const Standards& standards) {
  if (!row.request.decision) return {};
  const SharingDecision& decision = *row.request.decision;
  const Html who = paragraph(all(decision.by, decision.by.empty() ? "" : ", ", row.of_agency, ", ", decision.on.text()),
                             "roundel-quiet");
  if (!decision.shared)
    return section("decision", "Decided not to share",
                   all(element("p", {{"class", "govuk-body roundel-quote"}}, decision.reason),
                       decision.instead.empty() ? Html() : paragraph(all(bold("Instead: "), decision.instead)), who));
  return section("decision", "The answer",
                 all(element("p", {{"class", "govuk-body roundel-quote"}}, decision.answer),
                     paragraph(all(bold("Why it is shared: "), decision.reason)),
                     paragraph(all(bold("Lawful basis: "), basis_words(standards, decision.basis))), who));
}

Html chased_lines(const InformationRequest& request) {
  if (request.chased.empty()) return {};
  return section("chased", "What was done since",
                 element("ul", {{"class", "govuk-list"}}, each(request.chased, [](const Chase& chase) {
                           return element(
                               "li", {}, chase.on.text(), ": ",
                               chase.to.empty() ? Html("reminded") : all(bold("taken higher"), " to ", chase.to), ". ",
                               chase.words, " ", element("span", {{"class", "roundel-quiet"}}, chase.by));
                         })));
}

Html words_field(std::string_view name, const char* title, const char* said, const Filled& filled) {
  return textarea({.label = {.text = title, .classes = "govuk-label--s"},
                   .name = std::string(name),
                   .value = filled.value(name),
                   .hint = *said == '\0' ? std::nullopt : std::optional<Hint>(Hint{.text = said}),
                   .error = filled.error_of(name),
                   .rows = 3});
}

Html answer_form(const Frame& frame, const RequestRow& row, const Standards& standards, const Filled& filled,
                 std::string_view key) {
  const std::string action = request_path(row.child, row.request.entry) + "/answer";
  const Html sharing =
      radios({.name = "sharing",
              .fieldset = Fieldset{.legend = "Who may read it, beside the agency that asks?",
                                   .legend_classes = "govuk-fieldset__legend--s"},
              .error = filled.error_of("sharing"),
              .classes = "govuk-radios--small",
              .value = filled.value("sharing"),
              .items = {{.value = "joint", .text = "The joint team around the child"},
                        {.value = "sensitive",
                         .text = "Only who safeguards the child, on reasonable cause to suspect significant harm"}}});
  const Html share =
      post_form(frame, action,
                all(hidden_field("key", key), hidden_field("choice", "share"),
                    words_field("answer", "What can you tell?",
                                "Only what was asked. If you hold nothing, say so: it helps too.", filled),
                    words_field("reason", "Why do you share it?", "It stands in the record under your name", filled),
                    radios(basis_field(standards, filled)), sharing,
                    button({.text = "Share this answer", .prevent_double_click = true})));
  const Html refuse = post_form(
      frame, action,
      all(hidden_field("key", key), hidden_field("choice", "refuse"),
          words_field("not-why", "Why do you not share it?", "It stands in the record under your name", filled),
          words_field("instead", "What can they do instead? (optional)", "", filled),
          button({.text = "Record that it is not shared",
                  .classes = "govuk-button--secondary",
                  .prevent_double_click = true})));
  // What was decided can still be turned into an answer, and is not asked for a second time.
  if (row.request.decision)
    return details(
        {.summary = "Share an answer after all", .content = share, .open = filled.value("choice") == "share"});
  const bool refusing = filled.value("choice") == "refuse";
  return all(section("answer-it", "Your answer", share),
             details({.summary = "Decide not to share it", .content = refuse, .open = refusing}));
}

Html chase_form(const Frame& frame, const RequestRow& row, const Filled& filled, std::string_view key) {
  const std::string action = request_path(row.child, row.request.entry) + "/chase";
  const bool higher = row.state != RequestState::waiting;
  const Html remind = post_form(
      frame, action,
      all(hidden_field("key", key), hidden_field("choice", "remind"),
          words_field("words", "Remind them", "A line is enough", filled),
          button({.text = "Send the reminder", .classes = "govuk-button--secondary", .prevent_double_click = true})));
  const Html escalate = post_form(
      frame, action,
      all(hidden_field("key", key), hidden_field("choice", "escalate"),
          input({.label = {.text = "To whom do you take it?", .classes = "govuk-label--s"},
                 .name = "to",
                 .value = filled.value("to"),
                 .hint = Hint{.text = "For example, their safeguarding lead"},
                 .error = filled.error_of("to")}),
          words_field("higher-words", "Why can it not wait?", "", filled),
          button({.text = "Take it higher", .classes = "govuk-button--warning", .prevent_double_click = true})));
  Html out;
  if (row.request.open()) out += section("remind", "It has not been answered", remind);
  if (higher)
    out +=
        section("higher", row.state == RequestState::refused ? "You see it differently?" : "It is overdue", escalate);
  return out;
}

}  // namespace

std::string ask_path(const PersonId& child) { return child_path(child, "ask"); }
std::string request_path(const PersonId& child, const EntryId& request) {
  return child_path(child, "requests/" + url_part(request.str()));
}

Html requests_page(const Frame& frame, const service::RequestsPage& page, Date today) {
  Html done = nothing("Nothing was answered yet.");
  if (!page.done.empty())
    done = each(page.done, [&](const RequestRow& row) {
      return card(row, today, frame.caller != nullptr && row.request.of == frame.caller->agency);
    });
  const Html main = all(
      heading(1, Size::xl, "Requests"),
      paragraph("What other services ask yours about a child or somebody of the family, and what yours asks.",
                "govuk-body-l"),
      paragraph(all("To ask another service, ", link("/find", "find the child"), " and open the child\u2019s page.")),
      section("to-answer", fmt::format("To answer ({})", page.to_answer.size()),
              list_of(page.to_answer, today, true, "Nobody waits for an answer of your service.")),
      section("waiting", fmt::format("Waiting for others ({})", page.waiting.size()),
              list_of(page.waiting, today, false, "Your service waits for nobody.")),
      section("done", "Answered, or decided not to share", done));
  return whole_page(frame, {.title = "Requests", .current = "/requests", .main = main});
}

Html request_page(const Frame& frame, const RequestRow& row, const Standards& standards, Date today,
                  const Filled& filled, std::string_view key) {
  const AgencyId& agency = frame.caller->agency;
  const bool answers = agency == row.request.of && (!row.request.decision || !row.request.decision->shared);
  const bool chases = agency == row.request.from && row.state != RequestState::answered;
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}},
              heading(1, Size::xl,
                      all("Please tell us about ", row.person_name.empty() ? row.child_name : row.person_name)),
              element("p", {{"class", "govuk-body"}}, state_of(row, today)), whom_and_why(row, standards),
              decision_of(row, standards), chased_lines(row.request),
              answers ? answer_form(frame, row, standards, filled, key) : Html(),
              chases ? chase_form(frame, row, filled, key) : Html(),
              agency == row.request.from ? paragraph(link(child_path(row.child), "Go to the child's page")) : Html()));
  return whole_page(frame, {.title = "A request between services",
                            .current = "/requests",
                            .before = back_link("/requests", "Back to requests"),
                            .main = main,
                            .errors = filled.errors});
}

Radios basis_field(const Standards& standards, const Filled& filled) {
  Radios basis{.name = "basis",
               .fieldset = Fieldset{.legend = "On what lawful basis?", .legend_classes = "govuk-fieldset__legend--m"},
               .error = filled.error_of("basis"),
               .value = filled.value("basis")};
  if (const CodeSet* set = standards.vocabulary.code_set("request-basis"))
    for (const auto& [code, words] : set->codes) basis.items.push_back({.value = code, .text = words});
  return basis;
}

}  // namespace roundel::web
