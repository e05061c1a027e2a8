// A district made up for measuring: families, and what services might have recorded of them over three years. Seeded;
// the same seed gives the same district. It is not the simulation: it only has the right shape and size for the rules.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "ledger/entry.h"

namespace roundel::bench {

class District {
 public:
  District(int children, std::uint64_t seed) : children_(children), random_(seed) {}

  // Every entry, family by family. The entry is valid during the call alone.
  void each(const std::function<void(const Entry&)>& take);
  static Date today() { return Date::of(2025, 3, 31); }

 private:
  struct Person {
    SourceId source;
    RoleCode role;
  };
  int below(int most) { return static_cast<int>(random_() % static_cast<std::uint64_t>(most)); }
  bool chance(int percent) { return below(100) < percent; }
  Date some_day() { return today().plus_days(-below(365 * 3)); }

  void family();
  void child(const Person& child, int age_days, int strain);
  void adult(const Person& person, int strain);
  void tie(const Person& child, const Person& other, const char* resident);
  void routine(const Person& child, int age_days, int strain);
  void worries(const Person& child, int age_days, int strain);
  Entry& begin(const char* kind, const char* agency, Date day, const Person& about);
  void give();
  Person person(const RoleCode& role);

  int children_;
  std::mt19937_64 random_;
  int made_ = 0;
  std::uint64_t persons_ = 0;
  std::int64_t sequence_ = 0;
  Entry entry_;
  const std::function<void(const Entry&)>* take_ = nullptr;
};

}  // namespace roundel::bench
