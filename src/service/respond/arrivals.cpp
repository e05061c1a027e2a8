#include "service/respond/arrivals.h"

#include "picture/notifications.h"
#include "picture/subjects.h"
#include "service/derived/refresh.h"

namespace roundel::service {

Arrivals::Arrivals(const Desk::Parts& parts)
    : standards_(parts.standards), first_(waits_from(parts.standards.notifications, parts.today())) {
  for (const NotificationKind& kind : standards_.notifications.kinds) kinds_.insert(kind.kind.str());
  for (const KindCode& kind : standards_.notifications.settled_by) kinds_.insert(kind.str());
}

void Arrivals::add(const NewEntry& entry) {
  if (entry.corrects) corrections_.push_back(correction_of(entry, entry_id(entry.area, entry.agency, entry.key)));
  if (entry.known < first_ || !kinds_.contains(entry.kind.str())) return;
  for (const SourceId& child : children_of(Entry{entry})) children_.insert(child);
}

Done Arrivals::bring(Desk::Parts& parts) const {
  if (children_.empty() && corrections_.empty()) return {};
  const auto moved = moved_by(parts, corrections_);
  if (!moved) return fail(moved.error());
  std::unordered_map<EntryId, std::vector<SourceId>> right_children;
  for (const Correction& one : corrections_) right_children[one.entry] = one.children;
  std::set<SourceId> sources = children_;
  for (const Moved& one : *moved) {
    if (!one.as_child) continue;
    sources.insert(one.source);
    const auto& right = right_children.at(one.entry);
    sources.insert(right.begin(), right.end());
  }
  return parts.database->transact([&]() -> Done {
    std::set<PersonId> children;
    for (const SourceId& source : sources) {
      const auto person = person_of(parts, source);
      if (person)
        children.insert(*person);
      else if (person.error().fault != Fault::not_found)
        return fail(person.error());
    }
    return refresh_each(parts, children);
  });
}

}  // namespace roundel::service
