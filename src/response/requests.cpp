#include "response/requests.h"

#include <algorithm>

#include "core/text.h"
#include "picture/subjects.h"

namespace roundel {
namespace {

constexpr std::size_t longest_words = 8000;  // characters of a free-text field; a longer one is a slip

bool is_child(const About& about) { return about.role.value == "child" || about.role.value == "unborn-child"; }

std::string named(const Entry& entry) {
  const std::string name = entry.text_of("practitioner");
  return name.empty() ? entry.practitioner.value : name;
}

InformationRequest request_of(const Entry& entry) {
  InformationRequest request{.entry = entry.id,
                             .child = {},
                             .person = {},
                             .from = entry.agency,
                             .of = AgencyId(entry.text_of("of-agency")),
                             .by = named(entry),
                             .question = entry.text_of("question"),
                             .standing_question = entry.text_of("standing-question"),
                             .why = entry.text_of("why"),
                             .basis = entry.text_of("basis"),
                             .needed_by = {},
                             .asked = day_of(entry),
                             .decision = {},
                             .chased = {}};
  for (const About& about : entry.about) {
    if (is_child(about) && request.child.empty()) request.child = about.source;
    if (!is_child(about) && !request.person) request.person = about;
  }
  if (const Value* by = entry.value("by-when"))
    if (const Date* day = std::get_if<Date>(by)) request.needed_by = *day;
  return request;
}

SharingDecision sharing_decision_of(const Entry& entry) {
  const bool shared = entry.kind.value == "request.answered";
  return {.entry = entry.id,
          .shared = shared,
          .answer = entry.text_of("answer"),
          .basis = entry.text_of("basis"),
          .reason = entry.text_of("reason"),
          .instead = entry.text_of("instead"),
          .by = named(entry),
          .on = day_of(entry)};
}

void add_to(InformationRequest& request, const Entry& entry) {
  const std::string& kind = entry.kind.value;
  if (kind == "request.answered" || kind == "request.refused") {
    const bool answered = request.decision && request.decision->shared;
    if (!answered || kind == "request.answered") request.decision = sharing_decision_of(entry);
  } else {
    request.chased.push_back({.entry = entry.id,
                              .to = kind == "request.escalated" ? entry.text_of("to") : std::string(),
                              .words = entry.text_of("words"),
                              .by = named(entry),
                              .on = day_of(entry)});
  }
}

bool follows_a_request(const std::string& kind) {
  return kind == "request.answered" || kind == "request.refused" || kind == "request.reminded" ||
         kind == "request.escalated";
}

void need(std::vector<Error>& missing, std::string_view field, std::string_view text, const char* what) {
  if (trimmed(text).empty())
    missing.push_back({Fault::bad_input, what, "", {.field = std::string(field)}});
  else if (text.size() > longest_words)
    missing.push_back(
        {Fault::bad_input, "This is too long: at most 8,000 characters", "", {.field = std::string(field)}});
}

}  // namespace

std::string_view word(RequestState state) {
  switch (state) {
    case RequestState::waiting:
      return "waiting";
    case RequestState::overdue:
      return "overdue";
    case RequestState::answered:
      return "answered";
    case RequestState::refused:
      break;
  }
  return "refused";
}

std::string_view state_name(RequestState state) {
  switch (state) {
    case RequestState::waiting:
      return "Waiting";
    case RequestState::overdue:
      return "Overdue";
    case RequestState::answered:
      return "Answered";
    case RequestState::refused:
      break;
  }
  return "Not shared";
}

RequestState InformationRequest::state(Date on) const {
  if (decision) return decision->shared ? RequestState::answered : RequestState::refused;
  return needed_by && *needed_by < on ? RequestState::overdue : RequestState::waiting;
}

bool InformationRequest::escalated() const {
  return std::any_of(chased.begin(), chased.end(), [](const Chase& chase) { return !chase.to.empty(); });
}

std::vector<InformationRequest> fold_requests(std::span<const Entry* const> entries) {
  std::vector<const Entry*> ordered(entries.begin(), entries.end());
  std::erase_if(ordered, [](const Entry* entry) { return !entry->kind.value.starts_with("request."); });
  std::sort(ordered.begin(), ordered.end(), [](const Entry* a, const Entry* b) { return earlier(*a, *b); });
  std::vector<InformationRequest> requests;
  for (const Entry* entry : ordered)
    if (entry->kind.value == "request.information") requests.push_back(request_of(*entry));
  for (const Entry* entry : ordered) {
    if (!follows_a_request(entry->kind.value)) continue;
    const std::string id = entry->text_of("request");
    const auto request = std::find_if(requests.begin(), requests.end(),
                                      [&](const InformationRequest& each) { return each.entry.value == id; });
    if (request != requests.end()) add_to(*request, *entry);
  }
  std::reverse(requests.begin(), requests.end());
  return requests;
}

std::vector<Error> missing_to_ask(const RequestWanted& wanted, Date today) {
  std::vector<Error> missing;
  need(missing, "of-agency", wanted.of.value, "Choose whom you ask");
  if (!wanted.of.empty() && wanted.of == wanted.from)
    missing.push_back({Fault::bad_input, "This is your own agency: choose another", "", {.field = "of-agency"}});
  need(missing, "question", wanted.question, "Say what exactly you need to know");
  need(missing, "why", wanted.why, "Say why you need to know it");
  need(missing, "basis", wanted.basis, "Choose the lawful basis");
  if (!wanted.needed_by)
    missing.push_back({Fault::bad_input, "Say by when you need it", "", {.field = "by-when"}});
  else if (*wanted.needed_by < today)
    missing.push_back({Fault::bad_input, "That day has passed: say by when you need it", "", {.field = "by-when"}});
  return missing;
}

std::vector<Error> missing_to_decide(const InformationRequest& request, const DecisionWanted& wanted) {
  std::vector<Error> missing;
  if (request.decision && request.decision->shared)
    missing.push_back({Fault::conflict, "This was answered already", "", {.field = ""}});
  if (!wanted.share) {
    if (request.decision && !request.decision->shared)
      missing.push_back({Fault::conflict, "It was decided already not to share this", "", {.field = ""}});
    need(missing, "reason", wanted.reason, "Say why you do not share it");
    return missing;
  }
  need(missing, "answer", wanted.answer, "Write what you can tell, or that you hold nothing");
  need(missing, "reason", wanted.reason, "Say why you share it");
  need(missing, "basis", wanted.basis, "Choose the lawful basis");
  need(missing, "sharing", wanted.sharing, "Choose who else may read it");
  return missing;
}

std::vector<Error> missing_to_chase(const InformationRequest& request, const ChaseWanted& wanted, Date today) {
  std::vector<Error> missing;
  const RequestState state = request.state(today);
  if (state == RequestState::answered)
    missing.push_back({Fault::conflict, "This was answered already", "", {.field = ""}});
  else if (!wanted.escalate && state == RequestState::refused)
    missing.push_back({Fault::bad_input, "They decided not to share it: take it higher instead", "", {.field = ""}});
  else if (wanted.escalate && state == RequestState::waiting)
    missing.push_back({Fault::bad_input, "It is not overdue yet: remind them first", "", {.field = ""}});
  if (wanted.escalate) need(missing, "to", wanted.to, "Say to whom you take it");
  need(missing, "words", wanted.words, wanted.escalate ? "Say why it cannot wait" : "Write a line to remind them");
  return missing;
}

}  // namespace roundel
