// Watches for live changes on behalf of everybody who follows them: one thread asks the store, whoever follows is told.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "service/service.h"

namespace roundel::web {

// One event of a stream of server-sent events, as bytes.
std::string event_text(const service::LiveEvent& event);

class LiveWatch {
 public:
  using Tell = std::function<void(std::vector<service::LiveEvent>)>;

  // `tell` is called from the watching thread.
  Done start(const service::Options& options, Tell tell);
  // Somebody who may follow has begun to; the store is asked in the name of the last who did.
  void follow(const access::Caller& caller);
  // Something was just recorded here: look now instead of at the next turn.
  void look_now();
  void stop();
  ~LiveWatch() { stop(); }

 private:
  void watch(const Tell& tell);

  std::unique_ptr<service::Desk> desk_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<access::Caller> caller_;
  bool look_now_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace roundel::web
