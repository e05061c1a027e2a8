#include "tests/support/smtp_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <stdexcept>

namespace roundel::support {
namespace {

class Lines {
 public:
  explicit Lines(int connection) : connection_(connection) {}
  // Without its CRLF; nothing where the other side is gone.
  std::optional<std::string> next() {
    for (;;) {
      if (const auto end = held_.find("\r\n"); end != std::string::npos) {
        std::string line = held_.substr(0, end);
        held_.erase(0, end + 2);
        return line;
      }
      std::array<char, 4096> part{};
      const ssize_t got = ::recv(connection_, part.data(), part.size(), 0);
      if (got <= 0) return std::nullopt;
      held_.append(part.data(), static_cast<std::size_t>(got));
    }
  }

 private:
  int connection_;
  std::string held_;
};

void say(int connection, const std::string& line) {
  const std::string whole = line + "\r\n";
  (void)!::send(connection, whole.data(), whole.size(), MSG_NOSIGNAL);
}

std::string in_brackets(const std::string& line) {
  const auto from = line.find('<'), to = line.find('>');
  return from == std::string::npos || to == std::string::npos ? line : line.substr(from + 1, to - from - 1);
}

}  // namespace

SmtpServer::SmtpServer(Manner manner) : manner_(manner) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  if (listener_ < 0 || ::bind(listener_, reinterpret_cast<sockaddr*>(&at), size) != 0 || ::listen(listener_, 8) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size) != 0)
    throw std::runtime_error("no mail server on loopback");
  port_ = ntohs(at.sin_port);
  thread_ = std::thread([this] { serve(); });
}

SmtpServer::~SmtpServer() {
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

std::vector<TakenMail> SmtpServer::taken() const {
  const std::lock_guard lock(mutex_);
  return taken_;
}

void SmtpServer::serve() {
  while (!stopping_) {
    pollfd waits{.fd = listener_, .events = POLLIN, .revents = 0};
    if (::poll(&waits, 1, 20) <= 0) continue;
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) continue;
    converse(connection);
    ::close(connection);
  }
}

void SmtpServer::converse(int connection) {
  Lines lines(connection);
  TakenMail mail;
  say(connection, "220 test");
  while (const auto line = lines.next()) {
    if (line->starts_with("EHLO") || line->starts_with("HELO")) {
      say(connection, "250 test");
    } else if (line->starts_with("MAIL FROM:")) {
      mail.from = in_brackets(*line);
      say(connection, "250 ok");
    } else if (line->starts_with("RCPT TO:")) {
      mail.to = in_brackets(*line);
      say(connection, manner_ == Manner::refuse ? "450 not now" : "250 ok");
    } else if (*line == "DATA") {
      say(connection, "354 go on");
      for (auto text = lines.next(); text && *text != "."; text = lines.next())
        mail.text += (text->starts_with(".") ? text->substr(1) : *text) + "\r\n";
      const std::lock_guard lock(mutex_);
      taken_.push_back(mail);
      if (manner_ == Manner::hang_up) return;
      say(connection, "250 taken");
    } else if (*line == "QUIT") {
      say(connection, "221 bye");
      return;
    } else {
      say(connection, "502 not known here");
    }
  }
}

}  // namespace roundel::support
