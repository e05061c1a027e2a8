#include "web/server.h"

#include <csignal>
#include <cstdio>
#include <deque>
#include <set>

#include <fmt/format.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include "core/text.h"
#include "web/api/json.h"
#include "web/live.h"
#include "web/multipart.h"
#include "web/workers.h"

namespace roundel::web {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Wire = http::response<http::string_body>;

constexpr std::uint64_t kMostBody = 64 * 1024;
constexpr std::uint32_t kMostHeader = 16 * 1024;
constexpr std::size_t kMostFollowers = 512;
constexpr std::chrono::seconds kReadTime{30};
constexpr std::chrono::seconds kWriteTime{30};
constexpr std::chrono::seconds kHeartbeat{15};
constexpr std::chrono::seconds kLeaveTime{10};

// Everything but what is asked for is forbidden; nothing is kept by browsers or proxies on the way.
constexpr std::string_view kContentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

// Somebody who follows live changes. Touched on the listener's thread only.
struct Follower {
  explicit Follower(asio::io_context& io) : wake(io) {}
  asio::steady_timer wake;
  std::deque<std::string> waiting;
};

struct Shared {
  explicit Shared(const ServeOptions& chosen) : options(chosen), io(1), stop_timer(io) {}
  const ServeOptions& options;
  int in_flight = 0;  // these two outlive the conversations that `io` still holds at the end
  bool stopping = false;
  asio::io_context io;
  asio::steady_timer stop_timer;
  Assets assets;
  Workers workers;
  LiveWatch live;
  std::set<std::shared_ptr<Follower>> followers;
};

// The stay of one request in the server.
struct InFlight {
  explicit InFlight(Shared& all) : shared(all) { ++shared.in_flight; }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;
  ~InFlight() {
    if (--shared.in_flight == 0 && shared.stopping) shared.io.stop();
  }
  Shared& shared;
};

std::string text_of(const auto& wire, http::field name) {
  const auto value = wire[name];
  return std::string(value.data(), value.size());
}

Result<Request> request_of(http::request<http::string_body>&& wire) {
  auto target = parse_target(std::string_view(wire.target().data(), wire.target().size()));
  if (!target) return tl::unexpected(target.error());
  if (wire.method() != http::verb::get && wire.method() != http::verb::post) {
    return fail(Fault::bad_input, "this method is not known here", "GET or POST");
  }
  const auto own = [&](std::string_view name) {
    const auto value = wire[boost::beast::string_view(name.data(), name.size())];
    return std::string(value.data(), value.size());
  };
  const std::string said_type = text_of(wire, http::field::content_type);
  const std::string content_type = lower(said_type);
  return Request{.method = wire.method() == http::verb::get ? Method::get : Method::post,
                 .path = std::move(target->path),
                 .query = std::move(target->query),
                 .content_type = std::string(trimmed(std::string_view(content_type).substr(0, content_type.find(';')))),
                 .boundary = boundary_of(said_type),
                 .body = std::move(wire.body()),
                 .cookie = text_of(wire, http::field::cookie),
                 .authorization = text_of(wire, http::field::authorization),
                 .csrf_header = own("X-CSRF-Token"),
                 .fetch_site = own("Sec-Fetch-Site"),
                 .host = text_of(wire, http::field::host),
                 .keep_alive = wire.keep_alive()};
}

void set_common_headers(auto& wire, const Response& response, bool behind_tls) {
  wire.set(http::field::server, "roundel");
  wire.set(http::field::content_type, response.content_type);
  wire.set("Content-Security-Policy", boost::beast::string_view(kContentPolicy.data(), kContentPolicy.size()));
  wire.set("X-Content-Type-Options", "nosniff");
  wire.set("X-Frame-Options", "DENY");
  wire.set("Referrer-Policy", "no-referrer");
  wire.set("Cross-Origin-Opener-Policy", "same-origin");
  wire.set("Cross-Origin-Resource-Policy", "same-origin");
  wire.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  if (behind_tls) wire.set("Strict-Transport-Security", "max-age=31536000");
  wire.set(http::field::cache_control, response.cacheable ? "public, max-age=31536000, immutable" : "no-store");
  for (const auto& [name, value] : response.headers) wire.insert(name, value);
}

void log(const Shared& shared, std::string_view method, const Response& response,
         std::chrono::steady_clock::time_point began) {
  if (!shared.options.log_requests) return;
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
  const std::string line = fmt::format("{} {} {} {} {:.1f} ms\n", shared.options.service.clock().iso(), method,
                                       response.route.empty() ? "(none)" : response.route, response.status, ms);
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fflush(stdout);
}

Response plain(int status, std::string text) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::move(text)};
}

struct Reply {
  explicit Reply(asio::io_context& io) : ready(io, asio::steady_timer::time_point::max()) {}
  Response response;
  std::optional<access::Caller> follower;
  asio::steady_timer ready;
};

// Runs on a worker. A broken store throws; the visitor hears that it is not their doing, and nothing else.
void answer_on_worker(const Request& request, Door& door, Reply& reply) {
  try {
    reply.response = handle(request, door);
    if (reply.response.live) {
      const std::string token = session_token(request, door.behind_tls);
      if (auto session = service::session_of(door.desk, token)) reply.follower = session->caller;
    }
  } catch (const std::exception& broken) {
    fmt::print(stderr, "a request failed: {}\n", broken.what());
    reply.response = plain(500, "Something is broken here, and it is not your doing. Please try again.\n");
  }
}

// Waits for the worker's answer. The wait begins before the listener's thread can see the answer: both run on it.
asio::awaitable<std::shared_ptr<Reply>> ask_worker(Shared& shared, Request request) {
  auto reply = std::make_shared<Reply>(shared.io);
  const bool recorded = request.method == Method::post;
  const Counter counter = counter_of(request);
  const bool taken = shared.workers.post(
      [&shared, reply, recorded, asked = std::move(request)](Door& door) {
        answer_on_worker(asked, door, *reply);
        if (recorded && reply->response.status < 400) shared.live.look_now();
        asio::post(shared.io, [reply] { reply->ready.cancel(); });
      },
      counter);
  if (!taken) {
    reply->response = plain(429, "Too many requests are waiting. Please try again in a moment.\n");
    co_return reply;
  }
  error_code woken;
  co_await reply->ready.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  co_return reply;
}

asio::awaitable<bool> send(boost::beast::tcp_stream& stream, const Response& response, bool keep_alive,
                           bool behind_tls) {
  Wire wire{static_cast<http::status>(response.status), 11};
  set_common_headers(wire, response, behind_tls);
  wire.keep_alive(keep_alive);
  wire.body() = response.body;
  wire.prepare_payload();
  error_code problem;
  stream.expires_after(kWriteTime);
  co_await http::async_write(stream, wire, asio::redirect_error(asio::use_awaitable, problem));
  co_return !problem;
}

asio::awaitable<void> stream_live(Shared& shared, boost::beast::tcp_stream& stream, const Response& response) {
  auto follower = std::make_shared<Follower>(shared.io);
  shared.followers.insert(follower);
  http::response<http::empty_body> head{http::status::ok, 11};
  set_common_headers(head, response, shared.options.behind_tls);
  head.keep_alive(false);
  http::response_serializer<http::empty_body> serializer{head};
  error_code problem;
  stream.expires_after(kWriteTime);
  co_await http::async_write_header(stream, serializer, asio::redirect_error(asio::use_awaitable, problem));
  follower->waiting.push_back("retry: 2000\n\n");
  while (!problem && !shared.stopping) {
    if (follower->waiting.empty()) {
      follower->wake.expires_after(kHeartbeat);
      error_code woken;
      co_await follower->wake.async_wait(asio::redirect_error(asio::use_awaitable, woken));
      if (follower->waiting.empty()) follower->waiting.push_back(": still here\n\n");
    }
    std::string bytes;
    for (const std::string& event : follower->waiting) bytes += event;
    follower->waiting.clear();
    stream.expires_after(kWriteTime);
    co_await asio::async_write(stream, asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, problem));
  }
  shared.followers.erase(follower);
}

// One request and its answer. False: the connection ends.
asio::awaitable<bool> exchange(Shared& shared, boost::beast::tcp_stream& stream, boost::beast::flat_buffer& buffer) {
  http::request_parser<http::string_body> parser;
  parser.body_limit(kMostBody);
  parser.header_limit(kMostHeader);
  stream.expires_after(kReadTime);
  error_code problem;
  co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, problem));
  if (problem == http::error::body_limit) co_return co_await send(stream, plain(413, "Too long.\n"), false, false);
  if (problem == http::error::header_limit)
    co_return co_await send(stream, plain(431, "Headers too long.\n"), false, false);
  if (problem) co_return false;
  const InFlight stay(shared);
  const auto began = std::chrono::steady_clock::now();
  const std::string method(parser.get().method_string());
  auto request = request_of(parser.release());
  if (!request) {
    const Response refused = plain(400, request.error().what + "\n");
    log(shared, method, refused, began);
    co_return co_await send(stream, refused, false, shared.options.behind_tls);
  }
  const bool keep_alive = request->keep_alive && !shared.stopping;
  const auto reply = co_await ask_worker(shared, std::move(*request));
  Response& response = reply->response;
  if (response.live && shared.followers.size() >= kMostFollowers) response = plain(429, "Too many follow already.\n");
  log(shared, method, response, began);
  if (!response.live) co_return co_await send(stream, response, keep_alive, shared.options.behind_tls) && keep_alive;
  if (reply->follower) shared.live.follow(*reply->follower);
  co_await stream_live(shared, stream, response);
  co_return false;
}

asio::awaitable<void> converse(Shared& shared, tcp::socket socket) {
  boost::beast::tcp_stream stream(std::move(socket));
  error_code ignored;
  stream.socket().set_option(tcp::no_delay(true), ignored);
  boost::beast::flat_buffer buffer;
  while (co_await exchange(shared, stream, buffer)) {
  }
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> listen(Shared& shared, tcp::acceptor& acceptor) {
  for (;;) {
    error_code problem;
    tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, problem));
    if (problem == asio::error::operation_aborted || !acceptor.is_open()) co_return;
    if (problem) {  // out of descriptors, most likely: wait for some to be free
      asio::steady_timer pause(shared.io, std::chrono::milliseconds(100));
      co_await pause.async_wait(asio::use_awaitable);
      continue;
    }
    asio::co_spawn(shared.io, converse(shared, std::move(socket)), asio::detached);
  }
}

void leave(Shared& shared, tcp::acceptor& acceptor) {
  error_code ignored;
  acceptor.close(ignored);
  shared.stopping = true;
  for (const auto& follower : shared.followers) follower->wake.cancel();
  shared.stop_timer.expires_after(kLeaveTime);
  shared.stop_timer.async_wait([&shared](error_code) { shared.io.stop(); });
  if (shared.in_flight == 0) shared.io.stop();
}

void tell_followers(Shared& shared, std::vector<service::LiveEvent> events) {
  asio::post(shared.io, [&shared, told = std::move(events)] {
    for (const auto& follower : shared.followers) {
      for (const service::LiveEvent& event : told) follower->waiting.push_back(event_text(event));
      follower->wake.cancel();
    }
  });
}

Done bind_to(tcp::acceptor& acceptor, const ServeOptions& options) {
  error_code problem;
  const auto address = asio::ip::make_address(options.address, problem);
  if (problem) return fail(Fault::bad_input, "'" + options.address + "' is not an address", "such as 127.0.0.1");
  const tcp::endpoint endpoint(address, options.port);
  acceptor.open(endpoint.protocol(), problem);
  if (!problem) acceptor.set_option(asio::socket_base::reuse_address(true), problem);
  if (!problem) acceptor.bind(endpoint, problem);
  if (!problem) acceptor.listen(asio::socket_base::max_listen_connections, problem);
  if (problem) {
    return fail(Fault::broken,
                fmt::format("cannot listen on {}:{}: {}", options.address, options.port, problem.message()),
                "a free port");
  }
  return {};
}

}  // namespace

Result<int> serve(const ServeOptions& options) {
  Shared shared(options);
  auto assets = Assets::load(options.assets_dir.empty() ? default_assets_dir() : options.assets_dir);
  if (!assets) return tl::unexpected(assets.error());
  shared.assets = std::move(*assets);
  tcp::acceptor acceptor(shared.io);
  if (auto bound = bind_to(acceptor, options); !bound) return tl::unexpected(bound.error());
  const unsigned workers = options.workers != 0 ? options.workers : std::max(2u, std::thread::hardware_concurrency());
  if (auto begun = shared.workers.start(workers, options.service, shared.assets, options.behind_tls); !begun) {
    return tl::unexpected(begun.error());
  }
  auto watching =
      shared.live.start(options.service, [&shared](auto events) { tell_followers(shared, std::move(events)); });
  if (!watching) return tl::unexpected(watching.error());
  asio::signal_set signals(shared.io, SIGINT, SIGTERM);
  signals.async_wait([&](error_code, int) { leave(shared, acceptor); });
  asio::co_spawn(shared.io, listen(shared, acceptor), asio::detached);
  fmt::print("Roundel listens on http://{}:{}/\n", options.address, acceptor.local_endpoint().port());
  std::fflush(stdout);
  shared.io.run();
  shared.live.stop();
  shared.workers.stop();
  return 0;
}

}  // namespace roundel::web
