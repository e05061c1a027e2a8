// What is asked of whoever decides the response to a concern, and how it is shown afterwards.
#pragma once

#include "web/pages/pages.h"

namespace roundel::web {

// "Domestic abuse incident, 12 May 2024"
std::string told_words(const service::ConcernRow&);
Html decide_fields(const Frame&, const service::ConcernPage&, const Standards&, const Filled&);
// Threshold, consent, parents and checks of a decision, as far as they were said.
Html what_was_said(const Decision&, const Standards&);
// What tells a contact from a referral, in the place's own words; nothing where it has none.
Html definition(const Standards&);

}  // namespace roundel::web
