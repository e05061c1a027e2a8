// What is open for one child: what somebody still has to do, whose turn it is, and who waits for it. Folded from
// entries.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"
#include "picture/clock_runs.h"
#include "standards/standards.h"

namespace roundel {

enum class WorkKind { concern, request, visit, clock, action };
std::string_view word(WorkKind kind);       // "request"
std::string_view work_name(WorkKind kind);  // "Request to answer"
Result<WorkKind> parse_work_kind(std::string_view word);

// Who has to act. Where nobody is named, it is the turn of whoever works with the child in such an agency.
struct Turn {
  bool joint_team = false;                // the front door
  AgencyId agency;                        // this one; empty: any of the kinds below
  std::vector<std::string> agency_kinds;  // who may record what is missing
  std::string person;                     // by name, as a plan says it
  bool operator==(const Turn&) const = default;
};
bool is_turn_of(const Turn& turn, const Agency& agency);
// "Children's social care", "the joint team": for whom somebody waits.
std::string turn_words(const Turn& turn, const Standards& standards);

struct OpenWork {
  WorkKind kind = WorkKind::concern;
  EntryId entry;     // what opened it
  std::string what;  // "Decide the response to a concern"
  Turn turn;
  AgencyId asked_by;  // who waits; empty: everybody who works with the child
  PractitionerId asked_by_practitioner;
  Date since;
  std::optional<Date> by;                          // last day
  std::optional<Timestamp> by_at = std::nullopt;   // of a limit in hours
  std::string clock = {};                          // the code of the time limit; one entry may start several
  std::optional<Date> waits_until = std::nullopt;  // after that day nobody waits for it any more
  bool late(const AskedOn& asked) const { return by_at && asked.at ? *by_at < *asked.at : by && *by < asked.day; }
};

// Of the entries about one child, corrections applied. What has the earliest last day stands first, then what has none,
// the oldest first.
std::vector<OpenWork> fold_work(std::span<const Entry* const> entries, const Standards& standards, AskedOn on);

}  // namespace roundel
