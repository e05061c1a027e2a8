#include "web/pages/deciding.h"

#include "web/components/lists.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

// A box for each thing told of the same event, all ticked until somebody takes one out.
Html together_choice(const service::ConcernPage& page, const Filled& filled) {
  if (page.together.empty()) return {};
  Checkboxes boxes{
      .id_prefix = "together",
      .fieldset = Fieldset{.legend = "What is this decision for?", .legend_classes = "govuk-fieldset__legend--m"},
      .hint = Hint{.text = "What you leave out keeps waiting at the front door"},
      .error = filled.error_of("together"),
      .classes = "govuk-checkboxes--small"};
  const bool shown_before = !filled.value("together").empty();
  const auto add = [&](const service::ConcernRow& row) {
    const std::string name = "concern-" + row.concern.entry.str();
    boxes.items.push_back({.name = name,
                           .value = row.child.str(),
                           .text = all(bold(told_words(row)), ", ", row.from_agency, ", about ", row.name),
                           .checked = !shown_before || !filled.value(name).empty()});
  };
  add(page.row);
  for (const service::ConcernRow& row : page.together) add(row);
  return all(hidden_field("together", "yes"), checkboxes(boxes));
}

Html response_choice(const Filled& filled) {
  static const std::vector<std::pair<ResponseChoice, const char*>> meanings = {
      {ResponseChoice::no_further_action, "The picture gives no reason to act. Say which parts you looked at."},
      {ResponseChoice::early_help, "Support with the family's agreement, with one worker who holds it together."},
      {ResponseChoice::single_agency_visit, "The service that knows the child best sees the child."},
      {ResponseChoice::joint_visit, "Two services see the child together."},
      {ResponseChoice::assessment, "A social worker assesses the child's needs."},
      {ResponseChoice::strategy_discussion,
       "Reasonable cause to suspect significant harm: social care, police and health decide together."}};
  Radios choice{.name = "choice",
                .fieldset = Fieldset{.legend = "What is the response?", .legend_classes = "govuk-fieldset__legend--m"},
                .error = filled.error_of("choice"),
                .value = filled.value("choice")};
  for (const auto& [response, meaning] : meanings) {
    choice.items.push_back(
        {.value = std::string(word(response)), .text = response_name(response), .hint = Hint{.text = meaning}});
  }
  return radios(choice);
}

std::optional<Hint> hint_of(const std::string& words) {
  return words.empty() ? std::nullopt : std::optional<Hint>(Hint{.text = words});
}

Html threshold_choice(const service::ConcernPage& page, const Standards& standards, const Filled& filled) {
  Radios choice{
      .name = "threshold",
      .fieldset = Fieldset{.legend = "Which threshold do you rely on?", .legend_classes = "govuk-fieldset__legend--m"},
      .error = filled.error_of("threshold"),
      .classes = "govuk-radios--small",
      .value = filled.value("threshold")};
  for (const service::FindingShown& finding : page.findings)
    if (finding.indicator != nullptr && !finding.indicator->protective)
      choice.items.push_back({.value = "finding:" + finding.indicator->code.str(),
                              .text = finding.indicator->name,
                              .hint = hint_of(what_was_found(finding))});
  if (!choice.items.empty()) choice.items.push_back({.divider = "or"});
  for (const Level& level : standards.levels.levels)
    choice.items.push_back({.value = "level:" + level.code.str(),
                            .text = level_words(level.code, standards.levels),
                            .hint = Hint{.text = level.meaning}});
  return radios(choice);
}

Html consent_choice(std::string_view name, const char* legend, const Standards& standards, const Filled& filled) {
  Radios choice{.name = std::string(name),
                .fieldset = Fieldset{.legend = legend, .legend_classes = "govuk-fieldset__legend--s"},
                .error = filled.error_of(name),
                .classes = "govuk-radios--small govuk-radios--inline",
                .value = filled.value(name)};
  if (const CodeSet* set = standards.vocabulary.code_set("consent"))
    for (const auto& [code, meaning] : set->codes) choice.items.push_back({.value = code, .text = meaning});
  return radios(choice);
}

Html parents_choice(const Standards& standards, const Filled& filled) {
  Radios choice{.name = "parents-told",
                .fieldset = Fieldset{.legend = "Were the parents told?", .legend_classes = "govuk-fieldset__legend--m"},
                .error = filled.error_of("parents-told"),
                .classes = "govuk-radios--small",
                .value = filled.value("parents-told")};
  if (const CodeSet* set = standards.vocabulary.code_set("parents-told"))
    for (const auto& [code, meaning] : set->codes) choice.items.push_back({.value = code, .text = meaning});
  return all(radios(choice), textarea({.label = {.text = "If not, why not?", .classes = "govuk-label--s"},
                                       .name = "parents-why-not",
                                       .value = filled.value("parents-why-not"),
                                       .error = filled.error_of("parents-why-not"),
                                       .rows = 2}));
}

Html checks_choice(const Frame& frame, const Standards& standards, const Filled& filled) {
  Checkboxes boxes{.id_prefix = "check",
                   .fieldset = Fieldset{.legend = "Which services did you ask before deciding?",
                                        .legend_classes = "govuk-fieldset__legend--m"},
                   .hint = Hint{.text = "Those you do not choose are recorded as not asked"},
                   .classes = "govuk-checkboxes--small"};
  if (!standards.place) return {};
  for (const Agency& agency : standards.place->agencies) {
    if (!agency.joint_team || (frame.caller != nullptr && agency.id == frame.caller->agency)) continue;
    const std::string name = "check-" + agency.id.str();
    boxes.items.push_back({.name = name, .value = "yes", .text = agency.name, .checked = !filled.value(name).empty()});
  }
  return boxes.items.empty() ? Html() : checkboxes(boxes);
}

Html meaning_of(const Standards& standards, const char* set_name, const std::string& code) {
  const CodeSet* set = standards.vocabulary.code_set(set_name);
  const std::string* meaning = set == nullptr ? nullptr : set->meaning(code);
  return meaning == nullptr ? code : *meaning;
}

}  // namespace

std::string told_words(const service::ConcernRow& row) {
  return row.concern.by_feed ? row.concern.by_feed->what + ", " + row.concern.by_feed->on.text()
                             : "Concern passed on, " + row.concern.raised.date().text();
}

Html decide_fields(const Frame& frame, const service::ConcernPage& page, const Standards& standards,
                   const Filled& filled) {
  const bool several = !page.together.empty();
  return all(together_choice(page, filled), response_choice(filled),
             textarea({.label = {.text = "Why?", .classes = "govuk-label--m"},
                       .name = "reason",
                       .value = filled.value("reason"),
                       .hint = Hint{.text = "It stands in the record under your name"},
                       .error = filled.error_of("reason"),
                       .rows = 4}),
             threshold_choice(page, standards, filled), checks_choice(frame, standards, filled),
             heading(2, Size::m, "Consent"),
             paragraph("Three questions: a yes to one is no yes to another. Leave out what does not arise."),
             consent_choice("consent-share", "To share information", standards, filled),
             consent_choice("consent-service", "To receive a service", standards, filled),
             consent_choice("consent-treatment", "To treatment", standards, filled), parents_choice(standards, filled),
             textarea({.label = {.text = several ? "What will those who told be told back?"
                                                 : "What will the referrer be told?",
                                 .classes = "govuk-label--m"},
                       .name = "feedback",
                       .value = filled.value("feedback"),
                       .hint = Hint{.text = several ? "Each of them sees the response and these words"
                                                    : "They see the response and these words"},
                       .error = filled.error_of("feedback"),
                       .rows = 3}),
             button({.text = "Record the decision", .prevent_double_click = true}));
}

Html what_was_said(const Decision& decision, const Standards& standards) {
  const DecisionSaid& said = decision.said;
  SummaryList list;
  const auto add = [&](const char* key, const Html& value) {
    if (!value.empty()) list.rows.push_back({.key = key, .value = value});
  };
  add("Threshold relied on", said.threshold);
  add("Counts as", meaning_of(standards, "front-door", said.counts_as));
  add("Consent to share information", meaning_of(standards, "consent", said.consent_share));
  add("Consent to receive a service", meaning_of(standards, "consent", said.consent_service));
  add("Consent to treatment", meaning_of(standards, "consent", said.consent_treatment));
  add("Parents told", meaning_of(standards, "parents-told", said.parents_told));
  add("Why they were not told", said.parents_why_not);
  add("Asked before deciding", said.checks_made);
  add("Not asked", said.checks_not_made);
  return list.rows.empty() ? Html() : summary_list(list);
}

Html definition(const Standards& standards) {
  if (!standards.place || !standards.place->front_door) return {};
  const FrontDoorRule& rule = *standards.place->front_door;
  return details({.summary = "A contact or a referral?",
                  .content = all(paragraph(all(bold("Contact. "), rule.contact)),
                                 paragraph(all(bold("Referral. "), rule.referral)))});
}

}  // namespace roundel::web
