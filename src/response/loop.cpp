#include "response/loop.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "picture/subjects.h"

namespace roundel {
namespace {

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

std::optional<SentBy> parse_sent_by(std::string_view word_of_way) {
  for (const SentBy way : {SentBy::form, SentBy::feed, SentBy::duty_desk})
    if (word(way) == word_of_way) return way;
  return std::nullopt;
}

std::string name_of_source(const LoopKey& key, const Standards& standards) {
  if (key.way != SentBy::duty_desk) return standards.agency_name(AgencyId(key.source));
  const CodeSet* sources = standards.vocabulary.code_set("referral-source");
  const std::string* meaning = sources == nullptr ? nullptr : sources->meaning(key.source);
  return meaning == nullptr ? key.source : *meaning;
}

std::string name_of_kind(const LoopKey& key, const Standards& standards) {
  const EntryKind* kind = standards.vocabulary.kind(key.kind.value);
  return kind == nullptr ? key.kind.value : kind->name;
}

void LoopFold::add(const Entry& entry) {
  told_.add(entry);
  if (entry.corrects) corrected_.insert(*entry.corrects);
  const std::string& kind = entry.kind.value;
  const auto& settled_by = standards_.notifications.settled_by;
  if (std::find(settled_by.begin(), settled_by.end(), entry.kind) != settled_by.end()) {
    const std::string outcome = entry.text_of("outcome");
    const bool nothing = is_nothing(outcome) || is_yes(entry.value("no-further-action"));
    settlings_[entry.id] = nothing ? LoopAnswer::nothing : LoopAnswer::helped;
    settled_on_[entry.id] = day_of(entry);
  }
  if (kind == "response.decided") {
    auto& last = decided_[EntryId(entry.text_of("concern"))];
    if (last.entry.empty() || last.day <= day_of(entry))
      last = {.entry = entry.id,
              .day = day_of(entry),
              .answer = is_nothing(entry.text_of("choice")) ? LoopAnswer::nothing : LoopAnswer::helped};
    return;
  }
  PassedOnAbout told{.child = {},
                     .entry = entry.id,
                     .day = day_of(entry),
                     .way = SentBy::feed,
                     .source = entry.agency.value,
                     .kind = entry.kind,
                     .answer = LoopAnswer::none,
                     .answered = {}};
  if (kind == "concern.raised") {
    told.way = SentBy::form;
  } else if (kind == "social-care.contact") {
    told.way = SentBy::duty_desk;
    told.source = entry.text_of("source");
    const std::string outcome = entry.text_of("outcome");
    if (!outcome.empty()) told.answer = is_nothing(outcome) ? LoopAnswer::nothing : LoopAnswer::helped;
    if (!outcome.empty()) told.answered = told.day;
  } else if (!is_notification(entry, standards_)) {
    return;
  }
  sent_.push_back({.told = std::move(told), .children = children_of(entry)});
}

PassedOnAbout LoopFold::of_child(const Sent& sent, const std::unordered_map<std::string, const Notification*>& told,
                                 const PersonId& child) const {
  PassedOnAbout out = sent.told;
  out.child = child;
  if (const auto decision = decided_.find(out.entry);
      decision != decided_.end() && !corrected_.contains(decision->second.entry)) {
    out.answer = decision->second.answer;
    out.answered = decision->second.day;
  } else if (out.answer == LoopAnswer::none) {
    const auto known = told.find(out.entry.value + "/" + child.value);
    if (known == told.end() || !known->second->settled) return out;
    out.answer = settlings_.at(*known->second->settled);
    out.answered = settled_on_.at(*known->second->settled);
  }
  return out;
}

std::vector<PassedOnAbout> LoopFold::finish(const std::function<PersonId(const SourceId&)>& person_of) const {
  const std::vector<Notification> notifications = told_.finish(person_of);
  std::unordered_map<std::string, const Notification*> told;
  for (const Notification& one : notifications) told.emplace(one.entry.value + "/" + one.child.value, &one);
  std::vector<PassedOnAbout> out;
  for (const Sent& sent : sent_) {
    if (corrected_.contains(sent.told.entry)) continue;
    std::vector<PersonId> children;
    for (const SourceId& source : sent.children)
      if (PersonId child = person_of(source); std::find(children.begin(), children.end(), child) == children.end())
        children.push_back(std::move(child));
    for (const PersonId& child : children) out.push_back(of_child(sent, told, child));
  }
  put_in_order(out);
  return out;
}

void put_in_order(std::vector<PassedOnAbout>& all) {
  std::sort(all.begin(), all.end(), [](const PassedOnAbout& a, const PassedOnAbout& b) {
    return std::tie(a.child, a.day, a.entry) < std::tie(b.child, b.day, b.entry);
  });
}

namespace {

// Counts one of what was passed on about a child.
void count(LoopRow& row, std::span<const PassedOnAbout> of_child, std::size_t at, Date on) {
  const PassedOnAbout& step = of_child[at];
  add_one(row.sent);
  if (std::any_of(of_child.begin(), of_child.begin() + static_cast<std::ptrdiff_t>(at),
                  [&](const PassedOnAbout& before) {
                    return before.day >= step.day.plus_months(-months_of_coming_back) &&
                           before.day < step.day.plus_days(-days_of_same_event);
                  }))
    add_one(row.repeats);
  const bool decided = step.answer != LoopAnswer::none && step.answered <= on;
  add_one(!decided ? row.waiting : step.answer == LoopAnswer::helped ? row.helped : row.nothing);
  if (!decided || step.answer != LoopAnswer::nothing) return;
  const Date first = step.answered.plus_days(days_of_same_event + 1);
  const Date last = std::min(on, step.answered.plus_months(months_of_coming_back));
  bool back = false, helped = false;
  for (const PassedOnAbout& later : of_child.subspan(at + 1)) {
    if (later.day < first || later.day > last) continue;
    back = true;
    helped = helped || (later.answer == LoopAnswer::helped && later.answered <= last);
  }
  if (back) {
    add_one(row.came_back);
    add_one(helped ? row.then_helped : row.then_nothing);
  } else {
    add_one(step.answered.plus_months(months_of_coming_back) <= on ? row.stayed_away : row.too_early);
  }
}

}  // namespace

std::vector<LoopRow> count_loop(const std::vector<PassedOnAbout>& all, const Standards& standards, Date from, Date on) {
  std::map<LoopKey, LoopRow> rows;
  for (auto first = all.begin(); first != all.end();) {
    const auto next =
        std::find_if(first, all.end(), [&](const PassedOnAbout& one) { return one.child != first->child; });
    const auto last = std::find_if(first, next, [&](const PassedOnAbout& one) { return one.day > on; });
    const std::span<const PassedOnAbout> of_child(first, last);
    for (std::size_t at = 0; at < of_child.size(); ++at)
      if (of_child[at].day >= from) count(rows[key_of(of_child[at])], of_child, at, on);
    first = next;
  }
  std::vector<LoopRow> out;
  for (auto& [key, row] : rows) {
    row.key = key;
    row.name = name_of_source(key, standards);
    row.what = name_of_kind(key, standards);
    for (Count* each : {&row.repeats, &row.waiting, &row.helped, &row.nothing, &row.came_back, &row.stayed_away,
                        &row.too_early, &row.then_helped, &row.then_nothing})
      *each = each->value_or(0);
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<LoopRow> published(std::vector<LoopRow> rows) {
  for (LoopRow& row : rows) withhold(row);
  return rows;
}

}  // namespace roundel
