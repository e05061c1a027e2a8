// The worklists, and the form that hands work over.
#pragma once

#include "service/respond/handover.h"
#include "service/respond/worklist.h"
#include "web/pages/frame.h"
#include "web/pages/pages.h"

namespace roundel::web {

// A box of the form that takes work back: this, then the handover; its value is the child.
inline constexpr std::string_view handover_prefix = "handover-";

Html work_page(const Frame&, const service::WorkPage&);
Html hand_over_page(const Frame&, const service::HandOverPage&, const Filled&, std::string_view key);
Html handed_over_page(const Frame&, int children, const std::string& to);

}  // namespace roundel::web
