#include "response/notifications.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "picture/chronology.h"
#include "picture/subjects.h"
#include "response/concerns.h"

namespace roundel {
namespace {

bool fulfils(const Entry& entry, const NotificationKind& kind) {
  if (entry.kind != kind.kind) return false;
  if (!kind.without.empty() && entry.value(kind.without) != nullptr) return false;
  return std::all_of(kind.when.begin(), kind.when.end(), [&](const StartsWhen& when) {
    return std::find(when.is.begin(), when.is.end(), entry.text_of(when.value)) != when.is.end();
  });
}

bool settles(const Entry& entry, const NotificationRule& rule) {
  return std::find(rule.settled_by.begin(), rule.settled_by.end(), entry.kind) != rule.settled_by.end();
}

std::string kind_name(const Entry& entry, const Standards& standards) {
  const EntryKind* kind = standards.vocabulary.kind(entry.kind.value);
  return kind == nullptr ? entry.kind.value : kind->name;
}

// "Contact with children's social care. Outcome: referral", as far as the outcome goes.
std::string what_followed(const Entry& entry, const Standards& standards) {
  const EntryKind* kind = standards.vocabulary.kind(entry.kind.value);
  const ValueSpec* outcome = kind == nullptr ? nullptr : kind->value("outcome");
  const CodeSet* codes = outcome == nullptr ? nullptr : standards.vocabulary.code_set(outcome->code_set);
  const std::string* meaning = codes == nullptr ? nullptr : codes->meaning(entry.text_of("outcome"));
  return meaning == nullptr ? kind_name(entry, standards)
                            : fmt::format("{}: {}", kind_name(entry, standards), *meaning);
}

Concern concern_of_feed(const Notification& told, const Entry& entry, const Standards& standards) {
  Concern concern;
  concern.entry = entry.id;
  concern.children = children_of(entry);
  concern.from = entry.agency;
  concern.by = entry.practitioner;
  concern.worry = values_in_words(entry, standards.vocabulary);
  concern.raised = entry.recorded;
  concern.by_feed = FromFeed{.what = kind_name(entry, standards),
                             .on = day_of(entry),
                             .waits_until = told.known.plus_days(standards.notifications.waits_days),
                             .followed = {}};
  return concern;
}

}  // namespace

bool is_notification(const Entry& entry, const Standards& standards) {
  const auto& kinds = standards.notifications.kinds;
  if (std::none_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return fulfils(entry, kind); })) return false;
  const SharingClass* sharing = standards.vocabulary.sharing_class(entry.sharing);
  return sharing != nullptr && sharing->joint_team;
}

bool is_passed_on(const Entry& entry, const Standards& standards) {
  return entry.kind.value == "concern.raised" || is_notification(entry, standards);
}

Date waits_from(const NotificationRule& rule, Date on) { return on.plus_days(-rule.waits_days); }

bool waits_on(const Notification& notification, const NotificationRule& rule, Date on) {
  return notification.is_open() && notification.known >= waits_from(rule, on);
}

void Notifications::add(const Entry& entry) {
  if (entry.corrects) corrected_.insert(*entry.corrects);
  if (entry.kind.value == "response.decided") {
    auto& last = decided_[EntryId(entry.text_of("concern"))];
    if (last.first.empty() || last.second <= entry.recorded) last = {entry.id, entry.recorded};
  } else if (is_notification(entry, standards_)) {
    told_.push_back({.entry = entry.id,
                     .children = children_of(entry),
                     .agency = entry.agency,
                     .practitioner = entry.practitioner,
                     .day = day_of(entry),
                     .known = entry.known,
                     .told = entry.recorded});
  } else if (settles(entry, standards_.notifications)) {
    settling_.push_back({.entry = entry.id, .children = children_of(entry), .day = day_of(entry)});
  }
}

std::vector<Notification> Notifications::finish(const std::function<PersonId(const SourceId&)>& person_of) const {
  std::unordered_map<PersonId, std::set<std::pair<Date, EntryId>>> settling;
  for (const Settling& each : settling_)
    if (!corrected_.contains(each.entry))
      for (const SourceId& child : each.children) settling[person_of(child)].emplace(each.day, each.entry);
  std::vector<Notification> out;
  for (const Told& told : told_) {
    if (corrected_.contains(told.entry)) continue;
    std::set<PersonId> children;
    for (const SourceId& child : told.children) children.insert(person_of(child));
    for (const PersonId& child : children) {
      Notification row{.entry = told.entry,
                       .child = child,
                       .agency = told.agency,
                       .practitioner = told.practitioner,
                       .known = told.known,
                       .told = told.told,
                       .decided = {},
                       .settled = {}};
      if (const auto decision = decided_.find(told.entry);
          decision != decided_.end() && !corrected_.contains(decision->second.first))
        row.decided = decision->second.second;
      if (const auto known = settling.find(child); known != settling.end()) {
        const auto first = known->second.lower_bound({told.day, EntryId()});
        if (first != known->second.end() &&
            first->first <= told.day.plus_days(standards_.notifications.settled_within_days))
          row.settled = first->second;
      }
      out.push_back(std::move(row));
    }
  }
  std::sort(out.begin(), out.end(), [](const Notification& a, const Notification& b) {
    return std::tie(a.entry, a.child) < std::tie(b.entry, b.child);
  });
  return out;
}

std::vector<Concern> fold_notifications(std::span<const Entry* const> entries, const std::vector<SourceId>& sources,
                                        const Standards& standards) {
  static const PersonId the_child("the child");
  Notifications notifications(standards);
  std::map<EntryId, const Entry*> by_id;
  for (const Entry* entry : entries) {
    notifications.add(*entry);
    by_id.emplace(entry->id, entry);
  }
  std::vector<Concern> out;
  for (const Notification& told : notifications.finish([&](const SourceId& source) {
         return std::find(sources.begin(), sources.end(), source) != sources.end() ? the_child : PersonId(source.value);
       })) {
    if (told.child != the_child) continue;
    Concern concern = concern_of_feed(told, *by_id.at(told.entry), standards);
    if (told.settled) concern.by_feed->followed = what_followed(*by_id.at(*told.settled), standards);
    out.push_back(std::move(concern));
  }
  add_decisions(out, entries);
  std::sort(out.begin(), out.end(), [](const Concern& a, const Concern& b) {
    return std::tie(b.raised, b.entry) < std::tie(a.raised, a.entry);
  });
  return out;
}

bool notification_waits(std::span<const Entry* const> entries, const Standards& standards, Date on) {
  Notifications notifications(standards);
  for (const Entry* entry : entries) notifications.add(*entry);
  const auto all = notifications.finish([](const SourceId&) { return PersonId("the child"); });
  return std::any_of(all.begin(), all.end(),
                     [&](const Notification& told) { return waits_on(told, standards.notifications, on); });
}

}  // namespace roundel
