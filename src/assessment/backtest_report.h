// A backtest's published report as a text that can be kept and read again: what a partnership looks at later is what
// was counted then, whatever became of the rules since.
#pragma once

#include <string>
#include <string_view>

#include "assessment/backtest.h"

namespace roundel::backtest {

// Only of a published backtest: what is kept has no small counts.
std::string report_text(const Backtest& backtest);
// `name` is what errors call the text.
Result<Backtest> read_report(std::string_view text, const std::string& name);

}  // namespace roundel::backtest
