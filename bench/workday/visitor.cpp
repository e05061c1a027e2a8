#include "workday/visitor.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <optional>
#include <thread>

#include "client.h"

namespace roundel::bench {
namespace {

namespace json = boost::json;
using Time = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;
using std::chrono::milliseconds;

class Visitor {
 public:
  Visitor(Office& office, const Worker& worker, std::size_t number, Diary& diary)
      : office_(office), worker_(worker), number_(number), diary_(diary), client_(std::in_place, office.port, "") {}

  void work() {
    const bool in = sign_in();
    std::jthread following;
    if (in && worker_.follows) following = std::jthread([this] { follow(); });
    if (in) take_turns();
    ++office_.finished;
  }

 private:
  void take_turns() {
    for (std::size_t turn = 0; turn < worker_.turns.size(); ++turn) {
      const Turn& next = worker_.turns[turn];
      std::this_thread::sleep_until(office_.begin + next.at);
      if (Time::now() > office_.give_up) return;
      take(next, fmt::format("[{} {}/{}]", office_.run, number_, turn));
    }
  }

  const Seat& seat() const { return office_.town.seats[number_]; }

  // Mostly those one works with; at times anybody.
  const Child& child(std::uint32_t pick) const {
    const auto& own = seat().caseload;
    const auto& all = office_.town.children;
    const std::uint32_t which = pick / 5;
    return own.empty() || pick % 5 == 0 ? all[which % all.size()] : own[which % own.size()];
  }

  bool sign_in() {
    std::this_thread::sleep_until(office_.begin + (worker_.turns.empty() ? milliseconds(0) : worker_.turns[0].at));
    const std::string form = json::serialize(json::value{{"login", seat().login}, {"password", office_.town.password}});
    const Time::time_point start = Time::now();
    bool first = true;
    const Answer answer = until_answered([&] { return client_->post_json("/api/sign-in", form); }, first);
    if (answer.status != 200) {
      if (answer.status != 0) diary_.unexpected.push_back(fmt::format("sign-in {}", answer.status));
      return false;
    }
    if (first) diary_.sign_in_ms.push_back(Milliseconds(Time::now() - start).count());
    token_ = std::string(json::parse(answer.body).at("token").as_string());
    client_.emplace(office_.port, token_);
    return true;
  }

  // The same again, with the same key, until an answer comes. What was recorded before the answer was lost is not
  // recorded a second time.
  template <class Ask>
  Answer until_answered(const Ask& ask, bool& first) {
    for (;;) {
      const Answer answer = ask();
      if (answer.status != 0) return answer;
      first = false;
      if (Time::now() > office_.give_up) {
        ++diary_.unanswered;
        return answer;
      }
      ++diary_.asked_again;
      std::this_thread::sleep_for(milliseconds(100));
    }
  }

  Answer get(const std::string& target) {
    return until_answered([&] { return client_->get(target); }, first_);
  }
  Answer post(const std::string& target, const json::value& form) {
    const std::string body = json::serialize(form);
    return until_answered([&] { return client_->post_json(target, body); }, first_);
  }

  void take(const Turn& turn, const std::string& mark) {
    std::string concern_child;
    std::string concern;
    if (turn.doing == Doing::decide_response && !choose_concern(turn.pick, concern_child, concern)) return;
    first_ = true;
    const Time::time_point start = Time::now();
    const Answer answer = ask(turn, mark, concern_child, concern);
    const double ms = Milliseconds(Time::now() - start).count();
    const bool writes = turn.doing == Doing::pass_on_concern || turn.doing == Doing::decide_response ||
                        turn.doing == Doing::judge_level;
    switch (answer.status) {
      case 200:
      case 201:
        if (writes) diary_.acknowledged.push_back(mark);
        break;
      case 403:
        ++diary_.refused;
        break;
      case 409:
        ++diary_.conflicts;
        break;
      case 401:
      case 303:
        ++diary_.signed_out;
        return;
      case 0:
        return;
      default:
        diary_.unexpected.push_back(fmt::format("{} {}", word(turn.doing), answer.status));
        return;
    }
    if (first_) diary_.ms[static_cast<std::size_t>(turn.doing)].push_back(ms);
  }

  Answer ask(const Turn& turn, const std::string& mark, const std::string& concern_child, const std::string& concern) {
    const Child& who = child(turn.pick);
    switch (turn.doing) {
      case Doing::see_changes:
        return get("/");
      case Doing::open_picture:
        return get("/child/" + who.person);
      case Doing::find_person:
        return post("/api/find", {{"name", who.name}});
      case Doing::see_my_concerns:
        return get("/concerns");
      case Doing::see_front_door:
        return get("/front-door");
      case Doing::pass_on_concern:
        return post("/api/concerns", {{"child", who.person},
                                      {"worry", "Came without a coat again. " + mark},
                                      {"child-says", "I was cold"},
                                      {"immediate-danger", false},
                                      {"parents-told", "yes"},
                                      {"key", mark}});
      case Doing::decide_response: {
        static constexpr const char* choices[] = {"no-further-action", "early-help", "joint-visit", "assessment"};
        return post("/api/decisions", {{"child", concern_child},
                                       {"concern", concern},
                                       {"choice", choices[turn.pick % 4]},
                                       {"reason", "Decided on a made-up day. " + mark},
                                       {"feedback", "Thank you. We looked at it together."}});
      }
      case Doing::judge_level: {
        const auto& levels = office_.town.levels;
        return post("/api/children/" + who.person + "/judgements", {{"level", levels[turn.pick % levels.size()]},
                                                                    {"reason", "Seen on a made-up day. " + mark},
                                                                    {"key", mark}});
      }
    }
    return {};
  }

  // One of the three that wait longest: often the one that somebody else is about to decide.
  bool choose_concern(std::uint32_t pick, std::string& child, std::string& concern) {
    first_ = true;
    const Answer answer = get("/api/front-door");
    if (answer.status != 200) return false;
    const json::value whole = json::parse(answer.body);
    const json::array& waiting = whole.at("waiting").as_array();
    if (waiting.empty()) return false;
    const json::value& one = waiting[pick % std::min<std::size_t>(3, waiting.size())];
    child = std::string(one.at("child").as_string());
    concern = std::string(one.at("concern").as_string());
    return true;
  }

  // A page that stays open: asks again when the stream ends, as a browser does.
  void follow() {
    while (!office_.closing && Time::now() < office_.give_up) {
      Client page(office_.port, token_);
      page.follow("/live", [&](std::string_view line) { heard_ += line.starts_with("data:") ? 1 : 0; });
      if (!office_.closing) std::this_thread::sleep_for(milliseconds(500));
    }
    diary_.heard = heard_;
  }

  Office& office_;
  const Worker& worker_;
  std::size_t number_;
  Diary& diary_;
  std::optional<Client> client_;
  std::string token_;
  bool first_ = true;  // the answer came at the first asking
  int heard_ = 0;
};

}  // namespace

void work(Office& office, const Worker& worker, std::size_t number, Diary& diary) {
  Visitor(office, worker, number, diary).work();
}

}  // namespace roundel::bench
