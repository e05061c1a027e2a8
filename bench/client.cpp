#include "client.h"

#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <istream>
#include <utility>

namespace roundel::bench {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

struct Client::State {
  std::uint16_t port = 0;
  std::string bearer;
  asio::io_context context{};
  asio::ip::tcp::socket socket{context};
  boost::beast::flat_buffer buffer{};

  void connect(error_code& problem) {
    if (socket.is_open()) return;
    buffer.clear();
    socket.connect({asio::ip::address_v4::loopback(), port}, problem);
    if (!problem) socket.set_option(asio::ip::tcp::no_delay(true), problem);
    if (problem) close();
  }

  void close() {
    error_code ignored;
    socket.close(ignored);
  }

  http::request<http::string_body> request(http::verb verb, const std::string& target) const {
    http::request<http::string_body> made{verb, target, 11};
    made.set(http::field::host, "127.0.0.1:" + std::to_string(port));
    if (!bearer.empty()) made.set(http::field::authorization, "Bearer " + bearer);
    return made;
  }

  Answer send_once(const http::request<http::string_body>& request) {
    error_code problem;
    connect(problem);
    http::response<http::string_body> response;
    if (!problem) http::write(socket, request, problem);
    if (!problem) http::read(socket, buffer, response, problem);
    if (problem || !response.keep_alive()) close();
    if (problem) return {};
    return {.status = static_cast<int>(response.result_int()), .body = std::move(response.body())};
  }

  Answer send(const http::request<http::string_body>& request) {
    const bool kept = socket.is_open();
    Answer answer = send_once(request);
    return answer.status == 0 && kept ? send_once(request) : answer;
  }
};

Client::Client(std::uint16_t port, std::string bearer) : state_(std::make_unique<State>()) {
  state_->port = port;
  state_->bearer = std::move(bearer);
}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;

Answer Client::get(const std::string& target) { return state_->send(state_->request(http::verb::get, target)); }

Answer Client::post_json(const std::string& target, const std::string& json) {
  auto request = state_->request(http::verb::post, target);
  request.set(http::field::content_type, "application/json");
  request.body() = json;
  request.prepare_payload();
  return state_->send(request);
}

void Client::follow(const std::string& target, const std::function<void(std::string_view)>& each) {
  error_code problem;
  auto request = state_->request(http::verb::get, target);
  request.set(http::field::accept, "text/event-stream");
  state_->connect(problem);
  if (!problem) http::write(state_->socket, request, problem);
  asio::streambuf buffer;
  std::istream lines(&buffer);
  while (!problem) {
    asio::read_until(state_->socket, buffer, '\n', problem);
    std::string line;
    if (!problem && std::getline(lines, line)) each(line);
  }
}

void Client::stop() { ::shutdown(state_->socket.native_handle(), SHUT_RDWR); }

}  // namespace roundel::bench
