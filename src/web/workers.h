// Threads that answer requests, each with a desk of its own.
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "web/routes.h"

namespace roundel::web {

class Workers {
 public:
  using Job = std::function<void(Door&)>;

  // `count` for the pages, and one for each of the other counters. Opens one desk a worker before it returns, so that a
  // broken store is told at once.
  Done start(unsigned count, const service::Options& options, const Assets& assets, bool behind_tls);
  // False where too many wait already: better an honest refusal than a page after a minute.
  bool post(Job job, Counter counter = Counter::pages);
  // Finishes what was posted and ends the threads.
  void stop();
  ~Workers() { stop(); }

 private:
  void work(Counter counter, service::Desk& desk, const service::Options& options, const Assets& assets,
            bool behind_tls);

  static constexpr std::size_t kMostWaiting = 1024;
  std::mutex mutex_;
  struct Queue {
    std::condition_variable something_to_do;
    std::deque<Job> waiting;
  };
  Queue& queue(Counter counter) { return queues_[static_cast<std::size_t>(counter)]; }

  std::array<Queue, counters> queues_;
  bool stopping_ = false;
  std::vector<std::unique_ptr<service::Desk>> desks_;
  std::vector<std::thread> threads_;
};

}  // namespace roundel::web
