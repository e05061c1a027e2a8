// What practitioners judged of the level of need: each profession its own, and the shared level, which practitioners of
// two professions sign. Folded from judgement.* entries. The findings suggest; people judge, and may differ.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/assessment.h"
#include "picture/found_by_domain.h"

namespace roundel {

FoundByDomain found_by_domain(const std::vector<Finding>& findings, const Standards& standards);

// What was in front of whoever judged: kept with the judgement, so that it can be held against what came later.
struct RestedOn {
  std::string edition;                      // of the framework; empty: recorded before it was kept
  LevelCode suggested;                      // by the findings then; empty: no level, or withheld
  bool withheld = false;                    // the reader may not read all that the suggestion rests on
  std::vector<EntryId> entries;             // behind those findings, as far as the practitioner could read them
  std::optional<FoundByDomain> found = {};  // those findings by domain; nothing where not kept, or withheld
};
// Of an assessment: what a judgement made in front of it rests on.
RestedOn rested_on(const Assessment& assessed, const Standards& standards);

struct OwnLevel {
  EntryId entry;
  std::string profession;  // the kind of agency
  LevelCode level;
  std::string reason;
  std::string practitioner;
  AgencyId agency;
  Date on;
  RestedOn rested;
  // Agrees with what the findings suggested; nothing where that was not kept, or is withheld.
  std::optional<bool> agrees() const;
};
struct LevelSignature {
  std::string profession;
  std::string practitioner;
  AgencyId agency;
  Date on;
};
struct SharedLevel {
  EntryId entry;
  LevelCode level;
  std::string reason;
  Date on;
  RestedOn rested;
  std::vector<LevelSignature> signatures;  // one a profession; the first is of whoever wrote it
  std::vector<std::string> judged_since;   // professions that judged for themselves after it was written
  bool is_shared() const { return signatures.size() >= 2; }
  bool is_signed_by(std::string_view profession) const;
};
struct JudgedLevels {
  std::vector<OwnLevel> own;            // the last of each profession, newest first
  std::optional<SharedLevel> shared;    // the last that two professions signed
  std::optional<SharedLevel> proposed;  // written after it, and waiting for a second signature
  const OwnLevel* of(std::string_view profession) const;
};
JudgedLevels fold_judged_levels(const FamilyEntries& known, const Standards& standards);

// The values of a judgement's entry that tell what it rested on.
std::vector<std::pair<std::string, Value>> values_of(const RestedOn& rested);

// What the findings suggested to whoever judged tells of every entry behind it. Where a judgement rests on an entry
// that the reader may not read, the judgement is told and the suggestion is not. Other kinds of entry are left as they
// are.
void withhold_suggestion(Entry& entry, const std::function<bool(const EntryId&)>& may_read);

}  // namespace roundel
