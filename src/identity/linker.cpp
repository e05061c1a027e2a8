// Incremental: one record against all that came before, by the same rules, levels, weights and guards as a batch.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "identity/cluster.h"
#include "identity/explain.h"
#include "identity/linkage.h"

namespace roundel::identity {
namespace {

struct Keyed {
  std::uint64_t key = 0;
  std::uint32_t row = 0;
};

// The rows of one rule's blocks: those learned from, sorted by key, and those that were added since.
class RuleIndex {
 public:
  void learn(std::vector<Keyed> sorted) { learned_ = std::move(sorted); }
  void add(std::uint64_t key, std::uint32_t row) { added_[key].push_back(row); }

  // Nothing where the block is larger than `largest`: as in a batch, it is skipped.
  void find(std::uint64_t key, std::size_t largest, std::vector<std::uint32_t>& rows) const {
    const auto less = [](const Keyed& entry, std::uint64_t wanted) { return entry.key < wanted; };
    const auto from = std::lower_bound(learned_.begin(), learned_.end(), key, less);
    auto to = from;
    while (to != learned_.end() && to->key == key && static_cast<std::size_t>(to - from) <= largest) ++to;
    const auto added = added_.find(key);
    const std::size_t size = static_cast<std::size_t>(to - from) + (added == added_.end() ? 0 : added->second.size());
    if (size + 1 > largest) return;
    for (auto entry = from; entry != to; ++entry) rows.push_back(entry->row);
    if (added != added_.end()) rows.insert(rows.end(), added->second.begin(), added->second.end());
  }

 private:
  std::vector<Keyed> learned_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> added_;
};

std::uint64_t key_of(const BlockRule& rule, const Query& query) {
  std::uint64_t key = 1;
  for (const BlockPart& part : rule) key = joined_key(key, part_hash(query.texts[part.column], part.part));
  return key;
}

}  // namespace

struct Linker::State {
  std::shared_ptr<const Model> model;
  Table table;
  Parameters parameters;
  std::vector<RuleIndex> rules;
  std::vector<std::uint32_t> of;                    // row → cluster
  std::vector<std::vector<std::uint32_t>> members;  // cluster → rows

  Scoring scoring() const { return {.model = model.get(), .table = &table, .parameters = &parameters}; }
  std::vector<std::uint32_t> candidates(const Query& query) const;
  Decision decide(const Query& query) const;
  bool joins(const Query& query, std::uint32_t cluster) const;
  void index(std::uint32_t row, const Query& query);
};

namespace {

std::vector<Keyed> keyed_rows(const Table& table, const BlockRule& rule) {
  std::vector<Keyed> keyed;
  std::vector<std::vector<std::uint64_t>> hashes;  // of each part, by value
  for (const BlockPart& part : rule) {
    const Column& values = table.dictionary(part.column);
    auto& of = hashes.emplace_back(values.distinct());
    for (std::uint32_t id = 1; id < values.distinct(); ++id) of[id] = part_hash(values.text(id), part.part);
  }
  for (std::uint32_t row = 0; row < table.rows(); ++row) {
    std::uint64_t key = 1;
    for (std::size_t p = 0; p < rule.size(); ++p) key = joined_key(key, hashes[p][table.row(row)[rule[p].column]]);
    if (key != 0) keyed.push_back({.key = key, .row = row});
  }
  std::sort(keyed.begin(), keyed.end(),
            [](const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
  return keyed;
}

}  // namespace

std::vector<std::uint32_t> Linker::State::candidates(const Query& query) const {
  std::vector<std::uint32_t> rows;
  for (std::size_t r = 0; r < rules.size(); ++r)
    if (const std::uint64_t key = key_of(model->rules[r], query); key != 0)
      rules[r].find(key, model->largest_block, rows);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

bool Linker::State::joins(const Query& query, std::uint32_t cluster) const {
  Evidence evidence(*model);
  const RecordView record(table, query);
  std::size_t pairs = 0;
  for (const std::uint32_t row : members[cluster]) {
    const RecordView member(table, row);
    const Pattern pattern = compare(*model, record, member);
    evidence.add(pattern, log_odds(scoring(), pattern, record, member), record, member);
    if (++pairs == most_pairs_across) break;
  }
  return evidence.joins();
}

Linker::Decision Linker::State::decide(const Query& query) const {
  struct Match {
    std::uint32_t row;
    Pattern pattern;
    double odds;
  };
  std::vector<Match> matches;
  Decision decision{.cluster = static_cast<std::uint32_t>(members.size())};
  const double threshold = std::log(model->join_at / std::max(1 - model->join_at, 1e-12));
  const RecordView record(table, query);
  for (const std::uint32_t row : candidates(query)) {
    const RecordView candidate(table, row);
    const Pattern pattern = compare(*model, record, candidate);
    const double odds = log_odds(scoring(), pattern, record, candidate);
    decision.probability = std::max(decision.probability, probability(odds));
    if (odds >= threshold) matches.push_back({.row = row, .pattern = pattern, .odds = odds});
  }
  std::sort(matches.begin(), matches.end(), [&](const Match& a, const Match& b) {
    return a.odds != b.odds ? a.odds > b.odds : table.row_hash(a.row) < table.row_hash(b.row);
  });
  std::vector<std::uint32_t> refused;
  for (const Match& match : matches) {
    const std::uint32_t cluster = of[match.row];
    if (std::find(refused.begin(), refused.end(), cluster) != refused.end()) continue;
    if (!joins(query, cluster)) {
      refused.push_back(cluster);
      continue;
    }
    return {.cluster = cluster,
            .joined = true,
            .probability = probability(match.odds),
            .match = match.row,
            .terms = explain(scoring(), match.pattern, record, RecordView(table, match.row))};
  }
  return decision;
}

void Linker::State::index(std::uint32_t row, const Query& query) {
  for (std::size_t r = 0; r < rules.size(); ++r)
    if (const std::uint64_t key = key_of(model->rules[r], query); key != 0) rules[r].add(key, row);
}

Linker::Linker(std::unique_ptr<State> state) : state_(std::move(state)) {}
Linker::Linker(Linker&&) noexcept = default;
Linker& Linker::operator=(Linker&&) noexcept = default;
Linker::~Linker() = default;

Result<Linker> Linker::learn(Records records, std::vector<std::uint32_t> of, std::shared_ptr<const Model> model,
                             unsigned threads) {
  threads = std::max(1U, threads);
  if (of.size() != records.ids.size())
    return fail(Fault::bad_input, "there are not as many clusters as records", "a cluster for each record");
  for (const std::string& source : model->sources)
    if (records.find(source) == nullptr)
      return fail(Fault::bad_input, "the records have no column '" + source + "'", "every column that the model names");
  auto state =
      std::make_unique<State>(State{.model = model, .table = Table::of(records, *model, threads), .of = std::move(of)});
  records = {};
  state->parameters = learn_from(state->table, *model, threads, {}).parameters;
  for (const BlockRule& rule : model->rules) state->rules.emplace_back().learn(keyed_rows(state->table, rule));
  for (std::uint32_t row = 0; row < state->of.size(); ++row) {
    const std::uint32_t cluster = state->of[row];
    if (cluster >= state->members.size()) state->members.resize(std::size_t{cluster} + 1);
    state->members[cluster].push_back(row);
  }
  return Linker(std::move(state));
}

Linker::Decision Linker::add(std::string id, const std::vector<std::string>& values) {
  const Query query = query_of(*state_->model, state_->table, values);
  Decision decision = state_->decide(query);
  const std::uint32_t row = state_->table.append(id, values, *state_->model);
  state_->index(row, query);
  state_->of.push_back(decision.cluster);
  if (decision.cluster == state_->members.size()) state_->members.emplace_back();
  state_->members[decision.cluster].push_back(row);
  return decision;
}

Linker::Decision Linker::look_up(const std::vector<std::string>& values) const {
  return state_->decide(query_of(*state_->model, state_->table, values));
}

const std::vector<std::string>& Linker::columns() const { return state_->model->sources; }

}  // namespace roundel::identity
