// A day's work of many practitioners through HTTP, the server killed and begun again in the middle, and the ledger held
// against what was acknowledged. bench/README.md says what each number means.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <iostream>
#include <map>
#include <numeric>
#include <thread>

#include "workday/plan.h"
#include "workday/program.h"
#include "workday/town.h"
#include "workday/visitor.h"

namespace roundel::bench {
namespace {

namespace json = boost::json;
using Time = std::chrono::steady_clock;

constexpr std::chrono::seconds longest_wait{60};  // after the last turn: who has no answer by then gets none

struct Day {
  std::vector<Diary> diaries;
  double seconds = 0;
};

double quantile(std::vector<double> values, double part) {
  if (values.empty()) return 0;
  const auto at = std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

void kill_as_planned(const Plan& plan, Server& server, Time::time_point begin) {
  for (const auto& moment : plan.kills) {
    std::this_thread::sleep_until(begin + moment);
    const Time::time_point killed = Time::now();
    server.kill();
    server.begin();
    std::cerr << fmt::format("    killed after {:.1f} s, listening again {:.0f} ms later\n",
                             std::chrono::duration<double>(moment).count(),
                             std::chrono::duration<double, std::milli>(Time::now() - killed).count());
  }
}

Day work_through(const Asked& asked, const Plan& plan, const Town& town) {
  Server server(asked.store);
  server.begin();
  const Time::time_point begin = Time::now() + std::chrono::milliseconds(200);
  Office office{.port = server.port(),
                .town = town,
                .run = fmt::format("{}-{:x}", asked.seed, std::chrono::system_clock::now().time_since_epoch().count()),
                .begin = begin,
                .give_up = begin + std::chrono::seconds(asked.seconds) + longest_wait / 2};
  Day day{.diaries = std::vector<Diary>(plan.workers.size())};
  {
    std::vector<std::jthread> people;
    for (std::size_t i = 0; i < plan.workers.size(); ++i)
      people.emplace_back([&, i] { work(office, plan.workers[i], i, day.diaries[i]); });
    kill_as_planned(plan, server, begin);
    std::this_thread::sleep_until(begin + std::chrono::seconds(asked.seconds));
    const Time::time_point last = Time::now() + longest_wait;
    while (office.finished < plan.workers.size() && Time::now() < last)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    day.seconds = std::chrono::duration<double>(Time::now() - begin).count();
    office.closing = true;
    if (office.finished < plan.workers.size())
      server.kill();  // somebody waits for good: a lock that nobody gives back
    else
      server.end();
  }
  return day;
}

json::object told_by_action(const Day& day) {
  json::object out;
  for (int doing = 0; doing < 8; ++doing) {
    std::vector<double> ms;
    for (const Diary& diary : day.diaries) {
      const auto& theirs = diary.ms[static_cast<std::size_t>(doing)];
      ms.insert(ms.end(), theirs.begin(), theirs.end());
    }
    out[word(static_cast<Doing>(doing))] = {
        {"answered", ms.size()}, {"p50_ms", quantile(ms, 0.5)}, {"p99_ms", quantile(ms, 0.99)}};
  }
  return out;
}

json::object told(const Day& day) {
  std::vector<double> ms;
  std::vector<double> sign_ins;
  std::map<std::string, int> unexpected;
  json::object out;
  const auto sum = [&](const char* name, int Diary::* count) {
    out[name] = std::accumulate(day.diaries.begin(), day.diaries.end(), 0,
                                [&](int so_far, const Diary& diary) { return so_far + diary.*count; });
  };
  std::size_t acknowledged = 0;
  for (const Diary& diary : day.diaries) {
    for (const auto& of_one : diary.ms) ms.insert(ms.end(), of_one.begin(), of_one.end());
    sign_ins.insert(sign_ins.end(), diary.sign_in_ms.begin(), diary.sign_in_ms.end());
    acknowledged += diary.acknowledged.size();
    for (const std::string& one : diary.unexpected) ++unexpected[one];
  }
  out["actions"] = ms.size();
  out["acknowledged"] = acknowledged;
  out["p50_ms"] = quantile(ms, 0.5);
  out["p99_ms"] = quantile(ms, 0.99);
  out["most_ms"] = quantile(ms, 1.0);
  out["sign_ins"] = sign_ins.size();
  out["sign_in_p50_ms"] = quantile(sign_ins, 0.5);
  sum("refused", &Diary::refused);
  sum("conflicts", &Diary::conflicts);
  sum("asked_again", &Diary::asked_again);
  sum("unanswered", &Diary::unanswered);
  sum("signed_out", &Diary::signed_out);
  sum("events_heard", &Diary::heard);
  json::object others;
  for (const auto& [what, times] : unexpected) others[what] = times;
  out["unexpected"] = std::move(others);
  out["by_action"] = told_by_action(day);
  return out;
}

void print_table(const json::object& told) {
  std::cout << fmt::format("{:18} {:>8} {:>9} {:>9}\n", "action", "answered", "p50 ms", "p99 ms");
  for (const auto& [name, one] : told.at("by_action").as_object())
    std::cout << fmt::format("{:18} {:>8} {:>9.1f} {:>9.1f}\n", std::string_view(name),
                             one.at("answered").to_number<int>(), one.at("p50_ms").to_number<double>(),
                             one.at("p99_ms").to_number<double>());
}

int run(const Asked& asked) {
  const Plan plan = plan_of(asked);
  std::cerr << fmt::format("seed {}, plan {}: {} practitioners, {} s, {} kills\n", asked.seed, plan.digest(),
                           asked.practitioners, asked.seconds, asked.kills);
  const Town town = town_of(asked, plan);
  const Day day = work_through(asked, plan, town);

  std::vector<std::string> acknowledged;
  for (const Diary& diary : day.diaries)
    acknowledged.insert(acknowledged.end(), diary.acknowledged.begin(), diary.acknowledged.end());
  const Held held = held_in_ledger(asked, acknowledged);
  const bool verified = run_program({"verify", "--store", asked.store}) == 0;
  const bool tables = run_program({"rebuild", "--check", "--store", asked.store}) == 0;

  json::object out = told(day);
  out["seed"] = asked.seed;
  out["plan"] = plan.digest();
  out["seconds"] = day.seconds;
  out["practitioners"] = asked.practitioners;
  out["kills"] = asked.kills;
  out["lost"] = held.lost;
  out["doubled"] = held.doubled;
  out["verified"] = verified;
  out["tables_as_rebuilt"] = tables;
  if (!asked.json) print_table(out);
  std::cout << json::serialize(out) << "\n";
  const bool whole = held.lost == 0 && held.doubled == 0 && verified && tables &&
                     out.at("unanswered").as_int64() == 0 && out.at("signed_out").as_int64() == 0 &&
                     out.at("unexpected").as_object().empty();
  return whole ? 0 : 1;
}

}  // namespace
}  // namespace roundel::bench

int main(int argc, char** argv) {
  roundel::bench::Asked asked;
  CLI::App app{
      "Lets many practitioners work through HTTP while the server is killed, and holds the ledger against it."};
  app.add_option("--store", asked.store, "sqlite:PATH or postgresql://…; a district is made in it where it is empty")
      ->required();
  app.add_option("--seconds", asked.seconds, "how long they work");
  app.add_option("--kills", asked.kills, "how often the server is killed and begun again");
  app.add_option("--seed", asked.seed, "the same seed plays the same plan");
  app.add_option("--practitioners", asked.practitioners, "how many work at once");
  app.add_option("--children", asked.children, "of a district that is made");
  app.add_option("--think", asked.think_seconds, "seconds between two actions of one person, on average")
      ->check(CLI::Range(1.0, 600.0));
  app.add_flag("--json", asked.json, "only the last line, a JSON object");
  CLI11_PARSE(app, argc, argv);
  try {
    return roundel::bench::run(asked);
  } catch (const std::exception& problem) {
    std::cerr << problem.what() << "\n";
    return 2;
  }
}
