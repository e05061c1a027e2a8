// Words of the front door that the program itself knows.
#pragma once

#include <string_view>

namespace roundel {

// The clock of clocks.toml by which what a feed told the front door is to be decided. No entry starts it by its kind:
// what is a notification is in front-door.toml.
inline constexpr std::string_view notification_clock = "notification-decision";

}  // namespace roundel
