// The rows of the table `clock_run`: the time limits that run for a child or did in the last twelve months, when each
// was up and what came of it. What was settled longer ago is told by the child's own clocks.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ledger/entry.h"
#include "picture/notifications.h"
#include "standards/standards.h"
#include "store/database.h"

namespace roundel::service {

inline const std::vector<std::string_view> clock_run_columns = {
    "area",    "person", "code",    "entry",    "started",     "due",    "due_at",
    "settled", "met",    "in_time", "standing", "paused_days", "problem"};

// The column `settled` of a time limit that runs until somebody does what it asks for.
inline constexpr std::int64_t still_open = 1'000'000;

// The column `met`: what came of it on the day of `settled`. Of what lapses, that is the first day on which nobody
// waits any more: before it, it runs.
enum class Settled : std::int64_t { ended = 0, met = 1, lapses = 2 };

// Of twelve months up to a day, the first.
inline Date first_day_counted(Date on) { return on.plus_months(-12).plus_days(1); }

// Of the entries about one child, corrections applied; sorted. `on` is the day by which entries count. All but what
// feeds told the front door.
std::vector<store::Row> clock_rows(const AreaCode& area, const PersonId& child, std::span<const Entry* const> own,
                                   const Standards& standards, Date on);
// What feeds told the front door, of any children.
std::vector<store::Row> clock_rows(const AreaCode& area, std::span<const Notification> told, const Standards& standards,
                                   Date on);

}  // namespace roundel::service
