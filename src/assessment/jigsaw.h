// What only the agencies together know, what was told more hopefully than it was, and why something is found today.
// Pure: each is worked out from the entries and the standards alone.
#pragma once

#include <string>
#include <vector>

#include "assessment/assessment.h"

namespace roundel {

// What one agency holds of a finding.
struct Piece {
  AgencyId agency;
  std::vector<EntryId> entries;  // oldest first
};
// A finding that holds because agencies are put together: from the entries of none of them alone (with who belongs to
// the family, which all may know) does its rule hold.
struct Jigsaw {
  Finding finding;
  std::vector<Piece> pieces;  // two or more, in the order of their first entries
};
// `findings`: those that `known` gives.
std::vector<Jigsaw> pieces_of_the_jigsaw(const FamilyEntries& known, const std::vector<Finding>& findings,
                                         const Standards& standards);

// A sign that the family was looked at more hopefully than the entries bear out. A reason to talk, never a verdict.
struct OptimismSign {
  enum class Shape {
    lowered_without_news,  // a level was judged lower, and nobody had met the child or recorded anything that protects
    agreed_and_not_done,   // disguised compliance: the family was said to engage, and then the child was not brought or
                           // seen
    closed_again,          // like concerns were closed, each by itself, again and again
  };
  Shape shape = Shape::lowered_without_news;
  Date on;                       // of the last entry it rests on
  std::string words;             // in one plain sentence
  std::vector<EntryId> entries;  // oldest first
};
std::vector<OptimismSign> signs_of_optimism(const FamilyEntries& known, const Standards& standards);

// Why a finding that did not hold before holds now.
struct WhyToday {
  enum class Because {
    new_entry,    // entries that were not known before are behind it
    time_passed,  // nothing was recorded: a time became full, or an age was reached
    joined,       // what was known came to belong to this family, or something was corrected
  };
  Finding finding;
  Because because = Because::new_entry;
  std::vector<EntryId> entries;  // the new ones; empty where there is none
};
// Of the findings that `now` gives, those that did not hold for what was known `before`.
std::vector<WhyToday> why_today(const FamilyEntries& before, const FamilyEntries& now,
                                const std::vector<Finding>& findings, const Standards& standards);

}  // namespace roundel
