// Notifications: what services' feeds told the front door, what became of each, and by when each is to be decided.
// Which entries are notifications and what counts as decided is in standards/england/front-door.toml.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ledger/entry.h"
#include "picture/clock_runs.h"
#include "standards/standards.h"

namespace roundel {

// Of one child; a notification about two children waits for both of them.
struct Notification {
  EntryId entry;
  PersonId child;
  AgencyId agency;
  PractitionerId practitioner;
  Date known;                        // the day its service knew of it
  Timestamp told;                    // when it reached the ledger
  std::optional<Timestamp> decided;  // by a decision that names it
  std::optional<EntryId> settled;    // what the feed of social care or early help holds of it
  std::optional<Date> settled_on;
  bool is_open() const { return !decided && !settled; }
};

// Whether the entry is a notification, and is shared with the joint team.
bool is_notification(const Entry& entry, const Standards& standards);
// Whether the entry was passed on to the front door: as a concern, or as a notification.
bool is_passed_on(const Entry& entry, const Standards& standards);
// The first day on which its service may have known of one that waits on the day.
Date waits_from(const NotificationRule& rule, Date on);
// Whether one that nobody decided still waits on the day; after that it counts as never decided.
bool waits_on(const Notification& notification, const NotificationRule& rule, Date on);

// The clock of a notification. It begins when the notification reaches the record and is met by a decision that names
// it. Where social care's or early help's own feed answered it, it ended on that day: which notification they answered
// they do not say, and so not whether it was in time. It lapses with the days that a notification waits. One that was
// answered, or waited no more, when it reached the record starts none.
struct NotificationRun {
  std::vector<ClockEvent> events;  // the first starts it, the second settled it
  ClockRun run;
};
std::optional<NotificationRun> run_of(const Notification& told, const Standards& standards);

// Folds entries, whatever their order, of one child or of a whole area.
class Notifications {
 public:
  explicit Notifications(const Standards& standards) : standards_(standards) {}

  void add(const Entry& entry);
  // A row for each child of each notification, in the order of entries. `person_of` says whose a source record is.
  std::vector<Notification> finish(const std::function<PersonId(const SourceId&)>& person_of) const;

 private:
  struct Told {
    EntryId entry;
    std::vector<SourceId> children;
    AgencyId agency;
    PractitionerId practitioner;
    Date day, known;
    Timestamp told;
  };
  struct Settling {
    EntryId entry;
    std::vector<SourceId> children;
    Date day;
  };

  const Standards& standards_;
  std::vector<Told> told_;
  std::vector<Settling> settling_;
  std::unordered_map<EntryId, std::pair<EntryId, Timestamp>> decided_;  // by what was decided: the last decision
  std::unordered_set<EntryId> corrected_;
};

}  // namespace roundel
