// The newest backtest, kept where those who answer for the whole can read it. It is about made-up children, whoever the
// store is about.
#pragma once

#include <optional>

#include "assessment/backtest.h"
#include "service/service.h"

namespace roundel::service {

// Keeps a published report. One that is kept already with the same moment is left as it is.
Done keep_backtest(Desk& desk, const Caller& caller, const backtest::Backtest& done);

struct KeptBacktest {
  backtest::Backtest backtest;
  Timestamp made;
  bool rules_changed = false;  // the store's standards are of another edition now, or have other rules
};
// Nothing where none was kept.
Result<std::optional<KeptBacktest>> see_backtest(Desk& desk, const Caller& caller);

}  // namespace roundel::service
