// Counts what the social care feed says, so that the simulated place can be held against published rates.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/date.h"
#include "simulation/names.h"
#include "simulation/simulation.h"

namespace roundel::simulation {

class Tally {
 public:
  // Measures the 12 months up to `to`.
  explicit Tally(Date to) : from_(to.plus_years(-1)), to_(to) {}

  // One step of one child's case, as it is written to the feed.
  struct Seen {
    std::uint32_t child = 0;
    std::string_view type;
    Date on;
    std::string_view source = {};
    std::string_view outcome = {};
    bool no_further_action = false;
    int previous_plans = 0;
  };
  void see(const Seen& seen);
  // Left out is a rate for which the published one would mean fewer than 70 events here: chance alone moves so few by
  // an eighth.
  std::vector<Rate> rates(std::size_t children, const std::vector<Published>& published) const;

 private:
  struct Child {
    Date referred{-1'000'000}, last_referred{-1'000'000}, enquiry{-1'000'000};
    bool open = false, on_plan = false, looked_after = false;
  };
  // What was counted, and what it is held against: per 10,000 children, or a hundred of something.
  struct Counted {
    double count = 0, of = 0, scale = 0;
  };
  Counted counted(std::string_view indicator, double children) const;

  Date from_, to_;
  std::unordered_map<std::uint32_t, Child> children_;
  double referrals_ = 0, again_ = 0, no_action_ = 0, not_in_need_ = 0, police_ = 0, school_ = 0, health_ = 0;
  double assessed_ = 0, assessed_in_time_ = 0, enquiries_ = 0, conferences_ = 0, conferences_in_time_ = 0;
  double plans_ = 0, plans_again_ = 0, entered_care_ = 0;
};

// Monday to Friday after `from`, up to and including `to`. Bank holidays are not counted out: they shorten no measure.
int weekdays_between(Date from, Date to);

}  // namespace roundel::simulation
