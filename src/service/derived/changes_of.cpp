// What changed in a child's picture, and why, in one sentence each.
#include <algorithm>

#include "picture/subjects.h"
#include "service/derived/changes_of.h"

namespace roundel::service {
namespace {

// The moment the record held what a finding rests on: the last of its evidence to be recorded. An absence has none,
// and counts from the day it became one.
Timestamp told_at(const Finding& finding, const std::vector<Entry>& entries) {
  Timestamp last = Timestamp::start_of(finding.since);
  for (const Entry& entry : entries)
    if (std::find(finding.evidence.begin(), finding.evidence.end(), entry.id) != finding.evidence.end())
      last = std::max(last, entry.recorded);
  return last;
}

// What agencies asked of each other. Only those who may read an answer are told that there is one.
std::optional<Change> asked_or_told(const Entry& entry, const std::string& agency, const Standards& standards) {
  const std::string& kind = entry.kind.str();
  std::string reason;
  if (kind == "request.information")
    reason = agency + " asked " + standards.agency_name(AgencyId(entry.text_of("of-agency"))) + " for information";
  else if (kind == "request.answered")
    reason = agency + " answered what it was asked";
  else if (kind == "request.refused")
    reason = agency + " decided not to share what it was asked";
  else
    return std::nullopt;
  const SharingClass* sharing = standards.vocabulary.sharing_class(entry.sharing);
  const bool joint = sharing != nullptr && sharing->joint_team;
  const bool sensitive = sharing != nullptr && sharing->sensitive;
  return Change{.reason = std::move(reason),
                .kind = "request",
                .subject = entry.id.str(),
                .needs = joint       ? "joint"
                         : sensitive ? "sensitive"
                                     : "agency",
                .at = entry.recorded};
}

std::optional<Change> answer_of(const Entry& entry, const Standards& standards) {
  const std::string& kind = entry.kind.str();
  const std::string agency = standards.agency_name(entry.agency);
  if (kind == "concern.raised")
    return Change{.reason = agency + " passed on a concern",
                  .kind = "concern",
                  .subject = entry.id.str(),
                  .needs = "joint",
                  .at = entry.recorded};
  if (kind == "response.decided") {
    const auto choice = parse_response(entry.text_of("choice"));
    const std::string decided = choice ? std::string(response_name(*choice)) : entry.text_of("choice");
    return Change{.reason = agency + " decided the response: " + decided,
                  .kind = "response",
                  .subject = entry.id.str(),
                  .needs = "joint",
                  .at = entry.recorded};
  }
  if (kind == "judgement.signed")
    return Change{.reason = agency + " signed the shared level of need",
                  .kind = "judgement",
                  .subject = entry.id.str(),
                  .needs = "joint",
                  .at = entry.recorded};
  if (kind == "judgement.level" || kind == "judgement.shared") {
    const char* what = kind == "judgement.shared" ? " wrote a shared level of need: " : " judged the level of need: ";
    const Level* level = standards.levels.find(LevelCode(entry.text_of("level")));
    return Change{.reason = agency + what + (level ? level->name : entry.text_of("level")),
                  .kind = "judgement",
                  .subject = entry.id.str(),
                  .needs = "joint",
                  .at = entry.recorded};
  }
  return asked_or_told(entry, agency, standards);
}

}  // namespace

std::string needs_of(const Finding& finding, const std::vector<Entry>& entries, const Vocabulary& vocabulary) {
  std::string needs = "joint";
  for (const Entry& entry : entries) {
    if (std::find(finding.evidence.begin(), finding.evidence.end(), entry.id) == finding.evidence.end()) continue;
    const SharingClass* sharing = vocabulary.sharing_class(entry.sharing);
    if (sharing != nullptr && sharing->joint_team) continue;
    if (sharing == nullptr || !sharing->sensitive) return "agency";
    needs = "sensitive";
  }
  return needs;
}

std::vector<Change> changes_of(const FamilyEntries& known, const Assessment& assessed, const Standards& standards,
                               Date since) {
  std::vector<Change> out;
  const Timestamp from = Timestamp::start_of(since);
  for (const Finding& finding : assessed.findings) {
    const Timestamp at = told_at(finding, known.entries);
    if (at < from) continue;
    const Indicator* indicator = standards.indicator(finding.indicator);
    out.push_back({.reason = in_words(finding, known.entries, standards),
                   .kind = indicator != nullptr && indicator->protective ? "protective" : "finding",
                   .subject = finding.indicator.str(),
                   .needs = needs_of(finding, known.entries, standards.vocabulary),
                   .at = at});
  }
  for (const Entry& entry : known.entries) {
    if (entry.recorded < from || !is_about_child(entry, known.child, known.members)) continue;
    if (auto change = answer_of(entry, standards)) out.push_back(std::move(*change));
  }
  for (Change& change : out) change.child = known.child;
  std::stable_sort(out.begin(), out.end(), [](const Change& a, const Change& b) { return a.at > b.at; });
  return out;
}

}  // namespace roundel::service
