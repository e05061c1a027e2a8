#include "picture/notifications.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "picture/subjects.h"
#include "standards/front_door.h"

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

std::optional<NotificationRun> run_of(const Notification& told, const Standards& standards) {
  const Date start = told.told.date();
  const Date lapses = told.known.plus_days(standards.notifications.waits_days + 1);
  const bool answered_before = told.settled_on && *told.settled_on < start;
  if (start >= lapses || answered_before || standards.clock_on(notification_clock, start) == nullptr)
    return std::nullopt;
  NotificationRun out;
  out.events.push_back({.day = start, .part = {.of_start_kind = true, .starts = true}, .at = told.told.time()});
  out.run.lapses = lapses;
  const bool by_decision = told.decided && (!told.settled_on || told.decided->date() <= *told.settled_on);
  if (by_decision) {
    out.events.push_back({.day = told.decided->date(), .part = {.meets = true}, .at = told.decided->time()});
    out.run.met = 1;
  } else if (told.settled_on) {
    out.events.push_back({.day = *told.settled_on, .part = {.ends = true}});
    out.run.ended = 1;
  }
  return out;
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
                       .settled = {},
                       .settled_on = {}};
      if (const auto decision = decided_.find(told.entry);
          decision != decided_.end() && !corrected_.contains(decision->second.first))
        row.decided = decision->second.second;
      if (const auto known = settling.find(child); known != settling.end()) {
        const auto first = known->second.lower_bound({told.day, EntryId()});
        if (first != known->second.end() &&
            first->first <= told.day.plus_days(standards_.notifications.settled_within_days)) {
          row.settled = first->second;
          row.settled_on = first->first;
        }
      }
      out.push_back(std::move(row));
    }
  }
  std::sort(out.begin(), out.end(), [](const Notification& a, const Notification& b) {
    return std::tie(a.entry, a.child) < std::tie(b.entry, b.child);
  });
  return out;
}

}  // namespace roundel
