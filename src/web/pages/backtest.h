// Does it help: the newest backtest, for those who answer for the whole.
#pragma once

#include <optional>

#include "service/oversee/kept_backtest.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html backtest_page(const Frame&, const std::optional<service::KeptBacktest>&, const Standards&);

}  // namespace roundel::web
