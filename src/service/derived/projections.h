// The tables that can always be rebuilt from the ledger: who is who, who belongs with whom, who works with whom, which
// concerns wait, which findings hold and what changed. Derived in one pass over the ledger (derive_all), kept up to
// date child by child when a use case appends (refresh.h), and held together by `rebuild --check`.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "service/derived/derive.h"
#include "service/family_loader.h"
#include "service/parts.h"

namespace roundel::service {

using StageProgress = std::function<void(const char* stage, std::int64_t done, std::int64_t total)>;

struct ProjectionTable {
  std::string_view name;
  std::vector<std::string_view> columns;  // `area` first
  std::vector<store::Row> rows;           // sorted
};
// All projections of the area as the ledger has them, with the findings of `on`.
struct Projections {
  explicit Projections(AreaCode area) : folded(std::move(area)) {}
  Derivation folded;                      // the tables that follow from single entries
  std::vector<store::Row> moved;          // the table `moved`, sorted
  std::vector<store::Row> open_needs;     // the table `open_need`, sorted
  std::vector<store::Row> notifications;  // the table `notification`, sorted
  std::vector<store::Row> passed_on;      // the table `passed_on`, sorted
  std::vector<store::Row> work;           // the table `work`, sorted
  std::vector<store::Row> clock_runs;     // the table `clock_run`, sorted
  std::vector<store::Row> findings;       // the table `finding`, sorted
  std::vector<store::Row> changes;        // the table `change`, sorted
  std::int64_t entries = 0;               // read
  std::int64_t children = 0;              // assessed
};
Result<Projections> derive_all(Desk::Parts& parts, Date on, unsigned threads, const StageProgress& progress);
// Replaces what the tables hold of this area, within an open transaction. One table's rows at a time are in memory:
// those of an area together are the larger part of what an assessment would need.
Done write_all(Desk::Parts& parts, const Projections& projections, Date on);

// Holds what the tables have against what the ledger gives.
struct TableDifference {
  std::string table;
  std::int64_t rows = 0;       // live
  std::int64_t differing = 0;  // live but not derived, or derived but not live
};
Result<TableDifference> compare_table(Desk::Parts& parts, const ProjectionTable& derived);
Result<std::vector<TableDifference>> compare_all(Desk::Parts& parts, const Projections& projections);

}  // namespace roundel::service
