// How somebody hears of waiting work outside the program.
#pragma once

#include "service/respond/reminders.h"
#include "web/pages/frame.h"
#include "web/pages/pages.h"

namespace roundel::web {

// `calendar` is the address just made, shown this once; empty otherwise.
Html reminders_page(const Frame&, const service::Reminders&, std::string_view calendar, const Filled&);

}  // namespace roundel::web
