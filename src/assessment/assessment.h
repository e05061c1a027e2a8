// The assessment: picture × standards → findings, a suggested level of need, and what nobody has asked yet.
// A finding always names its rule, the rule's source and the dated entries behind it. There is no score.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"
#include "picture/picture.h"
#include "standards/standards.h"

namespace roundel {

struct Finding {
  IndicatorCode indicator;
  Date since;                      // the day from which the rule has held without a break
  std::vector<EntryId> evidence;   // oldest first; empty only for absences
  std::vector<AgencyId> agencies;  // who recorded the evidence
  bool operator==(const Finding&) const = default;
};

// Something that would settle a question and that no agency has recorded.
struct Unasked {
  std::string question;  // "Who is the adult man seen in the home?"
  std::string why;
  std::string agency_kind;  // whom to ask
  std::string code;         // of the standards' question; empty for one that the program adds
};

// A practitioner's own judgement of the level, folded from judgement.level entries.
struct Judgement {
  LevelCode level;
  std::string reason;
  std::string practitioner;
  AgencyId agency;
  Date on;
};

struct Assessment {
  std::vector<Finding> findings;       // risks first, highest level first
  LevelCode suggested;                 // the highest level that a finding suggests; empty: none
  std::optional<Judgement> judgement;  // the last one
  std::vector<Unasked> unasked;
  std::string edition;  // of the standards
  Date on;
};

Assessment assess(const FamilyEntries& known, const Standards& standards);

// The finding in one plain sentence for a worklist: "2 domestic abuse incidents in 12 months (police), the last on 3
// May".
std::string in_words(const Finding& finding, const std::vector<Entry>& entries, const Standards& standards);

}  // namespace roundel
