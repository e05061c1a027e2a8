// How long a child with an open need may go unseen, by plan, age or need: sight.toml.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/ids.h"
#include "core/result.h"
#include "standards/vocabulary.h"

namespace roundel {

struct SightRule {
  std::string code;
  std::string name;                 // "On a child protection plan"
  std::vector<KindCode> open;       // kinds of entry that open the need; empty: any open need
  std::optional<int> under_months;  // only of children younger than that
  int days = 0;                     // may pass since the child was last seen, or since the need was opened
  std::string source;
  bool confirmed = true;  // false: sources differ or are doubtful, `note` says how
  std::string note;
  bool of_place = false;  // tightened or added by the place
};

// sight.toml of the nation.
Result<std::vector<SightRule>> load_sight_rules(const std::string& path, const Vocabulary& vocabulary);
// A place's sight.toml on top of it. A rule that it adds can only shorten what a child may go unseen, for the strictest
// that applies counts; one that it tightens is refused where it allows more days or covers fewer children.
Done tighten_sight_rules(const std::string& path, const Vocabulary& vocabulary, std::vector<SightRule>& rules);

// The rule that allows the fewest days to a child born on `born` (where that is known) for whom these kinds of need are
// open on the day; nullptr where none applies.
const SightRule* strictest(const std::vector<SightRule>& rules, const std::vector<KindCode>& open,
                           std::optional<Date> born, Date on);

}  // namespace roundel
