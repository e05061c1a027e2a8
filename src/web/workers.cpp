#include "web/workers.h"

namespace roundel::web {

Done Workers::start(unsigned count, const service::Options& options, const Assets& assets, bool behind_tls) {
  for (unsigned i = 0; i < count; ++i) {
    auto desk = service::Desk::open(options);
    if (!desk) return tl::unexpected(desk.error());
    desks_.push_back(std::move(*desk));
  }
  for (const auto& desk : desks_) {
    threads_.emplace_back([this, &desk, &options, &assets, behind_tls] { work(*desk, options, assets, behind_tls); });
  }
  return {};
}

bool Workers::post(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= kMostWaiting) return false;
    waiting_.push_back(std::move(job));
  }
  something_to_do_.notify_one();
  return true;
}

void Workers::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  something_to_do_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Workers::work(service::Desk& desk, const service::Options& options, const Assets& assets, bool behind_tls) {
  Door door{.desk = desk, .assets = assets, .clock = options.clock, .random = options.random, .behind_tls = behind_tls};
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      something_to_do_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      job = std::move(waiting_.front());
      waiting_.pop_front();
    }
    job(door);
  }
}

}  // namespace roundel::web
