// Days that something is due, as a calendar of RFC 5545. Says nothing of anybody.
#pragma once

#include <string>
#include <string_view>

#include "service/respond/reminders.h"

namespace roundel::web {

std::string icalendar(const service::Calendar& calendar);
// A content line: at most 75 octets a line, no letter cut in two, continued by CRLF and a blank.
std::string folded_line(std::string_view line);

}  // namespace roundel::web
