// Chance, seeded. Own generator and own distributions: the same seed gives the same bytes with every library.
#pragma once

#include <cstdint>
#include <vector>

namespace roundel::simulation {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();            // splitmix64
  double unit();                   // 0 <= x < 1
  int below(int count);            // 0..count-1
  int between(int low, int high);  // both included
  bool chance(double probability) { return unit() < probability; }
  double exponential(double mean);
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

 private:
  std::uint64_t state_;
};

// Mixes numbers into a seed of its own, for what must be drawn alike each time it is asked for.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c = 0);

// Systematic sampling: chances add up, and it fires each time the sum passes a whole number. The share that fires is
// the mean chance almost exactly, where independent draws would scatter: what makes a small place comparable.
class Systematic {
 public:
  explicit Systematic(double start = 0.5) : sum_(start) {}
  // `weight` counts alike persons decided together (siblings); the sum is kept in persons.
  bool fires(double chance, double weight = 1);

 private:
  double sum_;
};

// Lengths of time, exponential, drawn evenly over the whole distribution (a golden-section sequence of quantiles), so
// that the mean of a few dozen is already near the mean of all.
class Lengths {
 public:
  explicit Lengths(double start = 0.5) : at_(start) {}
  double next(double mean);

 private:
  double at_;
};

}  // namespace roundel::simulation
