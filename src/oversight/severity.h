// Speaking one language: how practitioners of each profession rated the same made-up families, and which professions
// and agencies see more need, or less, than the others. About professions and agencies, never about one practitioner.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "core/small_counts.h"
#include "ledger/entry.h"
#include "standards/standards.h"
#include "standards/vignettes.h"

namespace roundel {

struct VignetteRating {
  LevelCode level;
  std::string sure;  // code of the set "sureness"
};

// The last rating of each practitioner of each family, folded from vignette.rated entries in ledger order. Ratings by
// another scheme of levels are passed over: they mean something else.
class VignetteRatings {
 public:
  explicit VignetteRatings(std::string scheme) : scheme_(std::move(scheme)) {}
  void apply(const Entry& entry);
  struct Key {
    AgencyId agency;
    PractitionerId practitioner;
    std::string vignette;
    auto operator<=>(const Key&) const = default;
  };
  const std::map<Key, VignetteRating>& all() const { return last_; }
  const VignetteRating* of(const Key& key) const;

 private:
  std::string scheme_;
  std::map<Key, VignetteRating> last_;
};

// Of a hundred families about whom the professions together are split evenly between two levels, how many these
// practitioners put into the higher one. 50: as the professions together.
struct InHigherLevel {
  double of_100 = 50;
  double from = 0;  // the interval that holds the truth 95 times of 100
  double to = 100;
};
struct GroupSeverity {
  std::string profession;  // the kind of agency
  AgencyId agency;         // empty: the whole profession
  Count raters;            // nothing: so few that they could be recognised, and nothing more is told of them
  std::optional<InHigherLevel> severity;
  std::optional<double> unsure;  // share of their ratings that were "not sure"
};
// How one family was rated: the middle level of each profession that is told.
struct VignetteSpread {
  std::string vignette;
  Count raters;
  std::map<std::string, LevelCode> middle;  // profession → the middle rating; the lower of two
  int levels_apart = 0;                     // between the highest and the lowest middle
};
struct Severity {
  Count raters;
  std::vector<GroupSeverity> professions;  // by code
  std::vector<GroupSeverity> agencies;     // by profession, then agency
  std::vector<VignetteSpread> vignettes;   // in the standards' order
  bool estimated = false;                  // false: too few ratings to compare the professions
};

Severity severity_of(const VignetteRatings& ratings, const std::vector<Vignette>& vignettes,
                     const Standards& standards);

}  // namespace roundel
