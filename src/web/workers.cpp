#include "web/workers.h"

namespace roundel::web {

Done Workers::start(unsigned count, const service::Options& options, const Assets& assets, bool behind_tls) {
  std::vector<Counter> of_desk(count, Counter::pages);
  of_desk.insert(of_desk.end(), {Counter::recording, Counter::sign_in, Counter::whole_record});
  for (std::size_t i = 0; i < of_desk.size(); ++i) {
    auto desk = service::Desk::open(options);
    if (!desk) return tl::unexpected(desk.error());
    desks_.push_back(std::move(*desk));
  }
  for (std::size_t i = 0; i < desks_.size(); ++i)
    threads_.emplace_back([this, counter = of_desk[i], desk = desks_[i].get(), &options, &assets, behind_tls] {
      work(counter, *desk, options, assets, behind_tls);
    });
  return {};
}

bool Workers::post(Job job, Counter counter) {
  Queue& chosen = queue(counter);
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
  for (Queue& queue : queues_) queue.something_to_do.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Workers::work(Counter counter, service::Desk& desk, const service::Options& options, const Assets& assets,
                   bool behind_tls) {
  Door door{.desk = desk, .assets = assets, .clock = options.clock, .random = options.random, .behind_tls = behind_tls};
  Queue& own = queue(counter);
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
