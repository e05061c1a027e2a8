// Loads a running Roundel over loopback and prints, as JSON, how long opening a picture takes at a given rate, the most
// it holds, and how long a concern takes until it stands on the joint team's list.
//
// Arrivals are open-loop: they come at random moments fixed beforehand, whether or not earlier ones were answered, and
// each is measured from the moment it was due. A server that stalls is charged for everybody who waited.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <iostream>
#include <iterator>
#include <mutex>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "client.h"

namespace roundel::bench {
namespace {

namespace json = boost::json;
using Time = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr double kHeldP99 = 20.0;  // ms: a rate is held where p99 stays within this and nothing fails
constexpr int kWorkers = 64;       // connections; more than are ever busy at a rate that is held
constexpr int kSecondsAStep = 3;   // while looking for the most it holds

struct SignIn {
  std::string login;
  std::string password;
};

struct Measured {
  std::vector<double> ms;  // in rising order, one for each request that was answered as it should be
  int failed = 0;

  double quantile(double part) const {
    if (ms.empty()) return 0;
    return ms[std::min(ms.size() - 1, static_cast<std::size_t>(part * static_cast<double>(ms.size())))];
  }
  bool held() const { return failed == 0 && !ms.empty() && quantile(0.99) <= kHeldP99; }
};

// ---- signing in ----

// The first demonstration sign-in of the role. The file is a list of objects with login, password and role, or an
// object with such a list in it.
SignIn sign_in_of(const std::string& file, std::string_view role) {
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const json::value whole = json::parse(text);
  const json::array* list = whole.if_array();
  if (const json::object* members = whole.if_object()) {
    for (const auto& member : *members) {
      if (member.value().is_array()) list = &member.value().get_array();
    }
  }
  if (list == nullptr) throw std::runtime_error(fmt::format("{} is no list of sign-ins", file));
  for (const json::value& one : *list) {
    if (one.at("role").as_string() != role) continue;
    return {.login = std::string(one.at("login").as_string()), .password = std::string(one.at("password").as_string())};
  }
  throw std::runtime_error(fmt::format("{} has no sign-in with the role {}", file, role));
}

std::string token_of(std::uint16_t port, const SignIn& who) {
  const Answer answer = Client(port, "").post_json(
      "/api/sign-in", json::serialize(json::value{{"login", who.login}, {"password", who.password}}));
  if (answer.status != 200) throw std::runtime_error(fmt::format("{} could not sign in: {}", who.login, answer.status));
  return std::string(json::parse(answer.body).at("token").as_string());
}

// The children whose pictures changed lately, of those this practitioner works with.
std::vector<std::string> children_of(std::uint16_t port, const std::string& token) {
  const Answer answer = Client(port, token).get("/api/changes");
  if (answer.status != 200) throw std::runtime_error(fmt::format("/api/changes answered {}", answer.status));
  const json::value whole = json::parse(answer.body);
  std::set<std::string> children;
  for (const json::value& change : whole.at("changes").as_array()) {
    children.emplace(change.at("child").as_string());
  }
  if (children.empty()) throw std::runtime_error("no child's picture changed lately: nothing to open");
  return {children.begin(), children.end()};
}

// ---- opening pictures ----

// The moments of arrival, from the start: a Poisson process, the same for the same rate.
std::vector<Time::duration> arrivals(double rate, double seconds) {
  std::mt19937_64 random(1);
  std::exponential_distribution<double> gap(rate);
  std::vector<Time::duration> moments;
  for (double at = gap(random); at < seconds; at += gap(random)) {
    moments.push_back(std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(at)));
  }
  return moments;
}

Measured open_pictures(std::uint16_t port, const std::string& token, const std::vector<std::string>& children,
                       double rate, double seconds) {
  const auto due = arrivals(rate, seconds);
  std::vector<double> ms(due.size(), -1);
  std::atomic<std::size_t> next{0};
  const Time::time_point start = Time::now() + std::chrono::milliseconds(50);
  const auto work = [&] {
    Client client(port, token);
    for (std::size_t i = next++; i < due.size(); i = next++) {
      std::this_thread::sleep_until(start + due[i]);
      const Answer answer = client.get("/child/" + children[i % children.size()]);
      if (answer.status == 200) ms[i] = Milliseconds(Time::now() - (start + due[i])).count();
    }
  };
  {
    std::vector<std::jthread> workers;
    for (int i = 0; i < kWorkers; ++i) workers.emplace_back(work);
  }
  Measured measured;
  measured.failed = static_cast<int>(std::erase(ms, -1.0));
  std::ranges::sort(ms);
  measured.ms = std::move(ms);
  return measured;
}

// Doubles the rate until it is not held, then halves the gap five times.
double most_per_second(std::uint16_t port, const std::string& token, const std::vector<std::string>& children) {
  const auto holds = [&](double rate) {
    const Measured measured = open_pictures(port, token, children, rate, kSecondsAStep);
    std::cerr << fmt::format("    {:.0f}/s: p99 {:.1f} ms, {} failed\n", rate, measured.quantile(0.99),
                             measured.failed);
    return measured.held();
  };
  double held = 0;
  double refused = 100;
  while (refused < 100'000 && holds(refused)) {
    held = refused;
    refused *= 2;
  }
  for (int step = 0; step < 5; ++step) {
    const double middle = (held + refused) / 2;
    (holds(middle) ? held : refused) = middle;
  }
  return held;
}

// ---- passing on concerns ----

// Follows live changes as the joint team's page does, and lets a thread wait for news of a child.
class Listener {
 public:
  Listener(std::uint16_t port, std::string token)
      : client_(port, std::move(token)),
        thread_([this] { client_.follow("/live", [this](auto line) { take(line); }); }) {}
  ~Listener() { client_.stop(); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  bool is_open() {
    std::unique_lock lock(mutex_);
    news_.wait_for(lock, std::chrono::seconds(5), [this] { return !lines_.empty(); });
    return !lines_.empty() && lines_.front().starts_with("HTTP/1.1 200");
  }
  std::size_t heard() {
    const std::scoped_lock lock(mutex_);
    return lines_.size();
  }
  // Whether within two seconds a line after the first `from` speaks of the child.
  bool hears_of(const std::string& child, std::size_t from) {
    std::unique_lock lock(mutex_);
    return news_.wait_for(lock, std::chrono::seconds(2), [&] {
      return std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(from), lines_.end(),
                         [&](const std::string& line) { return line.find(child) != std::string::npos; });
    });
  }

 private:
  void take(std::string_view line) {
    const std::scoped_lock lock(mutex_);
    lines_.emplace_back(line);
    news_.notify_all();
  }

  Client client_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::vector<std::string> lines_;
  std::jthread thread_;
};

// Sends the concern; the id of its entry, or nothing where it was refused.
std::string pass_on(Client& referrer, const std::string& child, int number) {
  const json::value form = {
      {"child", child},        {"worry", fmt::format("Bench concern {}: came to school hungry again.", number)},
      {"child-says", ""},      {"immediate-danger", false},
      {"parents-told", "yes"}, {"key", fmt::format("bench-{}-{}", Time::now().time_since_epoch().count(), number)}};
  const Answer answer = referrer.post_json("/api/concerns", json::serialize(form));
  if (answer.status != 201) return {};
  return std::string(json::parse(answer.body).at("concern").as_string());
}

// The response to a concern that the bench passed on, so that the list stays as long as a day's work leaves it.
bool decide(Client& team, const std::string& child, const std::string& concern) {
  const json::value form = {{"child", child},
                            {"concern", concern},
                            {"choice", "no-further-action"},
                            {"reason", "Passed on by the bench."},
                            {"feedback", ""}};
  return team.post_json("/api/decisions", json::serialize(form)).status < 300;
}

// One after the other: from sending the form until the team was told and the list it then fetches has the concern.
Measured pass_on_concerns(std::uint16_t port, const std::string& referrer_token, const std::string& team_token,
                          const std::vector<std::string>& children, int count) {
  Client referrer(port, referrer_token);
  Client team(port, team_token);
  Listener listener(port, team_token);
  if (!listener.is_open()) throw std::runtime_error("/live was not opened to the joint team");
  Measured measured;
  for (int i = 0; i < count; ++i) {
    const std::string& child = children[static_cast<std::size_t>(i) % children.size()];
    const std::size_t heard = listener.heard();
    const Time::time_point start = Time::now();
    const std::string concern = pass_on(referrer, child, i);
    const bool listed = !concern.empty() && listener.hears_of(child, heard) &&
                        team.get("/api/front-door").body.find(concern) != std::string::npos;
    if (listed) {
      measured.ms.push_back(Milliseconds(Time::now() - start).count());
    }
    if (!listed || !decide(team, child, concern)) ++measured.failed;
  }
  std::ranges::sort(measured.ms);
  return measured;
}

// ---- the whole ----

json::value told(const Measured& measured) {
  return {{"requests", measured.ms.size() + static_cast<std::size_t>(measured.failed)},
          {"failed", measured.failed},
          {"p50_ms", measured.quantile(0.5)},
          {"p99_ms", measured.quantile(0.99)}};
}

struct Asked {
  std::uint16_t port = 8080;
  std::string sign_ins;
  double rate = 200;
  double seconds = 30;
  int concerns = 500;
};

json::value load(const Asked& asked) {
  const std::string team = token_of(asked.port, sign_in_of(asked.sign_ins, "joint-team"));
  const std::string referrer = token_of(asked.port, sign_in_of(asked.sign_ins, "referrer"));
  const auto children = children_of(asked.port, team);

  open_pictures(asked.port, team, children, asked.rate, 1);  // warms up, not counted
  const Measured pictures = open_pictures(asked.port, team, children, asked.rate, asked.seconds);
  const double most = most_per_second(asked.port, team, children);
  const Measured concerns = pass_on_concerns(asked.port, referrer, team, children, asked.concerns);
  return {{"picture", told(pictures)}, {"most_per_second", most}, {"concern", told(concerns)}};
}

}  // namespace
}  // namespace roundel::bench

int main(int argc, char** argv) {
  roundel::bench::Asked asked;
  CLI::App app{"Loads a running Roundel and prints what it measured as JSON."};
  app.add_option("--port", asked.port, "where it listens on loopback");
  app.add_option("--sign-ins", asked.sign_ins, "what `roundel account demonstration --json` printed")->required();
  app.add_option("--rate", asked.rate, "pictures opened a second");
  app.add_option("--seconds", asked.seconds, "for how long");
  app.add_option("--concerns", asked.concerns, "how many concerns are passed on");
  CLI11_PARSE(app, argc, argv);
  try {
    std::cout << boost::json::serialize(roundel::bench::load(asked)) << "\n";
  } catch (const std::exception& problem) {
    std::cerr << problem.what() << "\n";
    return 1;
  }
}
