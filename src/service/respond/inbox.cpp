#include "service/respond/inbox.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/text.h"
#include "picture/notifications.h"
#include "picture/subjects.h"
#include "response/incidents.h"
#include "service/family_loader.h"
#include "service/respond/concern_rows.h"

namespace roundel::service {
namespace {

FamilyEntries joint_record(const LoadedFamily& family, const Desk::Parts& parts) {
  return seen_by(family, parts, {}, [&](const Entry& entry) {
    const SharingClass* sharing = parts.standards.vocabulary.sharing_class(entry.sharing);
    return sharing != nullptr && sharing->joint_team;
  });
}

// Word of one event: a concern that was passed on, or what a service told of by its feed.
bool is_notice(const Entry& entry, const Vocabulary& vocabulary) {
  const KindGroup* group = vocabulary.group("event-notice");
  return group != nullptr && std::ranges::count(group->kinds, entry.kind) > 0;
}

Told told_of(const Entry& entry, const Standards& standards, const std::set<EntryId>& waiting) {
  const EntryKind* kind = standards.vocabulary.kind(entry.kind.str());
  return {.entry = entry.id,
          .agency = entry.agency,
          .agency_name = standards.agency_name(entry.agency),
          .what = kind == nullptr ? entry.kind.str() : kind->name,
          .on = day_of(entry),
          .is_concern = waiting.contains(entry.id)};
}

// The incidents that something waiting belongs to.
std::vector<IncidentShown> incidents_of(const std::vector<const Entry*>& notices, const std::set<EntryId>& waiting,
                                        const Standards& standards) {
  std::vector<Notice> all;
  std::map<EntryId, const Entry*> by_id;
  for (const Entry* entry : notices)
    if (by_id.emplace(entry->id, entry).second)
      all.push_back({.entry = entry->id, .agency = entry->agency, .on = day_of(*entry)});
  std::vector<IncidentShown> out;
  for (const std::vector<Notice>& incident : join_incidents(all)) {
    if (std::ranges::none_of(incident, [&](const Notice& notice) { return waiting.contains(notice.entry); })) continue;
    IncidentShown shown;
    for (const Notice& notice : incident) shown.told.push_back(told_of(*by_id.at(notice.entry), standards, waiting));
    out.push_back(std::move(shown));
  }
  return out;
}

// "Child protection plan: on a plan", for what is under way.
void add_open(const std::string& name, const std::vector<const Entry*>& own, std::vector<std::string>& out) {
  const Pathway pathway = fold_pathway(own);
  for (const Track track : tracks())
    if (is_open(pathway.at(track).stage))
      out.push_back(fmt::format("{}: {}, {}", name, track_name(track), lower(stage_name(pathway.at(track).stage))));
}

void add_asked(const std::vector<const Entry*>& own, const Standards& standards, Date on,
               std::vector<std::string>& out) {
  for (const InformationRequest& request : fold_requests(own))
    out.push_back(fmt::format("{}, {}", standards.agency_name(request.of), lower(state_name(request.state(on)))));
}

}  // namespace

Result<FamilyInbox> inbox_of(Desk::Parts& parts, const std::vector<ConcernRow>& waiting,
                             const std::vector<std::size_t>& rows) {
  FamilyInbox inbox;
  inbox.waiting = rows;
  std::set<EntryId> concerns;
  std::set<PersonId> children;
  for (const std::size_t row : rows) concerns.insert(waiting[row].concern.entry);
  const Date year_ago = parts.today().plus_years(-1);
  std::set<EntryId> earlier;
  std::vector<FamilyEntries> records;  // what the notices point into
  records.reserve(rows.size());
  std::vector<const Entry*> notices;
  for (const std::size_t row : rows) {
    if (!children.insert(waiting[row].child).second) continue;
    const auto family = load_family(parts, waiting[row].child, Since::asked_just_now);
    if (!family) return fail(family.error());
    records.push_back(joint_record(**family, parts));
    const FamilyEntries& record = records.back();
    for (const Entry& entry : record.entries) {
      if (day_of(entry) < year_ago || !is_notice(entry, parts.standards.vocabulary)) continue;
      notices.push_back(&entry);
      if (is_passed_on(entry, parts.standards) && !concerns.contains(entry.id)) earlier.insert(entry.id);
    }
    const auto own = entries_about(record.entries, record.child, record.members);
    add_open(waiting[row].name, own, inbox.open);
    add_asked(own, parts.standards, parts.today(), inbox.asked);
  }
  inbox.earlier = static_cast<int>(earlier.size());
  inbox.incidents = incidents_of(notices, concerns, parts.standards);
  return inbox;
}

Result<std::vector<std::vector<std::size_t>>> by_family(Desk::Parts& parts, const std::vector<WaitingConcern>& queue) {
  std::set<PersonId> children;
  for (const WaitingConcern& one : queue) children.insert(one.child);
  std::map<PersonId, std::set<std::string>> parents;
  const auto ties =
      store::ask_for_many(*parts.database, "SELECT child, other FROM tie WHERE area = ? AND parent = 1 AND child IN",
                          parts.area.str(), keys_of(children), [&](const store::Row& row) {
                            parents[PersonId(store::text(row[0]))].insert(store::text(row[1]));
                            return true;
                          });
  if (!ties) return fail(ties.error());

  std::vector<std::vector<std::size_t>> groups;
  std::map<PersonId, std::size_t> of_child;
  std::map<std::string, std::size_t> of_parent;
  for (std::size_t at = 0; at < queue.size(); ++at) {
    std::set<std::size_t> same;  // groups that this child brings together
    if (const auto known = of_child.find(queue[at].child); known != of_child.end()) same.insert(known->second);
    for (const std::string& parent : parents[queue[at].child])
      if (const auto known = of_parent.find(parent); known != of_parent.end()) same.insert(known->second);
    const std::size_t group = same.empty() ? groups.size() : *same.begin();
    if (same.empty()) groups.emplace_back();
    for (const std::size_t other : same) {
      if (other == group) continue;
      groups[group].insert(groups[group].end(), groups[other].begin(), groups[other].end());
      groups[other].clear();
      for (auto& [child, of] : of_child) of = of == other ? group : of;
      for (auto& [parent, of] : of_parent) of = of == other ? group : of;
    }
    groups[group].push_back(at);
    of_child[queue[at].child] = group;
    for (const std::string& parent : parents[queue[at].child]) of_parent[parent] = group;
  }
  std::erase_if(groups, [](const auto& group) { return group.empty(); });
  for (auto& group : groups) std::ranges::sort(group);
  return groups;
}

Result<std::vector<ConcernRow>> waits_with(Desk::Parts& parts, const WhichConcern& which) {
  const auto queue = all_waiting(parts);
  if (!queue) return fail(queue.error());
  const auto families = by_family(parts, *queue);
  if (!families) return fail(families.error());
  const auto family = std::ranges::find_if(*families, [&](const std::vector<std::size_t>& group) {
    return std::ranges::any_of(group, [&](std::size_t at) {
      return (*queue)[at].concern == which.concern && (*queue)[at].child == which.child;
    });
  });
  if (family == families->end() || family->size() < 2) return std::vector<ConcernRow>();
  std::vector<WaitingConcern> wanted;
  std::vector<std::size_t> all;
  for (const std::size_t at : *family) {
    all.push_back(wanted.size());
    wanted.push_back((*queue)[at]);
  }
  const auto rows = rows_of(parts, wanted, Since::asked_just_now);
  if (!rows) return fail(rows.error());
  const auto inbox = inbox_of(parts, *rows, all);
  if (!inbox) return fail(inbox.error());
  std::vector<ConcernRow> out;
  for (const IncidentShown& incident : inbox->incidents) {
    if (std::ranges::none_of(incident.told, [&](const Told& told) { return told.entry == which.concern; })) continue;
    for (const Told& told : incident.told) {
      const auto row = std::ranges::find_if(*rows, [&](const auto& each) { return each.concern.entry == told.entry; });
      if (row != rows->end() && told.entry != which.concern) out.push_back(*row);
    }
  }
  return out;
}

}  // namespace roundel::service
