#include "web/workers.h"

namespace roundel::web {

Done Workers::start(unsigned count, const service::Options& options, const Assets& assets, bool behind_tls) {
  for (unsigned i = 0; i <= count; ++i) {
    auto desk = service::Desk::open(options);
    if (!desk) return tl::unexpected(desk.error());
    desks_.push_back(std::move(*desk));
  }
  for (const auto& desk : desks_) {
    const Lane lane = &desk == &desks_.front() ? Lane::sign_in : Lane::pages;
    threads_.emplace_back(
        [this, lane, &desk, &options, &assets, behind_tls] { work(lane, *desk, options, assets, behind_tls); });
  }
  return {};
}

bool Workers::post(Job job, Lane lane) {
  Queue& chosen = queue(lane);
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || chosen.waiting.size() >= kMostWaiting) return false;
    chosen.waiting.push_back(std::move(job));
  }
  chosen.something_to_do.notify_one();
  return true;
}

void Workers::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  pages_.something_to_do.notify_all();
  signing_in_.something_to_do.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Workers::work(Lane lane, service::Desk& desk, const service::Options& options, const Assets& assets, bool behind_tls) {
  Door door{.desk = desk, .assets = assets, .clock = options.clock, .random = options.random, .behind_tls = behind_tls};
  Queue& own = queue(lane);
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      own.something_to_do.wait(lock, [&] { return stopping_ || !own.waiting.empty(); });
      if (own.waiting.empty()) return;
      job = std::move(own.waiting.front());
      own.waiting.pop_front();
    }
    job(door);
  }
}

}  // namespace roundel::web
