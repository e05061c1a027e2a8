#include "workday/plan.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <random>
#include <utility>

namespace roundel::bench {
namespace {

using std::chrono::milliseconds;

// Parts of a hundred. People read far more than they write.
using Shares = std::vector<std::pair<Doing, int>>;
const Shares& shares_of(Role role) {
  static const Shares joint_team = {{Doing::open_picture, 38},    {Doing::see_changes, 20}, {Doing::see_front_door, 12},
                                    {Doing::decide_response, 12}, {Doing::find_person, 8},  {Doing::pass_on_concern, 4},
                                    {Doing::judge_level, 6}};
  static const Shares practitioner = {{Doing::open_picture, 45},   {Doing::see_changes, 25},
                                      {Doing::find_person, 12},    {Doing::pass_on_concern, 8},
                                      {Doing::see_my_concerns, 5}, {Doing::judge_level, 5}};
  static const Shares referrer = {
      {Doing::open_picture, 40}, {Doing::find_person, 25}, {Doing::pass_on_concern, 20}, {Doing::see_my_concerns, 15}};
  return role == Role::joint_team ? joint_team : role == Role::practitioner ? practitioner : referrer;
}

// Standard distributions differ from library to library: these do not.
double even(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1.0p-53; }

Doing doing_of(Role role, std::mt19937_64& random) {
  int part = static_cast<int>(even(random) * 100);
  for (const auto& [doing, share] : shares_of(role)) {
    part -= share;
    if (part < 0) return doing;
  }
  return Doing::open_picture;
}

Worker worker_of(const Asked& asked, int number) {
  std::mt19937_64 random(asked.seed * 1'000'003 + static_cast<std::uint64_t>(number));
  Worker worker;
  worker.role = number % 3 == 0 ? Role::joint_team : number % 3 == 1 ? Role::practitioner : Role::referrer;
  worker.follows = worker.role == Role::joint_team && number % 6 == 0;
  double at = even(random) * asked.think_seconds;  // not all at the same moment
  while (at < asked.seconds) {
    const Doing doing = doing_of(worker.role, random);
    worker.turns.push_back(
        {milliseconds(static_cast<std::int64_t>(at * 1000)), doing, static_cast<std::uint32_t>(random() >> 32U)});
    at += 0.5 - (asked.think_seconds - 0.5) * std::log(1 - even(random));
  }
  return worker;
}

}  // namespace

std::string_view word(Doing doing) {
  static constexpr std::array<std::string_view, 8> words = {"see-changes",     "open-picture",    "find-person",
                                                            "pass-on-concern", "see-my-concerns", "see-front-door",
                                                            "decide-response", "judge-level"};
  return words[static_cast<std::size_t>(doing)];
}

std::string_view word(Role role) {
  return role == Role::joint_team ? "joint-team" : role == Role::practitioner ? "practitioner" : "referrer";
}

Plan plan_of(const Asked& asked) {
  Plan plan;
  for (int number = 0; number < asked.practitioners; ++number) plan.workers.push_back(worker_of(asked, number));
  std::mt19937_64 random(asked.seed);
  for (int kill = 0; kill < asked.kills; ++kill)  // one somewhere in each part of the middle
    plan.kills.emplace_back(
        static_cast<std::int64_t>(1000.0 * asked.seconds * (kill + 0.5 + 0.5 * even(random)) / (asked.kills + 0.5)));
  return plan;
}

std::string Plan::digest() const {
  std::uint64_t hash = 14'695'981'039'346'656'037ULL;  // FNV-1a
  const auto mix = [&hash](std::uint64_t value) {
    for (int byte = 0; byte < 8; ++byte) hash = (hash ^ ((value >> (8 * byte)) & 0xFFU)) * 1'099'511'628'211ULL;
  };
  for (const auto& kill : kills) mix(static_cast<std::uint64_t>(kill.count()));
  for (const Worker& worker : workers)
    for (const Turn& turn : worker.turns) {
      mix(static_cast<std::uint64_t>(turn.at.count()));
      mix(static_cast<std::uint64_t>(turn.doing));
      mix(turn.pick);
    }
  return fmt::format("{:016x}", hash);
}

}  // namespace roundel::bench
