// A synthetic place with known truth: families forming, children born, adults' difficulties, harm and recovery, seen in
// part by each agency, late, misspelt and under its own identifiers. Speaks only the feed formats of intake.
// Seeded: the same options give the same bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/ids.h"
#include "core/result.h"

namespace roundel::simulation {

struct Options {
  AreaCode area;
  int children = 0;  // aged 0–17 at the end
  Date from;
  Date to;
  std::uint64_t seed = 1;
  std::string out;  // folder, made where missing; feeds in feeds/DATE/ folders (extract date), truth in truth/
  std::string data = "data/simulation";  // folder of the names, streets and published rates it draws on
};

// A rate of the simulated place beside the published one.
struct Rate {
  std::string name;  // "Referrals per 10,000 children a year"
  double simulated = 0;
  double published = 0;
  std::string source;  // "DfE, England, 2025"
  double off() const { return published == 0 ? 0 : simulated / published - 1; }
};

struct Made {
  std::size_t children = 0;
  std::size_t adults = 0;
  std::size_t rows = 0;  // feed rows written
  std::size_t files = 0;
  std::vector<Rate> rates;
};

using Progress = std::function<void(const char* stage, std::size_t done, std::size_t total)>;

Result<Made> simulate(const Options& options, const Progress& progress);

}  // namespace roundel::simulation
