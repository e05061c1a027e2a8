#include "response/loop_change.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace roundel {
namespace {

constexpr int days_a_week = 7;

struct Counted {
  std::int64_t sent = 0;
  std::int64_t decided = 0;
  std::int64_t nothing = 0;    // of decided
  std::int64_t followed = 0;   // of nothing: long enough ago to have come back
  std::int64_t came_back = 0;  // of followed
};

bool came_back(const PassedOnAbout& one, std::span<const PassedOnAbout> later) {
  const Date first = one.answered.plus_days(days_of_same_event + 1);
  const Date last = one.answered.plus_days(weeks_of_coming_back * days_a_week);
  return std::any_of(later.begin(), later.end(),
                     [&](const PassedOnAbout& other) { return other.day >= first && other.day <= last; });
}

void add(Counted& to, const PassedOnAbout& one, std::span<const PassedOnAbout> later, Date on) {
  ++to.sent;
  if (one.answer == LoopAnswer::none || one.answered > on) return;
  ++to.decided;
  if (one.answer != LoopAnswer::nothing) return;
  ++to.nothing;
  if (one.answered.plus_days(weeks_of_coming_back * days_a_week) > on) return;
  ++to.followed;
  if (came_back(one, later)) ++to.came_back;
}

LoopShare share_of(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return {.percent = std::nullopt, .none = true};
  if (is_small(Count(whole)) || gives_away(Count(part), Count(whole))) return {};
  return {.percent = static_cast<int>(std::lround(100.0 * static_cast<double>(part) / static_cast<double>(whole)))};
}

LoopSpan published_span(const Counted& counted, Date from, int weeks) {
  LoopSpan out{
      .from = from, .to = from.plus_days(weeks * days_a_week - 1), .passed_on = {}, .nothing = {}, .came_back = {}};
  if (is_small(Count(counted.sent))) return out;
  out.passed_on = std::round(10.0 * static_cast<double>(counted.sent) / weeks) / 10.0;
  out.nothing = share_of(counted.nothing, counted.decided);
  out.came_back = share_of(counted.came_back, counted.followed);
  return out;
}

}  // namespace

std::optional<LoopComparison> compare_loop(const std::vector<PassedOnAbout>& all, const LoopKey& key, Date change,
                                           Date on) {
  const int weeks = std::min(weeks_compared_at_most, (on - change + 1) / days_a_week);
  if (weeks < weeks_compared_at_least) return std::nullopt;
  const Date first = change.plus_days(-weeks * days_a_week), end = change.plus_days(weeks * days_a_week);
  Counted before, after;
  for (auto one = all.begin(); one != all.end(); ++one) {
    if (one->day < first || one->day >= end || key_of(*one) != key) continue;
    const auto next =
        std::find_if(one, all.end(), [&](const PassedOnAbout& other) { return other.child != one->child; });
    add(one->day < change ? before : after, *one, std::span<const PassedOnAbout>(one + 1, next), on);
  }
  return LoopComparison{
      .weeks = weeks, .before = published_span(before, first, weeks), .after = published_span(after, change, weeks)};
}

}  // namespace roundel
