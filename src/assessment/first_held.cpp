#include "assessment/first_held.h"

#include <algorithm>
#include <cassert>

#include "assessment/watched.h"

namespace roundel {
namespace {

void note(std::map<IndicatorCode, Date>& first, const std::vector<Finding>& findings, Date began) {
  for (const Finding& finding : findings) {
    const Date day = std::max(finding.since, began);
    const auto [at, added] = first.emplace(finding.indicator, day);
    if (!added) at->second = std::min(at->second, day);
  }
}

}  // namespace

std::map<IndicatorCode, Date> first_held(const FamilyEntries& known, const std::vector<std::optional<Date>>& from,
                                         const Standards& standards) {
  assert(from.size() == known.entries.size());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < from.size(); ++i)
    if (from[i] && *from[i] <= known.on) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return *from[a] < *from[b]; });

  std::map<IndicatorCode, Date> first;
  if (order.empty()) return first;
  const FamilyEntries nothing{
      .child = known.child, .entries = {}, .members = known.members, .on = *from[order.front()]};
  Watched watched(nothing, standards);
  std::vector<const Entry*> waiting;  // who belongs with whom alone: nothing can be found by that, until more comes
  for (std::size_t next = 0; next < order.size();) {
    const Date day = *from[order[next]];
    bool news = false;
    for (; next < order.size() && *from[order[next]] == day; ++next) {
      const Entry& entry = known.entries[order[next]];
      waiting.push_back(&entry);
      const EntryKind* kind = standards.vocabulary.kind(entry.kind.str());
      news = news || entry.corrects || kind == nullptr || !kind->structural;
    }
    const Date last = next < order.size() ? from[order[next]]->plus_days(-1) : known.on;
    if (!news && last < known.on) continue;
    note(first, watched.learn(waiting, day), day);
    waiting.clear();
    if (last > day) note(first, watched.on(last), day);
  }
  return first;
}

}  // namespace roundel
