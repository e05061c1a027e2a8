#include "response/loop.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "picture/subjects.h"

namespace roundel {
namespace {

constexpr int months_of_coming_back = 12;
constexpr int days_of_same_event = 14;  // the same told by another way, and not a new worry

// Answers that are no more than to have been told.
constexpr std::array nothing_further = {std::string_view("no-further-action"), std::string_view("information-only")};

bool is_nothing(std::string_view code) {
  return std::find(nothing_further.begin(), nothing_further.end(), code) != nothing_further.end();
}

bool is_yes(const Value* value) {
  const bool* flag = value == nullptr ? nullptr : std::get_if<bool>(value);
  return flag != nullptr && *flag;
}

void add_one(Count& count) { count = count.value_or(0) + 1; }

// Parts that add up to a whole: those that are small go, and others after them, the smallest first, while what was
// withheld together could be worked out to be small. Without the whole none of them is told.
void withhold_parts(const Count& whole, std::initializer_list<Count*> parts) {
  if (!whole) {
    for (Count* part : parts) part->reset();
    return;
  }
  for (Count* part : parts)
    if (is_small(*part)) part->reset();
  for (;;) {
    std::int64_t rest = *whole;
    Count* smallest = nullptr;
    for (Count* part : parts) {
      rest -= part->value_or(0);
      if (*part && **part > 0 && (smallest == nullptr || **part < **smallest)) smallest = part;
    }
    if (!is_small(Count(rest)) || smallest == nullptr) return;
    smallest->reset();
  }
}

void withhold(LoopRow& row) {
  if (is_small(row.sent)) row.sent.reset();
  if (!row.sent || gives_away(row.repeats, row.sent)) row.repeats.reset();
  withhold_parts(row.sent, {&row.waiting, &row.helped, &row.nothing});
  withhold_parts(row.nothing, {&row.came_back, &row.stayed_away, &row.too_early});
  withhold_parts(row.came_back, {&row.then_helped, &row.then_nothing});
}

}  // namespace

std::string_view word(SentBy way) {
  switch (way) {
    case SentBy::feed:
      return "feed";
    case SentBy::duty_desk:
      return "duty-desk";
    case SentBy::form:
      break;
  }
  return "form";
}

void LoopFold::add(const Entry& entry) {
  told_.add(entry);
  if (entry.corrects) corrected_.insert(*entry.corrects);
  const std::string& kind = entry.kind.value;
  const EntryKind* known = standards_.vocabulary.kind(kind);
  Sent sent{.entry = entry.id,
            .way = SentBy::feed,
            .source = entry.agency.value,
            .what = known == nullptr ? kind : known->name,
            .children = {},
            .day = day_of(entry),
            .answer = Answer::none};
  const auto& settled_by = standards_.notifications.settled_by;
  if (std::find(settled_by.begin(), settled_by.end(), entry.kind) != settled_by.end()) {
    const std::string outcome = entry.text_of("outcome");
    const bool nothing = is_nothing(outcome) || is_yes(entry.value("no-further-action"));
    settlings_[entry.id] = nothing ? Answer::nothing : Answer::helped;
    settled_on_[entry.id] = day_of(entry);
  }
  if (kind == "response.decided") {
    auto& last = decided_[EntryId(entry.text_of("concern"))];
    if (last.entry.empty() || last.day <= day_of(entry))
      last = {.entry = entry.id,
              .day = day_of(entry),
              .answer = is_nothing(entry.text_of("choice")) ? Answer::nothing : Answer::helped};
    return;
  }
  if (kind == "concern.raised") {
    sent.way = SentBy::form;
  } else if (kind == "social-care.contact") {
    sent.way = SentBy::duty_desk;
    sent.source = entry.text_of("source");
    const std::string outcome = entry.text_of("outcome");
    if (!outcome.empty()) sent.answer = is_nothing(outcome) ? Answer::nothing : Answer::helped;
  } else if (!is_notification(entry, standards_)) {
    return;
  }
  sent.children = children_of(entry);
  sent_.push_back(std::move(sent));
}

LoopFold::Step LoopFold::step_of(const Sent& sent, const std::unordered_map<std::string, const Notification*>& told,
                                 const PersonId& child) const {
  Step step{.sent = &sent, .answer = sent.answer, .answered = sent.day};
  if (const auto decision = decided_.find(sent.entry);
      decision != decided_.end() && !corrected_.contains(decision->second.entry)) {
    step.answer = decision->second.answer;
    step.answered = decision->second.day;
  } else if (step.answer == Answer::none) {
    const auto known = told.find(sent.entry.value + "/" + child.value);
    if (known == told.end() || !known->second->settled) return step;
    step.answer = settlings_.at(*known->second->settled);
    step.answered = settled_on_.at(*known->second->settled);
  }
  return step;
}

void LoopFold::count(LoopRow& row, const std::vector<Step>& steps, std::size_t at, Date on) const {
  const Step& step = steps[at];
  const Date day = step.sent->day;
  add_one(row.sent);
  if (std::any_of(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(at), [&](const Step& before) {
        return before.sent->day >= day.plus_months(-months_of_coming_back) &&
               before.sent->day < day.plus_days(-days_of_same_event);
      }))
    add_one(row.repeats);
  const bool decided = step.answer != Answer::none && step.answered <= on;
  add_one(!decided ? row.waiting : step.answer == Answer::helped ? row.helped : row.nothing);
  if (!decided || step.answer != Answer::nothing) return;
  const Date first = step.answered.plus_days(days_of_same_event + 1);
  const Date last = std::min(on, step.answered.plus_months(months_of_coming_back));
  bool back = false, helped = false;
  for (std::size_t later = at + 1; later < steps.size(); ++later) {
    if (steps[later].sent->day < first || steps[later].sent->day > last) continue;
    back = true;
    helped = helped || (steps[later].answer == Answer::helped && steps[later].answered <= last);
  }
  if (back) {
    add_one(row.came_back);
    add_one(helped ? row.then_helped : row.then_nothing);
  } else {
    add_one(step.answered.plus_months(months_of_coming_back) <= on ? row.stayed_away : row.too_early);
  }
}

std::vector<LoopRow> LoopFold::finish(const std::function<PersonId(const SourceId&)>& person_of, Date from,
                                      Date on) const {
  const std::vector<Notification> notifications = told_.finish(person_of);
  std::unordered_map<std::string, const Notification*> told;
  for (const Notification& one : notifications) told.emplace(one.entry.value + "/" + one.child.value, &one);

  std::map<PersonId, std::vector<Step>> by_child;
  for (const Sent& sent : sent_) {
    if (sent.day > on || corrected_.contains(sent.entry)) continue;
    std::vector<PersonId> children;
    for (const SourceId& source : sent.children)
      if (PersonId child = person_of(source); std::find(children.begin(), children.end(), child) == children.end())
        children.push_back(std::move(child));
    for (const PersonId& child : children) by_child[child].push_back(step_of(sent, told, child));
  }

  std::map<std::tuple<SentBy, std::string, std::string>, LoopRow> rows;
  for (auto& [child, steps] : by_child) {
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
      return std::tie(a.sent->day, a.sent->entry) < std::tie(b.sent->day, b.sent->entry);
    });
    for (std::size_t at = 0; at < steps.size(); ++at) {
      const Sent& sent = *steps[at].sent;
      if (sent.day < from) continue;
      LoopRow& row = rows[{sent.way, sent.source, sent.what}];
      count(row, steps, at, on);
    }
  }
  std::vector<LoopRow> out;
  const CodeSet* sources = standards_.vocabulary.code_set("referral-source");
  for (auto& [key, row] : rows) {
    std::tie(row.way, row.source, row.what) = key;
    const std::string* meaning = sources == nullptr ? nullptr : sources->meaning(row.source);
    row.name = row.way != SentBy::duty_desk ? standards_.agency_name(AgencyId(row.source))
               : meaning != nullptr         ? *meaning
                                            : row.source;
    for (Count* count : {&row.repeats, &row.waiting, &row.helped, &row.nothing, &row.came_back, &row.stayed_away,
                         &row.too_early, &row.then_helped, &row.then_nothing})
      *count = count->value_or(0);
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<LoopRow> published(std::vector<LoopRow> rows) {
  for (LoopRow& row : rows) withhold(row);
  return rows;
}

}  // namespace roundel
