// Worklists, and how somebody hears of them, as JSON.
#pragma once

#include <string>
#include <string_view>

#include "service/respond/reminders.h"
#include "service/respond/worklist.h"

namespace roundel::web {

std::string to_json(const service::WorkPage&);
std::string handed_over_json(int children);
std::string to_json(const service::Reminders&);
std::string calendar_address_json(std::string_view address);

}  // namespace roundel::web
