#include "assessment/examples.h"

#include <algorithm>

#include <fmt/format.h>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "assessment/family_text.h"

namespace roundel {
namespace {

ExampleRun run_example(const Indicator& indicator, const Example& example, const Vocabulary& vocabulary) {
  ExampleRun out{.indicator = indicator.code, .place = example.place, .expected = example.holds, .error = {}};
  const auto family = FamilyText::read(example.family, vocabulary, example.place);
  if (!family) {
    out.error = family.error();
    return out;
  }
  Columns columns{Rulebook({&indicator.rule}, vocabulary)};
  for (const Entry& entry : family->entries()) columns.add(entry);
  columns.finish(Membership{});
  const auto child = columns.find(FamilyText::person("child"));
  if (!child) return out;
  Evaluation evaluation(columns, example.on);
  evaluation.look_at(*child);
  out.holds = evaluation.holds(0);
  return out;
}

bool has_both(const Indicator& indicator) {
  const auto any = [&](bool holds) {
    return std::any_of(indicator.examples.begin(), indicator.examples.end(),
                       [&](const Example& one) { return one.holds == holds; });
  };
  return any(true) && any(false);
}

}  // namespace

bool ExamplesRun::in_order() const {
  return without.empty() && std::all_of(runs.begin(), runs.end(), [](const ExampleRun& run) { return run.as_said(); });
}

ExamplesRun run_examples(const Standards& standards) {
  ExamplesRun out;
  for (const Indicator& indicator : standards.indicators) {
    for (const Example& example : indicator.examples)
      out.runs.push_back(run_example(indicator, example, standards.vocabulary));
    if (!indicator.local && !has_both(indicator)) out.without.push_back(indicator.code);
  }
  return out;
}

std::string text(const ExamplesRun& run, const Standards& standards) {
  std::string out;
  std::size_t wrong = 0;
  for (const ExampleRun& one : run.runs) {
    if (one.as_said()) continue;
    ++wrong;
    const Indicator* indicator = standards.indicator(one.indicator);
    if (one.error)
      out += fmt::format("{}: {}\n", one.indicator.str(), one.error->text());
    else
      out += fmt::format("{}:{}: {}: the rule {} for this family, and should{}\n  {}\n", one.place.file, one.place.line,
                         one.indicator.str(), one.holds ? "holds" : "does not hold", one.expected ? "" : " not",
                         indicator ? indicator->sentence : "");
  }
  for (const IndicatorCode& code : run.without)
    out += fmt::format("{}: lacks a family that fires it, or one that does not\n", code.str());
  return out + fmt::format("{}: {} families, {} not as said; {} indicators\n", standards.edition, run.runs.size(),
                           wrong, standards.indicators.size());
}

}  // namespace roundel
