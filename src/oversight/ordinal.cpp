// Newton's method on a concave function. The raters, of whom there may be thousands, meet no other rater in any term:
// their block of the information is diagonal and is taken out first, so that what is solved stays small.
#include "oversight/ordinal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace roundel::oversight {
namespace {

constexpr int most_steps = 100;
constexpr int most_halvings = 40;
constexpr int most_rounds = 30;
constexpr double spread_settled = 0.01;  // logits
constexpr double least_spread = 0.1;
constexpr double most_spread = 4.0;
constexpr double settled = 1e-8;  // of the largest step, in logits

double logistic(double x) { return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }

// A symmetric matrix, row by row.
struct Square {
  std::size_t size = 0;
  std::vector<double> cells;
  explicit Square(std::size_t n) : size(n), cells(n * n, 0.0) {}
  double& at(std::size_t row, std::size_t column) { return cells[row * size + column]; }
  double at(std::size_t row, std::size_t column) const { return cells[row * size + column]; }
};

// The lower triangle L of L Lᵀ; false where the matrix is not positive definite.
bool factorise(Square& m) {
  for (std::size_t j = 0; j < m.size; ++j) {
    for (std::size_t i = j; i < m.size; ++i) {
      double sum = m.at(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= m.at(i, k) * m.at(j, k);
      if (i != j) {
        m.at(i, j) = sum / m.at(j, j);
        continue;
      }
      if (!(sum > 0)) return false;
      m.at(j, j) = std::sqrt(sum);
    }
  }
  return true;
}

std::vector<double> solve(const Square& factor, std::vector<double> right) {
  for (std::size_t i = 0; i < factor.size; ++i) {
    for (std::size_t k = 0; k < i; ++k) right[i] -= factor.at(i, k) * right[k];
    right[i] /= factor.at(i, i);
  }
  for (std::size_t i = factor.size; i-- > 0;) {
    for (std::size_t k = i + 1; k < factor.size; ++k) right[i] -= factor.at(k, i) * right[k];
    right[i] /= factor.at(i, i);
  }
  return right;
}

struct Point {
  std::vector<double> effects;  // thresholds, vignettes, professions, agencies, what was in front
  std::vector<double> raters;
};

// Value, gradient and information (the negative second derivatives) of the penalised log-likelihood.
struct Slope {
  double value = 0;
  std::vector<double> effects, raters;
  Square information;             // of the effects
  std::vector<double> of_raters;  // the diagonal
  std::vector<double> across;     // effects × raters
};

class Problem {
 public:
  Problem(std::span<const OrdinalRating> ratings, const OrdinalShape& shape, const OrdinalSpreads& spreads)
      : ratings_(ratings),
        shape_(shape),
        thresholds_(shape.levels - 1),
        effects_(thresholds_ + shape.vignettes + shape.professions + shape.agencies + shape.in_front),
        rater_weight_(1 / (spreads.rater * spreads.rater)),
        weights_(effects_, 0.0) {
    const auto fill = [&](std::size_t from, std::size_t count, double spread) {
      std::fill_n(weights_.begin() + static_cast<std::ptrdiff_t>(from), count, 1 / (spread * spread));
    };
    fill(thresholds_, shape.vignettes, spreads.vignette);
    fill(thresholds_ + shape.vignettes, shape.professions, spreads.profession);
    fill(thresholds_ + shape.vignettes + shape.professions, shape.agencies, spreads.agency);
    fill(effects_ - shape.in_front, shape.in_front, spreads.in_front);
  }

  Point start() const {
    Point out{.effects = std::vector<double>(effects_, 0.0), .raters = std::vector<double>(shape_.raters, 0.0)};
    std::vector<double> at_most(shape_.levels, 0.0);
    for (const OrdinalRating& one : ratings_) at_most[one.level] += 1;
    double below = 0;
    for (std::size_t k = 0; k < thresholds_; ++k) {
      below += at_most[k];
      const double share = below / static_cast<double>(ratings_.size());
      out.effects[k] = std::log(share / (1 - share));
    }
    return out;
  }

  // Minus infinity where the thresholds are out of order.
  double value(const Point& at) const {
    for (std::size_t k = 1; k < thresholds_; ++k)
      if (at.effects[k] <= at.effects[k - 1]) return -std::numeric_limits<double>::infinity();
    double out = 0;
    for (const OrdinalRating& one : ratings_) out += std::log(std::max(chance(at, one), 1e-300));
    for (std::size_t i = 0; i < effects_; ++i) out -= weights_[i] * at.effects[i] * at.effects[i] / 2;
    for (const double rater : at.raters) out -= rater_weight_ * rater * rater / 2;
    return out;
  }

  Slope slope(const Point& at) const {
    Slope out{.value = value(at),
              .effects = std::vector<double>(effects_),
              .raters = std::vector<double>(shape_.raters),
              .information = Square(effects_),
              .of_raters = std::vector<double>(shape_.raters, rater_weight_),
              .across = std::vector<double>(effects_ * shape_.raters, 0.0)};
    for (std::size_t i = 0; i < effects_; ++i) {
      out.effects[i] = -weights_[i] * at.effects[i];
      out.information.at(i, i) = weights_[i];
    }
    for (std::size_t r = 0; r < shape_.raters; ++r) out.raters[r] = -rater_weight_ * at.raters[r];
    for (const OrdinalRating& one : ratings_) add(at, one, out);
    return out;
  }

 private:
  double height(const Point& at, const OrdinalRating& one) const {
    double out = at.raters[one.rater];
    for (const std::size_t effect : effects_of(one)) out += at.effects[effect];
    for (std::size_t i = 0; i < shape_.in_front; ++i) out += one.in_front[i] * at.effects[of_front(i)];
    return out;
  }
  std::array<std::size_t, 3> effects_of(const OrdinalRating& one) const {
    const std::size_t professions = thresholds_ + shape_.vignettes;
    return {thresholds_ + one.vignette, professions + one.profession, professions + shape_.professions + one.agency};
  }
  std::size_t of_front(std::size_t which) const { return effects_ - shape_.in_front + which; }
  double chance(const Point& at, const OrdinalRating& one) const {
    const double eta = height(at, one);
    const double upper = one.level == thresholds_ ? 1 : logistic(at.effects[one.level] - eta);
    const double lower = one.level == 0 ? 0 : logistic(at.effects[one.level - 1] - eta);
    return upper - lower;
  }

  // With u the upper and l the lower limit less the height, P = F(u) − F(l) and F' = F(1 − F), F'' = F'(1 − 2F).
  void add(const Point& at, const OrdinalRating& one, Slope& out) const {
    const double eta = height(at, one);
    const bool has_upper = one.level < thresholds_;
    const bool has_lower = one.level > 0;
    const double upper = has_upper ? logistic(at.effects[one.level] - eta) : 1;
    const double lower = has_lower ? logistic(at.effects[one.level - 1] - eta) : 0;
    const double p = std::max(upper - lower, 1e-300);
    const double upper1 = upper * (1 - upper), lower1 = lower * (1 - lower);
    const double upper2 = upper1 * (1 - 2 * upper), lower2 = lower1 * (1 - 2 * lower);
    const double by_u = upper1 / p, by_l = -lower1 / p;
    const double uu = by_u * by_u - upper2 / p;  // negative second derivatives of log P
    const double ll = by_l * by_l + lower2 / p;
    const double ul = by_u * by_l;

    // Each parameter moves u, l or both: a threshold one of them up, what adds to the height both down.
    struct Mover {
      std::size_t effect;
      double u, l;
    };
    std::vector<Mover> movers;
    movers.reserve(5 + shape_.in_front);
    for (const std::size_t effect : effects_of(one)) movers.push_back({effect, -1, -1});
    for (std::size_t i = 0; i < shape_.in_front; ++i)
      movers.push_back({of_front(i), -one.in_front[i], -one.in_front[i]});
    if (has_upper) movers.push_back({one.level, 1, 0});
    if (has_lower) movers.push_back({one.level - 1, 0, 1});
    const double to_rater_u = -(uu + ul), to_rater_l = -(ll + ul);
    for (const Mover& a : movers) {
      out.effects[a.effect] += by_u * a.u + by_l * a.l;
      out.across[a.effect * shape_.raters + one.rater] += a.u * to_rater_u + a.l * to_rater_l;
      for (const Mover& b : movers)
        out.information.at(a.effect, b.effect) += a.u * b.u * uu + a.l * b.l * ll + (a.u * b.l + a.l * b.u) * ul;
    }
    out.raters[one.rater] -= by_u + by_l;
    out.of_raters[one.rater] += uu + ll + 2 * ul;
  }

  std::span<const OrdinalRating> ratings_;
  OrdinalShape shape_;
  std::size_t thresholds_;
  std::size_t effects_;
  double rater_weight_;
  std::vector<double> weights_;
};

// The information of the effects alone, once the raters follow: A − B D⁻¹ Bᵀ. In place.
void take_raters_out(Slope& slope) {
  const std::size_t effects = slope.information.size;
  const std::size_t raters = slope.of_raters.size();
  for (std::size_t i = 0; i < effects; ++i) {
    const double* row = &slope.across[i * raters];
    for (std::size_t r = 0; r < raters; ++r) slope.effects[i] -= row[r] * slope.raters[r] / slope.of_raters[r];
    for (std::size_t j = 0; j <= i; ++j) {
      const double* other = &slope.across[j * raters];
      double sum = 0;
      for (std::size_t r = 0; r < raters; ++r) sum += row[r] * other[r] / slope.of_raters[r];
      slope.information.at(i, j) -= sum;
      if (i != j) slope.information.at(j, i) -= sum;
    }
  }
}

// One step of Newton's, halved until it helps. The largest change; nothing where there is no way on.
std::optional<double> step(const Problem& problem, Point& at) {
  Slope slope = problem.slope(at);
  const double before = slope.value;
  const std::size_t raters = at.raters.size();
  take_raters_out(slope);
  if (!factorise(slope.information)) return std::nullopt;
  const std::vector<double> move = solve(slope.information, slope.effects);
  std::vector<double> rater_move(raters);
  for (std::size_t r = 0; r < raters; ++r) {
    double rest = slope.raters[r];
    for (std::size_t i = 0; i < move.size(); ++i) rest -= slope.across[i * raters + r] * move[i];
    rater_move[r] = rest / slope.of_raters[r];
  }
  double length = 1;
  for (int halving = 0; halving < most_halvings; ++halving, length /= 2) {
    Point next = at;
    double largest = 0;
    for (std::size_t i = 0; i < move.size(); ++i) {
      next.effects[i] += length * move[i];
      largest = std::max(largest, std::abs(length * move[i]));
    }
    for (std::size_t r = 0; r < raters; ++r) next.raters[r] += length * rater_move[r];
    if (largest >= settled && problem.value(next) < before) continue;
    at = std::move(next);
    return largest;
  }
  return std::nullopt;
}

// To the top; false where it is not reached.
bool climb(const Problem& problem, Point& at) {
  for (int i = 0; i < most_steps; ++i) {
    const auto largest = step(problem, at);
    if (!largest) return false;
    if (*largest < settled) return true;
  }
  return false;
}

// A rater's effect squared, and how uncertain it is, on average over the raters (a step of the EM algorithm).
double spread_of_raters(const Problem& problem, const Point& at) {
  const Slope slope = problem.slope(at);
  double sum = 0;
  for (std::size_t r = 0; r < at.raters.size(); ++r) sum += at.raters[r] * at.raters[r] + 1 / slope.of_raters[r];
  return std::clamp(std::sqrt(sum / static_cast<double>(at.raters.size())), least_spread, most_spread);
}

}  // namespace

std::optional<OrdinalFit> fit_ordinal(std::span<const OrdinalRating> ratings, const OrdinalShape& shape,
                                      const OrdinalSpreads& spreads) {
  if (ratings.empty() || shape.levels < 2 || shape.professions < 2) return std::nullopt;
  // How far raters differ is not known beforehand: what the last round found of it is what the next one goes by.
  OrdinalSpreads now = spreads;
  Point at = Problem(ratings, shape, now).start();
  for (int round = 0; round < most_rounds; ++round) {
    const Problem problem(ratings, shape, now);
    if (!climb(problem, at)) return std::nullopt;
    const double found = spread_of_raters(problem, at);
    const bool enough = std::abs(found - now.rater) < spread_settled;
    now.rater = found;
    if (enough) break;
  }
  const Problem problem(ratings, shape, now);
  if (!climb(problem, at)) return std::nullopt;
  Slope slope = problem.slope(at);
  take_raters_out(slope);
  if (!factorise(slope.information)) return std::nullopt;
  OrdinalFit out;
  out.shape_ = shape;
  out.profession_of_.resize(shape.agencies);
  for (const OrdinalRating& one : ratings) out.profession_of_[one.agency] = one.profession;
  out.effects_ = at.effects;
  const std::size_t size = slope.information.size;
  out.covariance_.resize(size * size);
  for (std::size_t column = 0; column < size; ++column) {
    std::vector<double> unit(size, 0.0);
    unit[column] = 1;
    const std::vector<double> inverse = solve(slope.information, std::move(unit));
    std::copy(inverse.begin(), inverse.end(), out.covariance_.begin() + static_cast<std::ptrdiff_t>(column * size));
  }
  return out;
}

void OrdinalFit::add_profession(std::size_t which, double weight, std::vector<double>& weights) const {
  const std::size_t professions = shape_.levels - 1 + shape_.vignettes;
  const std::size_t agencies = professions + shape_.professions;
  const auto its = std::count(profession_of_.begin(), profession_of_.end(), which);
  weights[professions + which] += weight;
  for (std::size_t a = 0; a < profession_of_.size(); ++a)
    if (profession_of_[a] == which) weights[agencies + a] += weight / static_cast<double>(its);
}

void OrdinalFit::take_off_the_mean(std::vector<double>& weights) const {
  for (std::size_t p = 0; p < shape_.professions; ++p)
    add_profession(p, -1.0 / static_cast<double>(shape_.professions), weights);
}

Estimate OrdinalFit::profession(std::size_t which) const {
  std::vector<double> weights(effects_.size(), 0.0);
  add_profession(which, 1, weights);
  take_off_the_mean(weights);
  return sum(weights);
}

Estimate OrdinalFit::agency(std::size_t which) const {
  std::vector<double> weights(effects_.size(), 0.0);
  const std::size_t professions = shape_.levels - 1 + shape_.vignettes;
  weights[professions + profession_of_[which]] += 1;
  weights[professions + shape_.professions + which] += 1;
  take_off_the_mean(weights);
  return sum(weights);
}

Estimate OrdinalFit::in_front(std::size_t which) const {
  std::vector<double> weights(effects_.size(), 0.0);
  weights[effects_.size() - shape_.in_front + which] = 1;
  return sum(weights);
}

Estimate OrdinalFit::sum(const std::vector<double>& weights) const {
  Estimate out;
  double variance = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] == 0) continue;
    out.value += weights[i] * effects_[i];
    for (std::size_t j = 0; j < weights.size(); ++j)
      variance += weights[i] * weights[j] * covariance_[i * weights.size() + j];
  }
  out.error = std::sqrt(std::max(0.0, variance));
  return out;
}

}  // namespace roundel::oversight
