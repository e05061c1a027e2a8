// The part of a backtest's page that tells of each rule.
#pragma once

#include "assessment/backtest.h"
#include "standards/standards.h"
#include "web/html.h"

namespace roundel::web {

Html rules_section(const backtest::Backtest&, const Standards&);

}  // namespace roundel::web
