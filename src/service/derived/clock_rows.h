// The rows of the table `clock_run`: every time limit that ever ran for a child, when it was up and what came of it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ledger/entry.h"
#include "standards/standards.h"
#include "store/database.h"

namespace roundel::service {

inline const std::vector<std::string_view> clock_run_columns = {
    "area",    "person", "code",    "entry",    "started",     "due",    "due_at",
    "settled", "met",    "in_time", "standing", "paused_days", "problem"};

// The column `settled` of a time limit that still runs.
inline constexpr std::int64_t still_open = 1'000'000;

// Of the entries about one child, corrections applied; sorted. `on` is the day by which entries count.
std::vector<store::Row> clock_rows(const AreaCode& area, const PersonId& child, std::span<const Entry* const> own,
                                   const Standards& standards, Date on);

}  // namespace roundel::service
