// The newest backtest that is kept, as JSON.
#pragma once

#include <optional>
#include <string>

#include "service/oversee/kept_backtest.h"
#include "web/api/json.h"

namespace roundel::web {

std::string backtest_json(const std::optional<service::KeptBacktest>&);

}  // namespace roundel::web
