#include "assessment/first_held.h"

#include <algorithm>
#include <cassert>
#include <set>

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

// The records that are the child's today.
std::vector<SourceId> records_of_child(const FamilyEntries& known) {
  std::set<SourceId> out;
  for (const Entry& entry : known.entries)
    for (const About& about : entry.about)
      if (known.members.person_of(about.source) == known.child) out.insert(about.source);
  return {out.begin(), out.end()};
}

std::vector<PersonId> persons_of(const std::vector<SourceId>& records, const Membership& members) {
  std::set<PersonId> out;
  for (const SourceId& record : records) out.insert(members.person_of(record));
  return {out.begin(), out.end()};
}

bool is_link(const Entry& entry) { return entry.kind.str() == "identity.link"; }

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
  const FamilyEntries nothing{.child = known.child, .entries = {}, .members = {}, .on = *from[order.front()]};
  Watched watched(nothing, standards);
  const std::vector<SourceId> records = records_of_child(known);
  Membership members;
  watched.identify(members, persons_of(records, members));
  for (std::size_t next = 0; next < order.size();) {
    const Date day = *from[order[next]];
    std::vector<const Entry*> came;
    bool relinked = false;
    for (; next < order.size() && *from[order[next]] == day; ++next) {
      const Entry& entry = known.entries[order[next]];
      came.push_back(&entry);
      if (is_link(entry)) members.apply(entry);
      relinked = relinked || is_link(entry);
    }
    if (relinked) watched.identify(members, persons_of(records, members));
    const Date last = next < order.size() ? from[order[next]]->plus_days(-1) : known.on;
    note(first, watched.learn(came, day), day);
    if (last > day) note(first, watched.on(last), day);
  }
  return first;
}

}  // namespace roundel
