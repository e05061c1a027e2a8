// What services' feeds told the front door of one child, as concerns (what is a notification: picture/notifications.h).
#pragma once

#include <span>
#include <vector>

#include "picture/notifications.h"
#include "response/response.h"

namespace roundel {

// What was told of one child, as concerns: newest first. `sources` are the child's own records.
std::vector<Concern> fold_notifications(std::span<const Entry* const> entries, const std::vector<SourceId>& sources,
                                        const Standards& standards);
// Whether something told of the child waits for a decision on the day.
bool notification_waits(std::span<const Entry* const> entries, const Standards& standards, Date on);

}  // namespace roundel
