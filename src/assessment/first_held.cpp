#include "assessment/first_held.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <tuple>

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

// Who the child was, as far as could be told then: of the persons that the child's records were, the one that most of
// what had come to hand was about.
class ThenChild {
 public:
  ThenChild(const std::vector<SourceId>& records, PersonId today)
      : records_(records.begin(), records.end()), today_(std::move(today)) {}

  // `tells`: says more than who somebody is.
  void heard(const Entry& entry, bool tells) {
    for (const About& about : entry.about)
      if (records_.contains(about.source)) ++(tells ? told_ : named_)[about.source];
  }
  PersonId among(const Membership& members) const {
    std::map<PersonId, std::pair<int, int>> weight;
    for (const SourceId& record : records_) {
      auto& [told, named] = weight[members.person_of(record)];
      told += count_of(told_, record);
      named += count_of(named_, record);
    }
    PersonId out = today_;
    std::pair<int, int> most = weight.contains(today_) ? weight.at(today_) : std::pair(-1, -1);
    for (const auto& [person, known] : weight)
      if (known > most) std::tie(out, most) = std::pair(person, known);
    return out;
  }

 private:
  static int count_of(const std::map<SourceId, int>& counts, const SourceId& record) {
    const auto found = counts.find(record);
    return found == counts.end() ? 0 : found->second;
  }
  std::set<SourceId> records_;
  PersonId today_;
  std::map<SourceId, int> told_, named_;
};

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
  ThenChild child(records_of_child(known), known.child);
  Membership members;
  bool any = false;                // something beyond who is who has come to hand
  std::vector<const Entry*> came;  // and is not assessed yet
  for (std::size_t next = 0; next < order.size();) {
    const Date day = *from[order[next]];
    for (; next < order.size() && *from[order[next]] == day; ++next) {
      const Entry& entry = known.entries[order[next]];
      came.push_back(&entry);
      if (entry.kind.str() == "identity.link") members.apply(entry);
      const EntryKind* kind = standards.vocabulary.kind(entry.kind.str());
      const bool tells = kind == nullptr || !kind->structural;
      child.heard(entry, tells);
      any = any || tells || entry.corrects;
    }
    const Date last = next < order.size() ? from[order[next]]->plus_days(-1) : known.on;
    if (!any && last < known.on) continue;
    watched.identify(members, child.among(members));
    note(first, watched.learn(came, day), day);
    came.clear();
    if (last > day) note(first, watched.on(last), day);
  }
  return first;
}

}  // namespace roundel
