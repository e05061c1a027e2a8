#include "service/oversee/kept_backtest.h"

#include <algorithm>

#include "assessment/backtest_report.h"
#include "service/parts.h"

namespace roundel::service {
namespace {

bool are_other_rules(const backtest::Backtest& kept, const Standards& standards) {
  return kept.edition != standards.edition ||
         !std::equal(kept.rules.begin(), kept.rules.end(), standards.indicators.begin(), standards.indicators.end(),
                     [](const backtest::RuleRow& row, const Indicator& rule) {
                       return row.code == rule.code && row.level == rule.suggests;
                     });
}

}  // namespace

Done keep_backtest(Desk& desk, const Caller& caller, const backtest::Backtest& done) {
  if (const auto may = enter(desk, caller, access::UseCase::backtest); !may) return may;
  Desk::Parts& parts = desk.parts();
  const std::array<store::Cell, 3> cells = {parts.area.str(), parts.now().micros(), backtest::report_text(done)};
  const auto kept = parts.database->run(
      "INSERT INTO backtest (area, at, report) VALUES (?, ?, ?) ON CONFLICT (area, at) DO NOTHING", cells);
  if (!kept) return fail(kept.error());
  return {};
}

Result<std::optional<KeptBacktest>> see_backtest(Desk& desk, const Caller& caller) {
  if (const auto may = enter(desk, caller, access::UseCase::see_backtest); !may) return fail(may.error());
  Desk::Parts& parts = desk.parts();
  const store::Cell area = parts.area.str();
  const auto rows =
      parts.database->query("SELECT at, report FROM backtest WHERE area = ? ORDER BY at DESC LIMIT 1", {&area, 1});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::optional<KeptBacktest>();
  auto read = backtest::read_report(store::text(rows->front()[1]), "the backtest that is kept");
  if (!read) return fail(Fault::broken, read.error().text());
  const bool changed = are_other_rules(*read, parts.standards);
  return KeptBacktest{
      .backtest = std::move(*read), .made = Timestamp(store::number(rows->front()[0])), .rules_changed = changed};
}

}  // namespace roundel::service
