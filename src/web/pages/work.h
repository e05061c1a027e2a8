// The worklists, and the form that hands work over.
#pragma once

#include "service/respond/handover.h"
#include "service/respond/worklist.h"
#include "web/pages/frame.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html work_page(const Frame&, const service::WorkPage&);
Html hand_over_page(const Frame&, const service::HandOverPage&, const Filled&, std::string_view key);
Html handed_over_page(const Frame&, int children, const std::string& to);

}  // namespace roundel::web
