// How time limits are kept over a year: for those who answer for the whole.
#pragma once

#include "oversight/oversight.h"
#include "web/pages/frame.h"

namespace roundel::web {

Html time_limits_page(const Frame&, const Oversight&);

}  // namespace roundel::web
