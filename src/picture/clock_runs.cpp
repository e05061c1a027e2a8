#include "picture/clock_runs.h"

#include <algorithm>

namespace roundel {
namespace {

bool among(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string said(const Entry& entry, const std::string& value) {
  for (const auto& [name, said] : entry.values)
    if (const bool* flag = std::get_if<bool>(&said); flag != nullptr && name == value) return *flag ? "yes" : "no";
  return entry.text_of(value);
}

bool holds(const std::optional<StartsWhen>& when, const Entry& entry) {
  return !when || among(when->is, said(entry, when->value));
}

void settle(ClockRun& run, std::span<const ClockEvent> events) {
  const ClockEvent& start = events[run.start];
  for (std::size_t at = 0; at < events.size(); ++at) {
    const ClockEvent& event = events[at];
    if (at == run.start || !(event.part.meets || event.part.ends)) continue;
    if (event.part.of_start_kind ? at < run.start : event.day < start.day) continue;
    if (start.concern != 0 && event.concern != 0 && start.concern != event.concern) continue;
    (event.part.meets ? run.met : run.ended) = at;
    return;
  }
}

}  // namespace

ClockPart part_in(const Entry& entry, const ClockRule& rule) {
  ClockPart part;
  if (rule.starts.empty()) return part;
  part.of_start_kind = entry.kind.value == rule.starts;
  part.meets = among(rule.meets, entry.kind.value);
  part.ends = std::any_of(rule.ends.begin(), rule.ends.end(),
                          [&](const EndsClock& end) { return end.kind == entry.kind.value && holds(end.when, entry); });
  // What says that nothing is waited for starts nothing: a referral that was closed as it came.
  part.starts = part.of_start_kind && !part.ends && holds(rule.starts_when, entry);
  return part;
}

std::string concern_named_by(const Entry& entry) {
  return entry.kind.value == "concern.raised" ? entry.id.value : entry.text_of("concern");
}

std::vector<ClockRun> runs_of(std::span<const ClockEvent> events, bool one_at_a_time) {
  std::vector<ClockRun> runs;
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (!events[at].part.starts) continue;
    if (one_at_a_time && !runs.empty()) {
      const std::optional<std::size_t> settled = runs.back().met ? runs.back().met : runs.back().ended;
      if (!settled || *settled > at) continue;
    }
    ClockRun run{.start = at, .met = {}, .ended = {}};
    settle(run, events);
    runs.push_back(run);
  }
  return runs;
}

}  // namespace roundel
