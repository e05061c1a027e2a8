// What somebody's service passed on and what became of it; and the loop end to end, for those who answer for the whole.
#pragma once

#include "service/oversee/referral_loop.h"
#include "service/respond/passed_on.h"
#include "web/drawing/loop.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html passed_on_page(const Frame&, const service::PassedOnPage&, Date today);
// `asked` names the source and kind that is drawn, as the table links to it; another word is the first that came back.
// `filled` and `key` are of the form by which a manager writes down what was learned.
Html referral_loop_page(const Frame&, const service::ReferralLoop&, std::string_view asked, const Filled& filled,
                        std::string_view key);
// "feed-city-police-police-missing": names one source and kind in an address, and nobody.
std::string loop_word(const LoopKey&);
// What became of one concern or notification, for whoever sent it.
Html what_became(const service::ConcernRow&, Date today);

}  // namespace roundel::web
