// Speaking one language: the made-up families to rate, and one of them with its form.
#pragma once

#include "service/oversee/vignettes.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html vignettes_page(const Frame&, const std::vector<service::VignetteToRate>&, const Standards&);
Html vignette_page(const Frame&, const service::VignetteToRate&, const Standards&, const Filled&, std::string_view key);

}  // namespace roundel::web
