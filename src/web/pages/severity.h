// How professions differ: in made-up families and in real decisions, for those who answer for the whole.
#pragma once

#include "service/oversee/vignettes.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html severity_page(const Frame&, const service::SeverityPage&, const Standards&);

}  // namespace roundel::web
