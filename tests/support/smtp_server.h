// A small mail server of a test's own on loopback, by RFC 5321: it takes what is sent and keeps it to be read.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace roundel::support {

struct TakenMail {
  std::string from;  // of the envelope
  std::string to;
  std::string text;  // header and body as they came, dots unstuffed
};

class SmtpServer {
 public:
  // refuse: answers every receiver with 450. hang_up: takes the text and goes away without an answer.
  enum class Manner { take, refuse, hang_up };

  explicit SmtpServer(Manner manner = Manner::take);
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  int port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  std::vector<TakenMail> taken() const;  // answered with 250, or read to the end before hanging up

 private:
  void serve();
  void converse(int connection);

  Manner manner_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::vector<TakenMail> taken_;
  std::thread thread_;
};

}  // namespace roundel::support
