// What somebody's service passed on and what became of it; and the loop end to end, for those who answer for the whole.
#pragma once

#include "service/oversee/referral_loop.h"
#include "service/respond/passed_on.h"
#include "web/drawing/loop.h"
#include "web/pages/frame.h"

namespace roundel::web {

Html passed_on_page(const Frame&, const service::PassedOnPage&, Date today);
// `asked` names the source and kind that is drawn, as the table links to it; another word is the first that came back.
Html referral_loop_page(const Frame&, const service::ReferralLoop&, std::string_view asked);
// What became of one concern or notification, for whoever sent it.
Html what_became(const service::ConcernRow&, Date today);

}  // namespace roundel::web
