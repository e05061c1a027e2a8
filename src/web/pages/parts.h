// Pieces that several pages share: a finding told whole, clocks, changes, days in words.
#pragma once

#include <vector>

#include "service/service.h"
#include "web/html.h"

namespace roundel::web {

// A section under its own heading, which names it to a screen reader; `id` is the heading's.
Html section(std::string_view id, const Html& title, const Html& content);
// Where there is nothing to show: says so.
Html nothing(const Html& words);

// "today", "yesterday", "3 May 2024".
std::string day_words(Date day, Date today);
// "due today", "due tomorrow", "by 3 May 2024", "2 days late". Not how long is left: a countdown makes everything land
// on the last day.
std::string due_words(Date due, Date today);
// Tomorrow or before.
bool is_due_soon(Date due, Date today);

Html change_badge(std::string_view kind);
// The changes of one child, newest first.
Html change_list(const std::vector<service::Change>& changes, Date today);

// Entries as a line each: when, what, who recorded it.
Html evidence_list(const std::vector<ChronologyItem>& entries);
// What was found, without the rule's name, which stands above it: "Domestic abuse incident (2 times), the last on …".
// Empty where the rule looks for what is missing.
std::string what_was_found(const service::FindingShown& finding);
// The finding in one sentence; behind it the rule in words, its source and the dated entries.
Html finding_card(const service::FindingShown& finding, const Standards& standards);
// `whole` says too where each limit comes from and what good looks like early; in a list of many children that would be
// said again and again.
enum class ClocksTold { brief, whole };
Html clock_list(const std::vector<RunningClock>& clocks, Date today, ClocksTold told = ClocksTold::whole);
// Those that are neither met nor ended.
std::vector<RunningClock> still_open(const std::vector<RunningClock>& clocks);
// The same in brief, each once; empty where none is open.
Html open_clocks(const std::vector<RunningClock>& clocks, Date today);
// "Level 3 – Complex", or the code where the scheme does not know it.
std::string level_words(const LevelCode& level, const LevelScheme& scheme);
std::string_view force_words(Force force);
Html standing_tag(Standing standing);
// One large number with what it counts.
Html figure(const Html& value, std::string_view words);

}  // namespace roundel::web
