// The standards told to people: is every file in order, and what does each rule say in words. Values that a page, a
// command and a JSON answer can all be made from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "standards/standards.h"

namespace roundel {

struct IndicatorExplained {
  std::string code;
  std::string name;
  std::string domain;       // "family"
  std::string domain_name;  // "Family and environment"
  bool protective = false;
  std::string suggests;   // level of need; empty for protective ones
  std::string rule;       // the sentence
  std::string explained;  // the same in fuller English
  std::string why;
  std::string source;
  bool confirmed = true;
  std::string note;
  bool local = false;  // added or tightened by the place
  std::vector<std::string> settled_by;
};

struct ClockExplained {
  std::string code;
  std::string name;
  std::string limit;  // "45 working days from the referral"
  std::string force;  // "statutory", "guidance", "local"
  std::string edition;
  std::string effective_from;
  std::string effective_to;  // empty: still in force
  std::string source;
  bool confirmed = true;
  std::string note;
  std::vector<std::string> pauses;  // what stops it for a while, each with the source that allows it
  std::string lapses;               // after how long nobody waits for it any more; empty: never
  bool runs = true;                 // false: told, and not run, because no entry starts it yet
};

struct LevelExplained {
  std::string code;
  std::string name;
  std::string meaning;
  std::vector<std::string> elsewhere;  // what it is in each other scheme: "Families First: Community or Family Help."
};

struct StandardsExplained {
  std::string edition;
  std::string place;                   // name; empty for the nation alone
  std::vector<LevelExplained> levels;  // lowest first
  std::vector<IndicatorExplained> indicators;
  std::vector<ClockExplained> clocks;
  std::vector<SightRule> sight;
  std::vector<Limit> limits;
};

StandardsExplained explain_standards(const Standards& standards);
LevelExplained explain_level(const Level& level, const Standards& standards);
std::string text(const StandardsExplained& explained);
std::string_view word(Force force);
std::string limit_in_words(const ClockRule& rule);  // "45 working days"

// England, or one place on top of it.
struct PartChecked {
  std::string name;            // "england", "northern-city"
  std::optional<Error> error;  // nothing: in order
  std::size_t agency_kinds = 0;
  std::size_t kinds = 0;
  std::size_t indicators = 0;
  std::size_t clocks = 0;
  std::size_t tightened = 0;  // indicators, clocks, times unseen, notifications that the place tightened or added
};
struct StandardsChecked {
  std::vector<PartChecked> parts;
  bool in_order() const;
};

// Reads DIR/england, and each place of DIR/places on top of it.
StandardsChecked check_standards(const std::string& dir);
std::string text(const StandardsChecked& checked);

}  // namespace roundel
