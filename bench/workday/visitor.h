// One practitioner at work: signs in, does what the plan says, and writes down what was answered.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "workday/plan.h"
#include "workday/town.h"

namespace roundel::bench {

// What is shared by all who work.
struct Office {
  std::uint16_t port = 0;
  const Town& town;
  std::string run;  // in every mark, so that one run's are not another's
  std::chrono::steady_clock::time_point begin;
  std::chrono::steady_clock::time_point give_up;  // after which nobody asks again
  std::atomic<std::size_t> finished{0};
  std::atomic<bool> closing{false};
};

struct Diary {
  std::array<std::vector<double>, 8> ms;  // by what was done; only what was answered at the first asking
  std::vector<double> sign_in_ms;
  std::vector<std::string> acknowledged;  // marks of what the server said it had recorded
  std::vector<std::string> unexpected;    // answers that should not be: what was done and the status
  int refused = 0;                        // 403: not for this role or tie
  int conflicts = 0;                      // 409: somebody else was first
  int asked_again = 0;                    // no answer came: the server was being killed
  int unanswered = 0;                     // to the end
  int signed_out = 0;                     // a session did not outlive a restart
  int heard = 0;                          // live events
};

void work(Office& office, const Worker& worker, std::size_t number, Diary& diary);

}  // namespace roundel::bench
