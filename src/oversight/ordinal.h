// How severely different groups judge the same cases: a cumulative logit model (proportional odds),
//   log odds(rating above the k-th level) = case + what was in front + profession + agency + rater − threshold k,
// fitted by penalised maximum likelihood. The penalties are those of normal effects of the spreads below; the
// covariance is the inverse of the observed information of what was maximised. Pure; indices, no names.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace roundel::oversight {

struct OrdinalRating {
  std::size_t level = 0;  // of those that were used, from the lowest
  std::size_t vignette = 0;
  std::size_t profession = 0;
  std::size_t agency = 0;
  std::size_t rater = 0;
  std::vector<double> in_front = {};  // numbers that say what else was in front of the rater; each has a weight
};
struct OrdinalShape {
  std::size_t levels = 0;  // each of them used at least once
  std::size_t vignettes = 0;
  std::size_t professions = 0;
  std::size_t agencies = 0;
  std::size_t raters = 0;
  std::size_t in_front = 0;  // how many such numbers every rating has
};
// Standard deviations of the effects, in logits: how far they are let stray from their common middle. Wide for the
// families, which differ by design; that of the raters is only where the search begins, and is estimated.
struct OrdinalSpreads {
  double vignette = 3.0;
  double profession = 1.5;
  double agency = 0.5;
  double rater = 1.0;
  double in_front = 1.0;  // of the weight of one more in such a number
};

// A weighted sum of effects, in logits, with its standard error.
struct Estimate {
  double value = 0;
  double error = 0;
};

class OrdinalFit {
 public:
  // How much more severe a profession of this place is, over its agencies, each weighing the same, than the mean of the
  // professions, each weighing the same. It says nothing of agencies that did not rate.
  Estimate profession(std::size_t which) const;
  // The same of one agency.
  Estimate agency(std::size_t which) const;
  // What one more in a number of what was in front adds, whoever judges.
  Estimate in_front(std::size_t which) const;

 private:
  friend std::optional<OrdinalFit> fit_ordinal(std::span<const OrdinalRating>, const OrdinalShape&,
                                               const OrdinalSpreads&);
  void add_profession(std::size_t which, double weight, std::vector<double>& weights) const;
  void take_off_the_mean(std::vector<double>& weights) const;
  Estimate sum(const std::vector<double>& weights) const;

  OrdinalShape shape_;
  std::vector<std::size_t> profession_of_;  // each agency
  std::vector<double> effects_;             // thresholds, vignettes, professions, agencies, what was in front
  std::vector<double> covariance_;          // of these, row by row
};

// Nothing where there are fewer than two levels or professions, or the fit did not settle.
std::optional<OrdinalFit> fit_ordinal(std::span<const OrdinalRating> ratings, const OrdinalShape& shape,
                                      const OrdinalSpreads& spreads = {});

}  // namespace roundel::oversight
