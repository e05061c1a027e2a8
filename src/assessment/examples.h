// The example families that stand beside each indicator, run: does each fire the rule, or not, as its file says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assessment/assessment.h"

namespace roundel {

struct ExampleRun {
  IndicatorCode indicator;
  Place place;  // of the example in its file
  bool holds = false;
  bool expected = false;
  std::optional<Error> error;  // the family cannot be read
  bool as_said() const { return !error && holds == expected; }
};
struct ExamplesRun {
  std::vector<ExampleRun> runs;
  std::vector<IndicatorCode> without;  // national indicators that lack a family that fires them, or one that does not
  bool in_order() const;
};

ExamplesRun run_examples(const Standards& standards);
std::string text(const ExamplesRun& run, const Standards& standards);

// A family, as text, for which `floor` holds on the day and `rule` does not: what a place would overlook. Looked for
// among families made around the two rules, and nothing where none was met. Always gives the same answer.
struct CounterExample {
  std::string family;
  Date on;
};
std::optional<CounterExample> counter_example(const Rule& rule, const Rule& floor, const Vocabulary& vocabulary);

}  // namespace roundel
