#include "response/concerns.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "core/text.h"
#include "picture/subjects.h"

namespace roundel {
namespace {

constexpr std::size_t longest_text = 10'000;  // characters of a reason or feedback; a longer one is a slip

Concern concern_of(const Entry& entry) {
  Concern concern;
  concern.entry = entry.id;
  concern.children = children_of(entry);
  concern.from = entry.agency;
  concern.by = entry.practitioner;
  concern.worry = entry.text_of("worry");
  concern.child_says = entry.text_of("child-says");
  concern.adults = entry.text_of("adults");
  concern.told_of_child = entry.text_of("told-of-child");
  concern.raised = entry.recorded;
  return concern;
}

constexpr std::array<std::pair<const char*, std::string DecisionSaid::*>, 9> said_values = {
    {{"threshold", &DecisionSaid::threshold},
     {"counts-as", &DecisionSaid::counts_as},
     {"consent-share", &DecisionSaid::consent_share},
     {"consent-service", &DecisionSaid::consent_service},
     {"consent-treatment", &DecisionSaid::consent_treatment},
     {"parents-told", &DecisionSaid::parents_told},
     {"parents-why-not", &DecisionSaid::parents_why_not},
     {"checks-made", &DecisionSaid::checks_made},
     {"checks-not-made", &DecisionSaid::checks_not_made}}};

DecisionSaid said_in(const Entry& entry) {
  DecisionSaid said;
  for (const auto& [name, member] : said_values) said.*member = entry.text_of(name);
  return said;
}

std::optional<Decision> decision_of(const Entry& entry) {
  const auto choice = parse_response(entry.text_of("choice"));
  if (!choice) return std::nullopt;
  std::string practitioner = entry.text_of("practitioner");
  if (practitioner.empty()) practitioner = entry.practitioner.value;
  return Decision{.entry = entry.id,
                  .choice = *choice,
                  .reason = entry.text_of("reason"),
                  .practitioner = std::move(practitioner),
                  .agency = entry.agency,
                  .at = entry.recorded,
                  .said = said_in(entry)};
}

bool is_of_a_concern(const Entry& entry) {
  return entry.kind.value == "concern.raised" || entry.kind.value == "response.decided" ||
         entry.kind.value == "response.feedback";
}

// What is of a concern, as the ledger took it; the id settles what was taken at one moment, so that no answer depends
// on order.
std::vector<const Entry*> in_order(std::span<const Entry* const> entries) {
  std::vector<const Entry*> out;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(out),
               [](const Entry* entry) { return is_of_a_concern(*entry); });
  std::sort(out.begin(), out.end(), [](const Entry* a, const Entry* b) {
    return std::tuple(a->recorded, a->sequence, a->id) < std::tuple(b->recorded, b->sequence, b->id);
  });
  return out;
}

Error missing_reason() {
  return {
      Fault::bad_input, "the reason is missing", "why this response was chosen, in a sentence", {.field = "reason"}};
}
Error too_long(const char* field) {
  return {
      Fault::bad_input, "the text is too long", fmt::format("at most {} characters", longest_text), {.field = field}};
}

NewEntry about_concern(const Concern& concern, const char* kind, const AgencyId& agency,
                       const PractitionerId& practitioner, const AreaCode& area, Date today) {
  NewEntry entry;
  entry.area = area;
  entry.key = fmt::format("{}:{}", kind, concern.entry.value);  // deciding twice adds nothing the second time
  entry.kind = KindCode(kind);
  entry.agency = agency;
  entry.practitioner = practitioner;
  entry.happened = Happened::on(today);
  entry.known = today;
  for (const SourceId& child : concern.children) entry.about.push_back({child, RoleCode("child")});
  return entry;
}

}  // namespace

std::string decision_key(const EntryId& concern, std::string_view form_key) {
  return form_key.empty() ? fmt::format("response.decided:{}", concern.value)
                          : fmt::format("response.decided:{}:{}", concern.value, form_key);
}

void add_decisions(std::vector<Concern>& concerns, std::span<const Entry* const> entries) {
  const auto find = [&](const Entry& entry) {
    const std::string id = entry.text_of("concern");
    return std::find_if(concerns.begin(), concerns.end(),
                        [&](const Concern& concern) { return concern.entry.value == id; });
  };
  for (const Entry* entry : in_order(entries)) {
    const bool decides = entry->kind.value == "response.decided";
    if (!decides && entry->kind.value != "response.feedback") continue;
    const auto concern = find(*entry);
    if (concern == concerns.end()) continue;
    if (!decides)
      concern->feedback = entry->text_of("message");
    else if (auto decision = decision_of(*entry))
      concern->decision = std::move(decision);
  }
}

std::vector<Concern> fold_concerns(std::span<const Entry* const> entries) {
  std::vector<Concern> concerns;
  for (const Entry* entry : in_order(entries))
    if (entry->kind.value == "concern.raised") concerns.push_back(concern_of(*entry));
  add_decisions(concerns, entries);
  std::reverse(concerns.begin(), concerns.end());
  return concerns;
}

Result<std::vector<NewEntry>> decide(const Concern& concern, ResponseChoice choice, std::string reason,
                                     const AgencyId& agency, const PractitionerId& practitioner, const AreaCode& area,
                                     Date today, std::string feedback, const DecisionSaid& said,
                                     std::string_view form_key) {
  reason = std::string(trimmed(reason));
  feedback = std::string(trimmed(feedback));
  if (concern.decision) return fail(Fault::conflict, "the response to this concern has been decided already");
  if (reason.empty()) return fail(missing_reason());
  if (reason.size() > longest_text) return fail(too_long("reason"));
  if (feedback.size() > longest_text) return fail(too_long("feedback"));
  if (feedback.empty()) feedback = fmt::format("The response to your concern is: {}.", lower(response_name(choice)));

  NewEntry decided = about_concern(concern, "response.decided", agency, practitioner, area, today);
  decided.standing = Standing::judgement;
  decided.values = {
      {"choice", std::string(word(choice))}, {"concern", concern.entry.value}, {"reason", std::move(reason)}};
  for (const auto& [name, member] : said_values)
    if (const std::string_view words = trimmed(said.*member); !words.empty())
      decided.values.emplace_back(name, std::string(words));
  std::sort(decided.values.begin(), decided.values.end());
  decided.key = decision_key(concern.entry, form_key);
  NewEntry told = about_concern(concern, "response.feedback", agency, practitioner, area, today);
  told.values = {{"concern", concern.entry.value}, {"message", std::move(feedback)}};
  return std::vector{std::move(decided), std::move(told)};
}

}  // namespace roundel
