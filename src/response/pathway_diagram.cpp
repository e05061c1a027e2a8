// The tracks as diagrams, and the steps as lists, made from the table of steps.
#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "response/pathway.h"

namespace roundel {
namespace {

// Mermaid's own name for where a diagram begins.
std::string node(Stage stage) {
  if (stage == Stage::none) return "[*]";
  std::string name(word(stage));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string condition(const When& when) {
  if (when.value.empty() || when.is.empty()) return {};
  return fmt::format(" ({} {})", when.value, when.is);
}

void add_arrows(const Step& step, const Effect& effect, std::vector<Stage>& used, std::string& out) {
  for (const Stage from : effect.from) {
    const Stage to = effect.to == Stage::stay ? from : effect.to;
    if (to == from && effect.to == Stage::stay && from == Stage::none) continue;  // a contact leaves what has not begun
    out += fmt::format("  {} --> {}: {}{}\n", node(from), node(to), step.does, condition(effect.when));
    for (const Stage stage : {from, to}) {
      if (stage != Stage::none && std::find(used.begin(), used.end(), stage) == used.end()) used.push_back(stage);
    }
  }
}

std::string diagram(Track track) {
  std::string arrows;
  std::vector<Stage> used;
  for (const Step& step : steps())
    for (const Effect& effect : step.effects)
      if (effect.track == track) add_arrows(step, effect, used, arrows);
  std::string out = "```mermaid\nstateDiagram-v2\n";
  for (const Stage stage : used) out += fmt::format("  {}: {}\n", node(stage), stage_name(stage));
  return out + arrows + "```\n";
}

std::string step_lines(const Step& step) {
  std::string out = fmt::format("- **{}** (`{}`)", step.does, step.kind);
  std::vector<std::string> parts;
  for (const Need& need : step.needs) parts.push_back(fmt::format("{}{}", need.missing, condition(need.when)));
  for (const Required& required : step.required)
    parts.push_back(fmt::format("{}{}", required.missing, condition(required.when)));
  if (step.voice) parts.emplace_back("Say what the child says and how the child was heard, or why not");
  if (step.elsewhere) parts.emplace_back("Taken on a page of its own");
  for (const std::string& part : parts) out += fmt::format("\n  - {}.", part);
  return out + "\n";
}

}  // namespace

std::string pathway_in_words() {
  std::string out =
      "# The pathway\n\n"
      "How help goes on from step to step. Each diagram is one track; a child may stand on several at once. Where a "
      "child\n"
      "stands is never stored: it is folded from the entries each time. This page is made from the table of steps in\n"
      "`src/response/pathway_steps.cpp`, and a test holds the two together: after a change of the table, run\n"
      "`ROUNDEL_UPDATE_GOLDEN=1 build/release/tests/test_response`.\n\n"
      "A step that is not possible is refused with what is missing. A feed is never refused: what it records outside "
      "these\n"
      "steps is folded as it was recorded, and marked.\n";
  for (const Track track : tracks()) out += fmt::format("\n## {}\n\n{}", track_name(track), diagram(track));
  out += "\n## What each step needs and says\n\n";
  for (const Step& step : steps()) out += step_lines(step);
  return out;
}

}  // namespace roundel
