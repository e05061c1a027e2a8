#include "service/respond/arrivals.h"

#include "picture/subjects.h"
#include "response/notifications.h"
#include "service/derived/projections.h"

namespace roundel::service {

Arrivals::Arrivals(const Desk::Parts& parts)
    : standards_(parts.standards), first_(waits_from(parts.standards.notifications, parts.today())) {
  for (const NotificationKind& kind : standards_.notifications.kinds) kinds_.insert(kind.kind.str());
  for (const KindCode& kind : standards_.notifications.settled_by) kinds_.insert(kind.str());
}

void Arrivals::add(const NewEntry& entry) {
  if (entry.known < first_ || !kinds_.contains(entry.kind.str())) return;
  for (const SourceId& child : children_of(Entry{entry})) children_.insert(child);
}

Done Arrivals::bring(Desk::Parts& parts) const {
  if (children_.empty()) return {};
  return parts.database->transact([&]() -> Done {
    std::set<PersonId> children;
    for (const SourceId& source : children_) {
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
