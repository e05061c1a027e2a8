// What a backtest remembers of every week, as numbers: which rules held for which child, and what was really done. Of
// this room only.
#pragma once

#include <vector>

#include "assessment/backtest.h"

namespace roundel::backtest {

// One week: a bit a rule a child, or an agency a child.
class Held {
 public:
  Held() = default;
  Held(std::size_t children, std::size_t rules) : words_((rules + 63) / 64), bits_(children * words_) {}
  bool has(std::size_t child, std::size_t rule) const {
    return rule / 64 < words_ && (bits_[child * words_ + rule / 64] >> (rule % 64) & 1U) != 0;
  }
  void set(std::size_t child, std::size_t rule) {
    bits_[child * words_ + rule / 64] |= std::uint64_t{1} << (rule % 64);
  }

 private:
  std::size_t words_ = 0;
  std::vector<std::uint64_t> bits_;
};

// What was found in one week.
struct Week {
  Date day;
  Held held;
  std::vector<char> looked_at;  // by child: a child on the day, of whom some agency has a record
  std::vector<char> together;   // by child: something of the list's level holds
  std::vector<char> alone;      // and would hold for one of the agencies by itself
  Held alone_by;                // by child and number of the agency: for which
};

// What was really done about a child.
struct Acts {
  std::vector<Date> passed_on;
  std::vector<Date> taken_on;
  std::vector<Date> closed;
};

struct History {
  std::vector<Week> weeks;  // the first is the one before the period
  std::vector<Acts> acts;   // by child
  std::vector<AgencyId> agencies;
  std::int64_t entries = 0;
  int split = 0;
};

Backtest count(const History& history, const Standards& standards, const Truth& truth, const Asked& asked);

}  // namespace roundel::backtest
