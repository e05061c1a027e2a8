#include "web/live.h"

#include <chrono>

#include <fmt/format.h>

namespace roundel::web {
namespace {

// Changes made by other processes are seen within this time; those made here at once.
constexpr std::chrono::milliseconds kTurn{50};

}  // namespace

std::string event_text(const service::LiveEvent& event) {
  return fmt::format("id: {}\nevent: change\ndata: {{\"kind\":\"{}\",\"child\":\"{}\"}}\n\n", event.number, event.kind,
                     event.child.str());
}

Done LiveWatch::start(const service::Options& options, Tell tell) {
  auto desk = service::Desk::open(options);
  if (!desk) return tl::unexpected(desk.error());
  desk_ = std::move(*desk);
  thread_ = std::thread([this, tell = std::move(tell)] { watch(tell); });
  return {};
}

void LiveWatch::follow(const access::Caller& caller) {
  const std::lock_guard lock(mutex_);
  caller_ = caller;
  wake_.notify_one();
}

void LiveWatch::look_now() {
  const std::lock_guard lock(mutex_);
  look_now_ = true;
  wake_.notify_one();
}

void LiveWatch::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void LiveWatch::watch(const Tell& tell) {
  std::int64_t seen = -1;  // how far the record was read; the first look only learns where it stands
  for (;;) {
    access::Caller caller;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, kTurn, [this] { return stopping_ || look_now_; });
      if (stopping_) return;
      look_now_ = false;
      if (!caller_) continue;
      caller = *caller_;
    }
    const auto position = service::live_position(*desk_);
    if (!position || *position == seen) continue;
    if (seen >= 0) {
      auto events = service::follow_live_changes(*desk_, caller, seen);
      if (!events) continue;
      if (!events->empty()) tell(std::move(*events));
    }
    seen = *position;
  }
}

}  // namespace roundel::web
