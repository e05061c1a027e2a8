#include "simulation/random.h"

namespace roundel::simulation {

std::uint64_t Random::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

double Random::unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

int Random::below(int count) {
  return static_cast<int>((static_cast<std::uint64_t>(next() >> 32) * static_cast<std::uint64_t>(count)) >> 32);
}

int Random::between(int low, int high) { return low + below(high - low + 1); }

// Von Neumann's way, by comparisons alone: no logarithm, whose last digit differs between libraries.
double Random::exponential(double mean) {
  for (int whole = 0;; ++whole) {
    const double first = unit();
    double last = first;
    for (int run = 1;; ++run) {
      const double draw = unit();
      if (draw < last) {
        last = draw;
        continue;
      }
      if (run % 2 == 1) return (whole + first) * mean;
      break;
    }
  }
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  Random random(a * 0x9e3779b97f4a7c15ULL + b);
  return Random(random.next() + c).next();
}

bool Systematic::fires(double chance, double weight) {
  sum_ += chance * weight;
  if (sum_ < weight) return false;
  sum_ -= weight;
  return true;
}

namespace {

// ln x for 0 < x <= 1 by its own series, the same to the last digit everywhere.
double natural_log(double x) {
  constexpr double ln2 = 0.693147180559945309417;
  int halvings = 0;
  for (; x < 0.70710678; x *= 2) ++halvings;
  const double y = (x - 1) / (x + 1);
  double term = y;
  double sum = 0;
  for (int i = 1; i < 30; i += 2, term *= y * y) sum += term / i;
  return 2 * sum - halvings * ln2;
}

}  // namespace

double Lengths::next(double mean) {
  at_ += 0.61803398874989484820;
  if (at_ >= 1) at_ -= 1;
  return -natural_log(1 - at_) * mean;
}

}  // namespace roundel::simulation
