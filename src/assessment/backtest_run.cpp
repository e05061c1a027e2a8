// Week by week: entries come as they became known, and every child is looked at by all agencies together and, where it
// matters, by each alone.
#include <algorithm>
#include <map>
#include <thread>
#include <utility>

#include "assessment/backtest_history.h"
#include "assessment/columns.h"
#include "assessment/evaluation.h"

namespace roundel::backtest {
namespace {

constexpr int days_a_week = 7;
constexpr std::uint32_t no_child = 0xffffffff;

bool refused(const Entry& referral) {
  const Value* value = referral.value("no-further-action");
  const bool* flag = value ? std::get_if<bool>(value) : nullptr;
  return flag && *flag;
}

}  // namespace

struct Run::State {
  // An entry that waits for its week.
  struct Waiting {
    Date counts_from;
    Entry entry;
  };

  // One agency's entries, and who belongs together.
  struct Own {
    AgencyId agency;
    Columns columns;
  };

  // A rule that holds, and the agencies whose entries are behind it.
  struct Joined {
    std::size_t rule = 0;
    std::vector<AgencyId> agencies;
    bool has(const AgencyId& agency) const {
      return std::find(agencies.begin(), agencies.end(), agency) != agencies.end();
    }
  };

  State(const Standards& the_standards, const Truth& the_truth, const Asked& the_asked)
      : standards(the_standards),
        truth(the_truth),
        asked(the_asked),
        rulebook(the_standards, Rulebook::Of::indicators),
        together(rulebook) {
    const Level* level = standards.levels.find(asked.level);
    for (const Indicator& indicator : standards.indicators) {
      const Level* suggests = standards.levels.find(indicator.suggests);
      on_the_list.push_back(level && suggests && suggests->order >= level->order);
    }
    history.acts.resize(truth.children.size());
  }

  void take(const Entry& entry);
  void note_practice(const Entry& entry);
  Own& own_of(const AgencyId& agency);
  std::vector<std::uint32_t> children_of_persons();
  void look(Week& week);
  void look_at(PersonNumber first, PersonNumber last, const std::vector<std::uint32_t>& child_of, Week& week);
  bool alone_holds(std::size_t number, PersonNumber person, const std::vector<Joined>& joined,
                   std::vector<Evaluation>& alone) const;

  const Standards& standards;
  const Truth& truth;
  const Asked asked;
  const Rulebook rulebook;
  Columns together;
  std::vector<Own> own;
  std::vector<bool> on_the_list;  // by indicator
  std::vector<Waiting> waiting;
  Membership members;
  std::vector<const Entry*> frames;  // who people are and how they belong together, for every agency
  History history;
};

Run::Run(const Standards& standards, const Truth& truth, const Asked& asked)
    : state_(std::make_unique<State>(standards, truth, asked)) {}
Run::~Run() = default;

void Run::add(const Entry& entry) {
  State& state = *state_;
  const bool known = state.asked.counts == Counts::as_known;
  if (known) state.members.apply(entry);
  state.note_practice(entry);
  state.waiting.push_back({known ? entry.known : entry.recorded.date(), entry});
  ++state.history.entries;
}

void Run::State::note_practice(const Entry& entry) {
  const std::string& kind = entry.kind.str();
  const bool passed_on = kind == "social-care.contact" || kind == "concern.raised";
  const bool taken_on = kind == "social-care.referral" && !refused(entry);
  if (!passed_on && !taken_on && kind != "social-care.case-closed") return;
  for (const About& about : entry.about) {
    const auto child = truth.child_of.find(about.source);
    if (child == truth.child_of.end()) continue;
    Acts& acts = history.acts[child->second];
    (passed_on ? acts.passed_on : taken_on ? acts.taken_on : acts.closed).push_back(entry.happened.from);
  }
}

Run::State::Own& Run::State::own_of(const AgencyId& agency) {
  const auto found = std::find_if(own.begin(), own.end(), [&](const Own& one) { return one.agency == agency; });
  if (found != own.end()) return *found;
  own.push_back({agency, Columns(rulebook)});
  for (const Entry* frame : frames) own.back().columns.add(*frame);
  return own.back();
}

void Run::State::take(const Entry& entry) {
  if (asked.counts == Counts::as_recorded) members.apply(entry);
  together.add(entry);
  const EntryKind* kind = standards.vocabulary.kind(entry.kind.str());
  if (!kind || !kind->structural) {
    own_of(entry.agency).columns.add(entry);
    return;
  }
  for (Own& one : own) one.columns.add(entry);
  frames.push_back(&entry);
}

// The true child of each person: the one most of its records are about.
std::vector<std::uint32_t> Run::State::children_of_persons() {
  std::vector<std::map<std::uint32_t, int>> votes(together.persons());
  std::vector<int> persons_of(truth.children.size());
  for (const auto& [source, child] : truth.child_of)
    if (const auto person = together.find(members.person_of(source))) ++votes[*person][child];
  std::vector<std::uint32_t> out(together.persons(), no_child);
  for (std::size_t person = 0; person < votes.size(); ++person) {
    int most = 0;
    for (const auto& [child, count] : votes[person]) {
      if (count <= most) continue;
      most = count;
      out[person] = child;
    }
    if (most > 0) ++persons_of[out[person]];
  }
  history.split = static_cast<int>(std::count_if(persons_of.begin(), persons_of.end(), [](int n) { return n > 1; }));
  return out;
}

// Would this agency by itself have had one of these findings. One that rests on its entries alone it has; one that
// rests on nobody having recorded something is credited to every agency, so that no gain is made of it.
bool Run::State::alone_holds(std::size_t number, PersonNumber person, const std::vector<Joined>& joined,
                             std::vector<Evaluation>& alone) const {
  bool there = false;
  for (const Joined& one : joined) {
    if (one.agencies.empty()) return true;
    if (!one.has(own[number].agency)) continue;
    if (one.agencies.size() == 1) return true;
    const auto same = own[number].columns.find(together.id_of(person));
    if (!same) return false;
    if (!there) alone[number].look_at(*same);
    there = true;
    if (alone[number].holds(one.rule)) return true;
  }
  return false;
}

void Run::State::look_at(PersonNumber first, PersonNumber last, const std::vector<std::uint32_t>& child_of,
                         Week& week) {
  Evaluation evaluation(together, week.day);
  std::vector<Evaluation> alone;
  for (const Own& one : own) alone.emplace_back(one.columns, week.day);
  std::vector<Evidence> evidence;
  for (PersonNumber person = first; person < last; ++person) {
    const std::uint32_t child = child_of[person];
    if (child == no_child || !evaluation.is_child(person)) continue;
    evaluation.look_at(person);
    week.looked_at[child] = 1;
    std::vector<Joined> joined;
    for (std::size_t rule = 0; rule < on_the_list.size(); ++rule) {
      if (!evaluation.holds(rule)) continue;
      week.held.set(child, rule);
      if (!on_the_list[rule]) continue;
      week.together[child] = 1;
      evidence.clear();
      evaluation.evidence(rule, evidence);
      std::vector<AgencyId> agencies;
      for (const Evidence& one : evidence) agencies.push_back(together.agency(one.agency));
      std::sort(agencies.begin(), agencies.end());
      agencies.erase(std::unique(agencies.begin(), agencies.end()), agencies.end());
      if (agencies.size() < 2) week.alone[child] = 1;
      joined.push_back({rule, std::move(agencies)});
    }
    for (std::size_t number = 0; number < own.size(); ++number) {
      if (!alone_holds(number, person, joined, alone)) continue;
      week.alone[child] = 1;
      week.alone_by.set(child, number);
    }
  }
}

// Two persons who are one child in truth are looked at by the same worker, so that none writes what another writes.
void Run::State::look(Week& week) {
  together.finish(members, Columns::Keep::all);
  const std::size_t workers = std::max(1U, asked.threads);
  {
    std::vector<std::jthread> finishing;
    const auto finish = [&](std::size_t from) {
      for (std::size_t i = from; i < own.size(); i += workers) own[i].columns.finish(members, Columns::Keep::all);
    };
    for (std::size_t i = 1; i < workers; ++i) finishing.emplace_back(finish, i);
    finish(0);
  }
  const std::vector<std::uint32_t> child_of = children_of_persons();
  week.alone_by = Held(truth.children.size(), own.size());
  std::vector<std::jthread> looking;
  const auto part_of = [&](std::size_t worker) {
    std::vector<std::uint32_t> mine = child_of;
    for (std::uint32_t& child : mine)
      if (child != no_child && child % workers != worker) child = no_child;
    look_at(0, static_cast<PersonNumber>(mine.size()), mine, week);
  };
  for (std::size_t i = 1; i < workers; ++i) looking.emplace_back(part_of, i);
  part_of(0);
}

Backtest Run::finish(const Progress& progress) {
  State& state = *state_;
  std::stable_sort(state.waiting.begin(), state.waiting.end(),
                   [](const auto& a, const auto& b) { return a.counts_from < b.counts_from; });
  const Date first = state.asked.from.plus_days(-days_a_week);
  const int weeks = 1 + std::max(0, state.asked.to - first) / days_a_week;
  std::size_t next = 0;
  for (int number = 0; number < weeks; ++number) {
    const Date day = first.plus_days(days_a_week * number);
    for (; next < state.waiting.size() && state.waiting[next].counts_from <= day; ++next)
      state.take(state.waiting[next].entry);
    const std::size_t children = state.truth.children.size();
    Week week{day,
              Held(children, state.on_the_list.size()),
              std::vector<char>(children),
              std::vector<char>(children),
              std::vector<char>(children),
              {}};
    state.look(week);
    state.history.weeks.push_back(std::move(week));
    if (progress) progress("living through the weeks", number + 1, weeks);
  }
  for (const State::Own& one : state.own) state.history.agencies.push_back(one.agency);
  return count(state.history, state.standards, state.truth, state.asked);
}

}  // namespace roundel::backtest
