#include "learning/learning.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "ledger/as_known.h"
#include "picture/subjects.h"

namespace roundel {
namespace {

std::optional<Date> date_of(const Entry& entry, std::string_view name) {
  const Value* value = entry.value(name);
  if (value == nullptr || !std::holds_alternative<Date>(*value)) return std::nullopt;
  return std::get<Date>(*value);
}
std::optional<bool> flag_of(const Entry& entry, std::string_view name) {
  const Value* value = entry.value(name);
  if (value == nullptr || !std::holds_alternative<bool>(*value)) return std::nullopt;
  return std::get<bool>(*value);
}

DeadlineState state_of(Date due, const std::optional<Date>& met, Date on) {
  if (met) return *met <= due ? DeadlineState::met : DeadlineState::met_late;
  return on <= due ? DeadlineState::running : DeadlineState::late;
}

struct Fold {
  const Standards& standards;
  Learning out;

  // Incidents and recommendations first, then what names them: the order of entries in the ledger does not matter.
  void incident(const Entry& entry);
  void review(const Entry& entry);
  void completed(const Entry& entry);
  void theme(const Entry& entry);
  void recommendation(const Entry& entry);
  void answered(const Entry& entry);
  void standard_changed(const Entry& entry);
  void deadlines(Incident& incident);
  void settle(Recommendation& each) const;

  Review* review_named(const Entry& entry, std::string_view name);
  Recommendation* recommendation_named(const Entry& entry);
  void deadline(Incident& incident, std::string_view code, Date start, const std::optional<Date>& met);
  void not_there(const Entry& entry, std::string_view name);
};

void Fold::not_there(const Entry& entry, std::string_view name) {
  out.problems.push_back(
      {Fault::conflict,
       fmt::format("entry {} of kind {} names a {} that is not recorded", entry.id.str(), entry.kind.str(), name),
       "the id of an entry recorded before",
       {.field = std::string(name)}});
}

void Fold::incident(const Entry& entry) {
  const auto notified = date_of(entry, "notified");
  Incident incident{.entry = entry.id,
                    .children = {},
                    .by = entry.agency,
                    .happened = entry.happened,
                    .aware = entry.known,
                    .notified = notified.value_or(entry.known),
                    .what = entry.text_of("what"),
                    .reviews = {},
                    .deadlines = {}};
  for (const About& about : entry.about) incident.children.push_back(about.source);
  out.incidents.push_back(std::move(incident));
}

void Fold::review(const Entry& entry) {
  const std::string named = entry.text_of("incident");
  for (Incident& incident : out.incidents)
    if (incident.entry.value == named) {
      incident.reviews.push_back(
          {.entry = entry.id, .type = entry.text_of("type"), .started = day_of(entry), .completed = {}, .themes = {}});
      return;
    }
  not_there(entry, "incident");
}

Review* Fold::review_named(const Entry& entry, std::string_view name) {
  const std::string named = entry.text_of(name);
  for (Incident& incident : out.incidents)
    for (Review& review : incident.reviews)
      if (review.entry.value == named) return &review;
  not_there(entry, name);
  return nullptr;
}

void Fold::completed(const Entry& entry) {
  Review* review = review_named(entry, "review");
  if (review != nullptr && (!review->completed || day_of(entry) < *review->completed))
    review->completed = day_of(entry);
}

void Fold::theme(const Entry& entry) {
  if (Review* review = review_named(entry, "review")) review->themes.push_back(entry.text_of("theme"));
}

void Fold::recommendation(const Entry& entry) {
  if (review_named(entry, "review") == nullptr) return;
  out.recommendations.push_back({.entry = entry.id,
                                 .review = EntryId(entry.text_of("review")),
                                 .text = entry.text_of("recommendation"),
                                 .to = AgencyId(entry.text_of("to-agency")),
                                 .made = day_of(entry),
                                 .by_when = date_of(entry, "by-when"),
                                 .accepted = {},
                                 .answer = {},
                                 .state = {},
                                 .settled = {},
                                 .editions = {}});
}

Recommendation* Fold::recommendation_named(const Entry& entry) {
  const std::string named = entry.text_of("recommendation");
  for (Recommendation& each : out.recommendations)
    if (each.entry.value == named) return &each;
  not_there(entry, "recommendation");
  return nullptr;
}

// The last answer counts: who refused may come round, what was done may be undone.
void Fold::answered(const Entry& entry) {
  Recommendation* each = recommendation_named(entry);
  if (each == nullptr || each->state == RecommendationState::standard_changed) return;
  each->accepted = flag_of(entry, "accepted");
  each->answer = entry.text_of("answer");
  const bool done = flag_of(entry, "done").value_or(false);
  each->state = !each->accepted.value_or(true) ? RecommendationState::not_accepted
                : done                         ? RecommendationState::done
                                               : RecommendationState::open;
  each->settled = each->state == RecommendationState::open ? std::nullopt : std::optional(day_of(entry));
}

void Fold::standard_changed(const Entry& entry) {
  Recommendation* each = recommendation_named(entry);
  if (each == nullptr) return;
  if (each->editions.empty()) each->settled = day_of(entry);
  each->state = RecommendationState::standard_changed;
  each->editions.push_back(entry.text_of("edition"));
}

void Fold::deadline(Incident& incident, std::string_view code, Date start, const std::optional<Date>& met) {
  const ClockRule* rule = standards.clock_on(code, start);
  if (rule == nullptr) return;  // no edition ruled that day
  const auto due = due_date(*rule, standards, start);
  if (!due) return out.problems.push_back(due.error());
  const std::optional<Date> by_now = met && *met <= out.on ? met : std::nullopt;
  incident.deadlines.push_back({.code = rule->code,
                                .name = rule->name,
                                .started = start,
                                .due = *due,
                                .met = by_now,
                                .state = state_of(*due, by_now, out.on),
                                .edition = rule->edition,
                                .force = rule->force,
                                .confirmed = rule->confirmed});
}

// The rapid review counts from the day the notification was sent, not from the incident; the practice review from the
// decision to hold it.
void Fold::deadlines(Incident& incident) {
  deadline(incident, "serious-incident-notification", incident.aware, incident.notified);
  std::optional<Date> rapid;
  for (const Review& review : incident.reviews)
    if (review.type == "rapid-review" && review.completed && (!rapid || *review.completed < *rapid))
      rapid = review.completed;
  deadline(incident, "rapid-review", incident.notified, rapid);
  for (const Review& review : incident.reviews)
    if (review.type == "practice-review") deadline(incident, "practice-review", review.started, review.completed);
}

void Fold::settle(Recommendation& each) const {
  if (each.state == RecommendationState::open && each.by_when && *each.by_when < out.on)
    each.state = RecommendationState::overdue;
}

bool waits(const Recommendation& each) {
  return each.state == RecommendationState::open || each.state == RecommendationState::overdue;
}

bool shown_before(const Recommendation& a, const Recommendation& b) {
  const auto order = [](const Recommendation& each) {
    constexpr Date no_day(INT32_MAX);
    return std::tuple(!waits(each), each.by_when.value_or(no_day), each.made, each.entry);
  };
  return order(a) < order(b);
}

}  // namespace

std::string_view word(DeadlineState state) {
  switch (state) {
    case DeadlineState::running:
      return "running";
    case DeadlineState::met:
      return "met";
    case DeadlineState::late:
      return "late";
    case DeadlineState::met_late:
      return "met-late";
  }
  return "";
}

std::string_view word(RecommendationState state) {
  switch (state) {
    case RecommendationState::open:
      return "open";
    case RecommendationState::overdue:
      return "overdue";
    case RecommendationState::not_accepted:
      return "not-accepted";
    case RecommendationState::done:
      return "done";
    case RecommendationState::standard_changed:
      return "standard-changed";
  }
  return "";
}

std::string_view state_name(RecommendationState state) {
  switch (state) {
    case RecommendationState::open:
      return "Open";
    case RecommendationState::overdue:
      return "Overdue";
    case RecommendationState::not_accepted:
      return "Not accepted";
    case RecommendationState::done:
      return "Done";
    case RecommendationState::standard_changed:
      return "Standard changed";
  }
  return "";
}

Learning fold_learning(const std::vector<Entry>& entries, const Standards& standards, Date on) {
  Fold fold{.standards = standards, .out = {.on = on, .incidents = {}, .recommendations = {}, .problems = {}}};
  const std::vector<Entry> known = as_known(entries, View{.at = Timestamp::end_of(on), .agency = {}}, {});
  // What names comes after what is named, in whatever order the ledger took them.
  using Step = void (Fold::*)(const Entry&);
  constexpr std::pair<std::string_view, Step> steps[] = {{"review.incident-notified", &Fold::incident},
                                                         {"review.started", &Fold::review},
                                                         {"review.completed", &Fold::completed},
                                                         {"review.theme", &Fold::theme},
                                                         {"review.recommendation", &Fold::recommendation},
                                                         {"review.recommendation-answered", &Fold::answered},
                                                         {"review.standard-changed", &Fold::standard_changed}};
  for (const auto& [kind, step] : steps)
    for (const Entry& entry : known)
      if (entry.kind.value == kind && day_of(entry) <= on) (fold.*step)(entry);

  Learning& out = fold.out;
  for (Incident& incident : out.incidents) {
    std::stable_sort(incident.reviews.begin(), incident.reviews.end(),
                     [](const Review& a, const Review& b) { return a.started < b.started; });
    fold.deadlines(incident);
  }
  for (Recommendation& each : out.recommendations) fold.settle(each);
  std::sort(out.incidents.begin(), out.incidents.end(), [](const Incident& a, const Incident& b) {
    return std::tie(b.notified, a.entry) < std::tie(a.notified, b.entry);
  });
  std::sort(out.recommendations.begin(), out.recommendations.end(), shown_before);
  return std::move(fold.out);
}

}  // namespace roundel
