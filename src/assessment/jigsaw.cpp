#include "assessment/jigsaw.h"

#include <algorithm>
#include <set>

#include "assessment/rulebook.h"
#include "assessment/watched.h"

namespace roundel {
namespace {

bool has(const std::vector<Finding>& findings, const IndicatorCode& indicator) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& one) { return one.indicator == indicator; });
}

// What one agency would have of the family by itself: its own entries, and who belongs together.
FamilyEntries of_one_agency(const FamilyEntries& known, const AgencyId& agency, const Vocabulary& vocabulary) {
  FamilyEntries out{known.child, {}, known.members, known.on};
  for (const Entry& entry : known.entries) {
    const EntryKind* kind = vocabulary.kind(entry.kind.str());
    if (entry.agency == agency || (kind && kind->structural)) out.entries.push_back(entry);
  }
  return out;
}

std::vector<Piece> pieces_of(const Finding& finding, const std::vector<Entry>& entries) {
  std::vector<Piece> out;
  for (const EntryId& id : finding.evidence) {
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& one) { return one.id == id; });
    if (entry == entries.end()) continue;
    auto piece = std::find_if(out.begin(), out.end(), [&](const Piece& one) { return one.agency == entry->agency; });
    if (piece == out.end()) piece = out.insert(out.end(), {entry->agency, {}});
    piece->entries.push_back(id);
  }
  return out;
}

}  // namespace

std::vector<Jigsaw> pieces_of_the_jigsaw(const FamilyEntries& known, const std::vector<Finding>& findings,
                                         const Standards& standards) {
  std::vector<Finding> together;
  for (const Finding& finding : findings)
    if (finding.agencies.size() > 1) together.push_back(finding);
  if (together.empty()) return {};
  std::set<AgencyId> agencies;
  for (const Finding& finding : together) agencies.insert(finding.agencies.begin(), finding.agencies.end());
  const Rulebook numbered(standards, Rulebook::Of::indicators);
  std::vector<std::vector<Finding>> alone;
  for (const AgencyId& agency : agencies)
    alone.push_back(Watched(of_one_agency(known, agency, standards.vocabulary), standards, numbered).findings());
  std::vector<Jigsaw> out;
  for (Finding& finding : together) {
    const auto held = [&](const std::vector<Finding>& theirs) { return has(theirs, finding.indicator); };
    if (std::any_of(alone.begin(), alone.end(), held)) continue;
    auto pieces = pieces_of(finding, known.entries);
    out.push_back({std::move(finding), std::move(pieces)});
  }
  return out;
}

std::vector<WhyToday> why_today(const FamilyEntries& before, const FamilyEntries& now,
                                const std::vector<Finding>& findings, const Standards& standards) {
  std::vector<WhyToday> out;
  Watched then(before, standards);
  const std::vector<Finding> held = then.findings();
  const std::vector<Finding> held_by_now = then.on(now.on);  // with what was known before, on the day of now
  std::set<EntryId> known;
  for (const Entry& entry : before.entries) known.insert(entry.id);
  for (const Finding& finding : findings) {
    if (has(held, finding.indicator)) continue;
    WhyToday why{.finding = finding, .entries = {}};
    for (const EntryId& entry : finding.evidence)
      if (!known.contains(entry)) why.entries.push_back(entry);
    if (has(held_by_now, finding.indicator))
      why.because = WhyToday::Because::time_passed;
    else if (why.entries.empty())
      why.because = WhyToday::Because::joined;
    out.push_back(std::move(why));
  }
  return out;
}

}  // namespace roundel
