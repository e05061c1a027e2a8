// An HTTP/1.1 client of one kept connection on loopback, for the load client. Blocking; one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace roundel::bench {

struct Answer {
  int status = 0;  // 0: no answer came
  std::string body;
};

class Client {
 public:
  // `bearer` is the session's token; empty before sign-in.
  Client(std::uint16_t port, std::string bearer);
  ~Client();
  Client(Client&&) noexcept;

  // A connection that the server has closed is opened again, once a request.
  Answer get(const std::string& target);
  Answer post_json(const std::string& target, const std::string& json);

  // Gives each line of a stream of events to `each`, until stop() from another thread or the server's end.
  void follow(const std::string& target, const std::function<void(std::string_view)>& each);
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace roundel::bench
