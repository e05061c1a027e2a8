// What services learned from one source and kind of what is passed on, what they changed, and whether it helped.
#pragma once

#include "service/oversee/referral_loop.h"
#include "web/pages/pages.h"

namespace roundel::web {

// With the form to write it down, for whoever may.
Html learned_section(const Frame&, const service::ReferralLoop&, const LoopKey& about, const Filled&,
                     std::string_view key);

}  // namespace roundel::web
