// A backtest on a demonstration store: what the standards would have shown, week by week, held against the truth that
// the simulation wrote apart.
#pragma once

#include <optional>
#include <string>

#include "assessment/backtest.h"
#include "service/derived/projections.h"
#include "service/service.h"

namespace roundel::service {

struct BacktestAsked {
  std::string truth;         // the folder with children.csv, people.csv and harm.csv
  std::optional<Date> from;  // nothing: a year after the first entry, or halfway where there is less than two years
  std::optional<Date> to;    // nothing: the day of the last entry
  LevelCode level;           // empty: the highest but one
  backtest::Counts counts = backtest::Counts::as_known;
  unsigned threads = 2;
};
// Counts of one to four children are withheld. Refused for a store that holds real people: nobody knows their truth.
Result<backtest::Backtest> run_backtest(Desk& desk, const Caller& caller, const BacktestAsked& asked,
                                        const StageProgress& progress);

// The truth as the simulation writes it. Ethnic groups are the broad ones of the code set.
Result<backtest::Truth> read_truth(const std::string& folder, const Vocabulary& vocabulary);

}  // namespace roundel::service
