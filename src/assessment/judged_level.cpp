#include "assessment/judged_level.h"

#include <algorithm>
#include <set>

#include "core/text.h"

namespace roundel {
namespace {

std::string profession_of(const Entry& entry, const Standards& standards) {
  const Agency* agency = standards.agency(entry.agency);
  return agency ? agency->kind : entry.agency.str();
}

std::string named(const Entry& entry) {
  const std::string name = entry.text_of("practitioner");
  return name.empty() ? entry.practitioner.str() : name;
}

Date day_judged(const Entry& entry) {
  return entry.happened.precision == Precision::unknown ? entry.known : entry.happened.to;
}

// Stands in an entry as it is shown, never in the ledger.
constexpr std::string_view withheld_level = "withheld";

std::vector<EntryId> entries_behind(const Entry& judgement) {
  std::vector<EntryId> out;
  const std::string ids = judgement.text_of("entries");
  for (const std::string_view id : split(ids, ' '))
    if (!id.empty()) out.emplace_back(std::string(id));
  return out;
}

RestedOn rested_of(const Entry& entry) {
  const std::string suggested = entry.text_of("suggested");
  const bool withheld = suggested == withheld_level;
  return {.edition = entry.text_of("edition"),
          .suggested = withheld ? LevelCode() : LevelCode(suggested),
          .withheld = withheld,
          .entries = entries_behind(entry),
          .found = found_told_by(entry)};
}

LevelSignature signature_of(const Entry& entry, const Standards& standards) {
  return {.profession = profession_of(entry, standards),
          .practitioner = named(entry),
          .agency = entry.agency,
          .on = day_judged(entry)};
}

void take_own(const Entry& entry, const Standards& standards, std::vector<SharedLevel>& shared, JudgedLevels& out) {
  OwnLevel own{.entry = entry.id,
               .profession = profession_of(entry, standards),
               .level = LevelCode(entry.text_of("level")),
               .reason = entry.text_of("reason"),
               .practitioner = named(entry),
               .agency = entry.agency,
               .on = day_judged(entry),
               .rested = rested_of(entry)};
  for (SharedLevel& one : shared)
    if (std::find(one.judged_since.begin(), one.judged_since.end(), own.profession) == one.judged_since.end())
      one.judged_since.push_back(own.profession);
  std::erase_if(out.own, [&](const OwnLevel& before) { return before.profession == own.profession; });
  out.own.insert(out.own.begin(), std::move(own));
}

}  // namespace

FoundByDomain found_by_domain(const std::vector<Finding>& findings, const Standards& standards) {
  FoundByDomain out;
  for (const Finding& finding : findings) {
    const Indicator* indicator = standards.indicator(finding.indicator);
    if (indicator == nullptr) continue;
    if (indicator->protective)
      ++out.protective;
    else if (indicator->domain == Domain::development)
      ++out.development;
    else if (indicator->domain == Domain::parenting)
      ++out.parenting;
    else
      ++out.family;
  }
  return out;
}

RestedOn rested_on(const Assessment& assessed, const Standards& standards) {
  RestedOn out{.edition = assessed.edition,
               .suggested = assessed.suggested,
               .withheld = false,
               .entries = {},
               .found = found_by_domain(assessed.findings, standards)};
  std::set<EntryId> seen;
  for (const Finding& finding : assessed.findings)
    for (const EntryId& entry : finding.evidence)
      if (seen.insert(entry).second) out.entries.push_back(entry);
  return out;
}

std::vector<std::pair<std::string, Value>> values_of(const RestedOn& rested) {
  std::vector<std::pair<std::string, Value>> out = {{"edition", rested.edition}};
  std::vector<std::string> ids;
  for (const EntryId& entry : rested.entries) ids.push_back(entry.str());
  if (!ids.empty()) out.emplace_back("entries", join(ids, " "));
  if (rested.found)
    for (auto& value : values_of(*rested.found)) out.push_back(std::move(value));
  if (!rested.suggested.empty()) out.emplace_back("suggested", rested.suggested.str());
  return out;
}

std::optional<bool> OwnLevel::agrees() const {
  if (rested.edition.empty() || rested.withheld) return std::nullopt;
  return level == rested.suggested;
}

bool SharedLevel::is_signed_by(std::string_view profession) const {
  return std::any_of(signatures.begin(), signatures.end(),
                     [&](const LevelSignature& one) { return one.profession == profession; });
}

const OwnLevel* JudgedLevels::of(std::string_view profession) const {
  const auto at =
      std::find_if(own.begin(), own.end(), [&](const OwnLevel& one) { return one.profession == profession; });
  return at == own.end() ? nullptr : &*at;
}

JudgedLevels fold_judged_levels(const FamilyEntries& known, const Standards& standards) {
  JudgedLevels out;
  std::vector<SharedLevel> shared;  // in the order written
  for (const Entry& entry : known.entries) {
    const std::string& kind = entry.kind.str();
    if (!kind.starts_with("judgement.")) continue;
    const bool about = std::any_of(entry.about.begin(), entry.about.end(), [&](const About& one) {
      return known.members.person_of(one.source) == known.child;
    });
    if (!about) continue;
    if (kind == "judgement.level") {
      take_own(entry, standards, shared, out);
    } else if (kind == "judgement.shared") {
      shared.push_back({.entry = entry.id,
                        .level = LevelCode(entry.text_of("level")),
                        .reason = entry.text_of("reason"),
                        .on = day_judged(entry),
                        .rested = rested_of(entry),
                        .signatures = {signature_of(entry, standards)},
                        .judged_since = {}});
    } else if (kind == "judgement.signed") {
      const auto at = std::find_if(shared.begin(), shared.end(),
                                   [&](const SharedLevel& one) { return one.entry.str() == entry.text_of("shared"); });
      if (at != shared.end() && !at->is_signed_by(profession_of(entry, standards)))
        at->signatures.push_back(signature_of(entry, standards));
    }
  }
  for (SharedLevel& one : shared) {
    if (one.is_shared()) {
      out.shared = std::move(one);
      out.proposed.reset();  // what was written before it and not signed by then is overtaken
    } else {
      out.proposed = std::move(one);
    }
  }
  return out;
}

void withhold_suggestion(Entry& entry, const std::function<bool(const EntryId&)>& may_read) {
  if (entry.kind.str() != "judgement.level" && entry.kind.str() != "judgement.shared") return;
  const std::vector<EntryId> behind = entries_behind(entry);
  if (std::all_of(behind.begin(), behind.end(), may_read)) return;
  std::erase_if(entry.values,
                [](const auto& value) { return value.first == "suggested" || is_found_value(value.first); });
  entry.values.emplace_back("suggested", std::string(withheld_level));
  std::sort(entry.values.begin(), entry.values.end());
}

}  // namespace roundel
