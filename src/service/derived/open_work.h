// The rows of the table `work`: every piece of work that is open, on every list that it stands on, in the order of the
// moment from which it is late.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ledger/entry.h"
#include "standards/standards.h"
#include "store/database.h"

namespace roundel::service {

// The lists. A request that a service is asked stands on a list of its own, because it is everybody's of the service.
std::string list_of_team();
std::string list_of_service(const AgencyId& agency);
std::string list_of_requests(const AgencyId& agency);
std::string list_of_practitioner(const AgencyId& agency, const PractitionerId& one);
std::string list_of_name(std::string_view name);  // whom a plan names
// What was handed over and not taken back: of a service, and of who gave it and who took it.
std::string list_of_handovers(const AgencyId& agency);
std::string list_of_handovers(const AgencyId& agency, const PractitionerId& one);

// The column `side`: whoever the list is of waits for others, handed it over to somebody, or has it to do. Of several
// that say it of one piece the last holds.
enum class Side : std::int64_t { waits = 0, handed_over = 1, to_do = 2 };

// The column `late_at` of what has no last day, and `until` of what waits until it is done.
inline constexpr std::int64_t never_late = 9'000'000'000'000'000'000;
inline constexpr std::int64_t until_done = 1'000'000;

inline const std::vector<std::string_view> work_columns = {
    "area",        "list",        "late_at",     "since",  "entry",    "piece",     "person",   "side",
    "until",       "kind",        "what",        "by_day", "by_at",    "waits_for", "asked_by", "asked_by_practitioner",
    "turn_agency", "turn_person", "recorded_by", "needs",  "with_team"};

// Of the entries about one child, corrections applied; sorted. `on` is the day by which entries count and clocks run.
std::vector<store::Row> work_rows(const AreaCode& area, const PersonId& child, std::span<const Entry* const> own,
                                  const Standards& standards, Date on);

// The records of children for whom something may be open, or a time limit of the last twelve months may be kept: about
// whom anything was recorded that starts either. Of a whole area, entries in any order.
class MayHaveWork {
 public:
  MayHaveWork(const Standards& standards, Date on);
  void add(const Entry& entry);
  const std::unordered_set<SourceId>& sources() const { return sources_; }

 private:
  bool starts_what_lapses(const Entry& entry) const;

  const Standards& standards_;
  Date waits_from_;    // what a feed told before that day waits no more
  Date counted_from_;  // what lapsed before that day is not counted any more
  std::unordered_set<std::string> kinds_;
  std::unordered_map<std::string, std::vector<const ClockRule*>> lapsing_;  // by the kind that starts them
  std::unordered_set<SourceId> sources_;
};

}  // namespace roundel::service
