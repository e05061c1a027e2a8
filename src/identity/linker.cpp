// Incremental: one new or changed record against all that came before. What it touches is grouped anew, by the same
// rules, levels, weights and guards as a batch groups that part of the graph.
#include <algorithm>
#include <cmath>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "identity/block_index.h"
#include "identity/cluster.h"
#include "identity/disputed.h"
#include "identity/explain.h"
#include "identity/linkage.h"
#include "identity/links.h"

namespace roundel::identity {
namespace {

// Records that one change regroups at most. Parts that large are rare, and hold records that share almost nothing.
constexpr std::size_t largest_part = 400;

}  // namespace

struct Linker::State {
  std::shared_ptr<const Model> model;
  Table table;
  std::shared_ptr<const Parameters> parameters;
  Decided decided{};  // each row's cluster, and the stewards' rulings
  std::uint32_t clusters = 0;
  std::vector<RuleIndex> rules{};
  Links links{};
  std::unordered_set<std::uint32_t> changed{};  // learned rows that have other details now

  Scoring scoring() const { return {.model = model.get(), .table = &table, .parameters = parameters.get()}; }
  std::vector<std::uint32_t> candidates(const Query& query) const;
  std::vector<std::uint32_t> note_disputed(Query& query, const std::vector<std::uint32_t>& rows) const;
  std::vector<Link> links_of(const Query& query, const std::vector<std::uint32_t>& rows, double& likeliest) const;
  void link_anew(std::uint32_t row);
  std::vector<std::uint32_t> sharing_with(std::uint32_t row) const;
  std::vector<std::uint32_t> reach(std::vector<std::uint32_t> rows) const;
  struct Part;
  Part regroup(const std::vector<std::uint32_t>& rows, const Query* query, const std::vector<Link>& found) const;
  Decision decision_on(const Part& part, std::size_t place, const std::vector<Link>& found, double likeliest,
                       const RecordView& record) const;
  void keep(const Part& part);
  Decision settle(std::uint32_t row, std::vector<std::uint32_t> touched, Query& query);
  std::vector<Moved> settle_ruling(const Ruling& ruling);
  void index(std::uint32_t row, const Query& query);
};

// A part of the graph as it is now grouped.
struct Linker::State::Part {
  std::vector<Member> members;
  std::vector<std::uint32_t> cluster;  // of each member
  std::uint32_t clusters = 0;          // numbers in use afterwards
};

std::vector<std::uint32_t> Linker::State::candidates(const Query& query) const {
  std::vector<std::uint32_t> rows;
  for (std::size_t r = 0; r < rules.size(); ++r)
    if (const std::uint64_t key = key_of(model->rules[r], query); key != 0)
      rules[r].find(key, model->largest_block, changed, rows);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

namespace {

// The most that a candidate's log odds can be, from which values are the record's own and which are missing alone:
// numbers are compared, no texts. Most candidates of a large block are told apart by it.
class Bound {
 public:
  Bound(const Scoring& scoring, const Query& query) : query_(&query) {
    const Parameters& parameters = *scoring.parameters;
    start_ = parameters.log_weight(PairKind::same, 0) - parameters.log_weight(PairKind::stranger, 0);
    for (std::size_t c = 0; c < scoring.model->comparisons.size(); ++c) {
      const Comparison& comparison = scoring.model->comparisons[c];
      Gain gain{.column = comparison.column, .exact = parameters.weight(c, 1), .near = parameters.weight(c, 2)};
      for (std::size_t level = 3; level < levels_of(comparison); ++level)
        gain.near = std::max(gain.near, parameters.weight(c, level));
      if (comparison.borrowed) gain.near = std::max(gain.near, 0.0);  // where it is disputed
      if (comparison.frequency)
        gain.exact -=
            std::log(scoring.table->frequency(gain.column, query.ids[gain.column]) / parameters.by_chance[c][1]);
      gain.exact =
          std::max(gain.exact, scoring.model->columns[gain.column].kind == ColumnKind::date ? gain.near : gain.exact);
      if (query.ids[gain.column] != 0) gains_.push_back(gain);
    }
  }
  double most(std::span<const std::uint32_t> row) const {
    double sum = start_;
    for (const Gain& gain : gains_)
      if (const std::uint32_t id = row[gain.column]; id != 0)
        sum += id == query_->ids[gain.column] ? gain.exact : gain.near;
    return sum;
  }

 private:
  struct Gain {
    std::size_t column = 0;
    double exact = 0;
    double near = 0;  // of the best other level
  };
  const Query* query_;
  double start_ = 0;
  std::vector<Gain> gains_;
};

}  // namespace

// Which identifiers of the record are plainly somebody else's. Returns those whom it is plainly not, though they share
// one.
std::vector<std::uint32_t> Linker::State::note_disputed(Query& query, const std::vector<std::uint32_t>& rows) const {
  std::vector<std::uint32_t> others;
  query.disputed = 0;
  for (std::size_t c = 0; c < model->comparisons.size(); ++c) {
    const std::size_t column = model->comparisons[c].column;
    if (!model->comparisons[c].borrowed || query.ids[column] == 0) continue;
    Holders holders;
    for (const std::uint32_t row : rows) {
      if (table.row(row)[column] != query.ids[column]) continue;
      const Pattern pattern = compare(*model, RecordView(table, query), RecordView(table, row));
      if (plainly_others(scoring(), pattern)) {
        ++holders.others;
        others.push_back(row);
      } else {
        ++holders.alike;
      }
    }
    if (holders.disputed()) query.disputed = static_cast<Comparisons>(query.disputed | 1U << c);
  }
  return others;
}

// All links that a record has or would have, strongest first; `rows` are its candidates.
std::vector<Link> Linker::State::links_of(const Query& query, const std::vector<std::uint32_t>& rows,
                                          double& likeliest) const {
  std::vector<Link> found;
  const double least = split_threshold(*model);
  const RecordView record(table, query);
  likeliest = 0;
  const Bound bound(scoring(), query);
  for (const std::uint32_t row : rows) {
    if (bound.most(table.row(row)) < least) continue;
    const RecordView candidate(table, row);
    const Pattern pattern = compare(*model, record, candidate);
    const double odds = log_odds(scoring(), pattern, record, candidate);
    likeliest = std::max(likeliest, probability(odds));
    if (odds >= least) found.push_back({.row = row, .log_odds = odds, .pattern = pattern});
  }
  std::sort(found.begin(), found.end(), [&](const Link& a, const Link& b) {
    return a.log_odds != b.log_odds ? a.log_odds > b.log_odds : table.row_hash(a.row) < table.row_hash(b.row);
  });
  return found;
}

// The rows, and all that links connect them to.
std::vector<std::uint32_t> Linker::State::reach(std::vector<std::uint32_t> rows) const {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::unordered_set<std::uint32_t> seen(rows.begin(), rows.end());
  const double threshold = join_threshold(*model);
  const auto visit = [&](std::uint32_t row) {
    if (rows.size() < largest_part && seen.insert(row).second) rows.push_back(row);
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t row = rows[i];
    links.each(row, [&](const Link& link) {
      if (link.log_odds + decided.favour(row, link.row) >= threshold) visit(link.row);
    });
    if (decided.has_rulings())
      for (const std::uint32_t other : decided.same_as(row))
        if (other < table.rows()) visit(other);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

namespace {

// Old numbers for new groups: a group keeps the number that most of its members had; of two that want one number the
// larger share has it, and the other a fresh one.
std::vector<std::uint32_t> numbered(const std::vector<std::uint32_t>& groups, const std::vector<Member>& members,
                                    const Decided& decided, std::uint32_t& clusters) {
  struct Claim {
    std::uint32_t group, cluster;
    std::size_t records;
  };
  std::vector<Claim> claims;
  for (std::size_t place = 0; place < members.size(); ++place) {
    const std::uint32_t had = decided.place_of(members[place].row);
    if (had == no_cluster) continue;
    const auto known = std::find_if(claims.begin(), claims.end(),
                                    [&](const Claim& c) { return c.group == groups[place] && c.cluster == had; });
    if (known == claims.end()) {
      claims.push_back({.group = groups[place], .cluster = had, .records = 1});
    } else {
      ++known->records;
    }
  }
  std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
    return a.records != b.records ? a.records > b.records
                                  : std::pair(a.cluster, a.group) < std::pair(b.cluster, b.group);
  });
  std::unordered_map<std::uint32_t, std::uint32_t> number;  // group → cluster
  std::unordered_set<std::uint32_t> taken;
  for (const Claim& claim : claims)
    if (!number.contains(claim.group) && taken.insert(claim.cluster).second) number.emplace(claim.group, claim.cluster);
  std::vector<std::uint32_t> out;
  for (const std::uint32_t group : groups) {
    const auto [found, fresh] = number.try_emplace(group, clusters);
    if (fresh) ++clusters;
    out.push_back(found->second);
  }
  return out;
}

}  // namespace

// With a query, it is the last member, and `found` are its links.
Linker::State::Part Linker::State::regroup(const std::vector<std::uint32_t>& rows, const Query* query,
                                           const std::vector<Link>& found) const {
  Part part{.members = {}, .cluster = {}, .clusters = clusters};
  for (const std::uint32_t row : rows) part.members.push_back({RecordView(table, row), row, table.row_hash(row)});
  if (query != nullptr)
    part.members.push_back({RecordView(table, *query), static_cast<std::uint32_t>(table.rows()), 0});
  const auto place_of = [&](std::uint32_t row) {
    const auto at = std::lower_bound(rows.begin(), rows.end(), row);
    return at == rows.end() || *at != row ? rows.size() + 1 : static_cast<std::size_t>(at - rows.begin());
  };
  const double threshold = join_threshold(*model);
  std::vector<Edge> edges;
  const auto note = [&](std::size_t place, const Link& link) {
    const std::size_t other = place_of(link.row);
    if (other < place && link.log_odds + decided.favour(part.members[place].row, link.row) >= threshold)
      edges.push_back({.a = static_cast<std::uint32_t>(other),
                       .b = static_cast<std::uint32_t>(place),
                       .log_odds = link.log_odds,
                       .pattern = link.pattern});
  };
  for (std::size_t place = 0; place < rows.size(); ++place)
    links.each(rows[place], [&](const Link& link) { note(place, link); });
  if (query != nullptr)
    for (const Link& link : found) note(rows.size(), link);
  PartGrouper grouper(scoring(), decided);
  const auto groups = grouper.group(part.members, edges);
  part.cluster = numbered(groups, part.members, decided, part.clusters);
  return part;
}

Linker::Decision Linker::State::decision_on(const Part& part, std::size_t place, const std::vector<Link>& found,
                                            double likeliest, const RecordView& record) const {
  Decision decision;
  decision.cluster = part.cluster[place];
  decision.probability = likeliest;
  const auto cluster_of = [&](std::uint32_t row) {
    for (std::size_t i = 0; i < part.members.size(); ++i)
      if (i != place && part.members[i].row == row) return part.cluster[i];
    return no_cluster;
  };
  for (std::size_t i = 0; i < part.members.size(); ++i) {
    const std::uint32_t had = decided.place_of(part.members[i].row);
    if (i != place && had != part.cluster[i])
      decision.moved.push_back({.row = part.members[i].row, .from = had, .to = part.cluster[i]});
    if (i == place || part.cluster[i] != decision.cluster || decision.joined) continue;
    decision.joined = true;  // through a ruling, where no link says more
    decision.match = part.members[i].row;
  }
  for (const Link& link : found) {
    if (cluster_of(link.row) != decision.cluster) continue;
    decision.probability = probability(link.log_odds);
    decision.match = link.row;
    decision.terms = explain(scoring(), link.pattern, record, RecordView(table, link.row));
    break;
  }
  return decision;
}

void Linker::State::keep(const Part& part) {
  for (std::size_t i = 0; i < part.members.size(); ++i) decided.place(part.members[i].row, part.cluster[i]);
  clusters = part.clusters;
}

void Linker::State::index(std::uint32_t row, const Query& query) {
  for (std::size_t r = 0; r < rules.size(); ++r)
    if (const std::uint64_t key = key_of(model->rules[r], query); key != 0) rules[r].add(key, row);
}

// Those who hold one of the record's identifiers too.
std::vector<std::uint32_t> Linker::State::sharing_with(std::uint32_t row) const {
  std::vector<std::uint32_t> rows = candidates(query_of(table, row));
  std::erase_if(rows, [&](std::uint32_t other) {
    return other == row || std::none_of(model->comparisons.begin(), model->comparisons.end(), [&](const auto& each) {
             const std::uint32_t id = table.row(row)[each.column];
             return each.borrowed && id != 0 && table.row(other)[each.column] == id;
           });
  });
  return rows;
}

// Whoever shares an identifier with a record that came or changed may hold a disputed one now, or no longer.
void Linker::State::link_anew(std::uint32_t row) {
  Query query = query_of(table, row);
  auto rows = candidates(query);
  std::erase(rows, row);
  const Comparisons before = query.disputed;
  note_disputed(query, rows);
  if (query.disputed == before) return;
  table.set_disputed(row, query.disputed);
  links.drop(row);
  double likeliest = 0;
  for (const Link& link : links_of(query, rows, likeliest))
    links.add({.a = row, .b = link.row, .log_odds = link.log_odds, .pattern = link.pattern});
}

// The record is in the table and not yet in the index.
Linker::Decision Linker::State::settle(std::uint32_t row, std::vector<std::uint32_t> touched, Query& query) {
  double likeliest = 0;
  const auto rows_near = candidates(query);
  const auto others = note_disputed(query, rows_near);
  table.set_disputed(row, query.disputed);
  const auto found = links_of(query, rows_near, likeliest);
  for (const Link& link : found)
    links.add({.a = row, .b = link.row, .log_odds = link.log_odds, .pattern = link.pattern});
  index(row, query);
  for (const std::uint32_t other : others) link_anew(other);
  touched.insert(touched.end(), others.begin(), others.end());
  touched.push_back(row);
  const auto rows = reach(std::move(touched));
  const Part part = regroup(rows, nullptr, {});
  const auto place = static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin());
  Decision decision = decision_on(part, place, found, likeliest, RecordView(table, row));
  keep(part);
  return decision;
}

Linker::Linker(std::unique_ptr<State> state) : state_(std::move(state)) {}
Linker::Linker(Linker&&) noexcept = default;
Linker& Linker::operator=(Linker&&) noexcept = default;
Linker::~Linker() = default;

Result<Linker> Linker::learn(Records records, std::vector<std::uint32_t> of, std::shared_ptr<const Model> model,
                             unsigned threads) {
  if (of.size() != records.ids.size())
    return fail(Fault::bad_input, "there are not as many clusters as records", "a cluster for each record");
  return learn(std::move(records), Given{.rulings = {}, .before = std::move(of), .learned = nullptr}, std::move(model),
               threads);
}

Result<Linker> Linker::learn(Records records, const Given& given, std::shared_ptr<const Model> model,
                             unsigned threads) {
  threads = std::max(1U, threads);
  if (const auto right = check_run(records, *model, given); !right) return fail(right.error());
  auto state = std::make_unique<State>(
      State{.model = model, .table = Table::of(records, *model, threads), .parameters = nullptr});
  records = {};
  Learned learned = learn_from(state->table, *model, threads, {}, given.learned.get());
  state->table.make_room();
  state->parameters = std::make_shared<const Parameters>(std::move(learned.parameters));
  state->decided = Decided(*model, given);
  auto edges = edges_from(learned.compared, state->scoring(), Decided(), split_threshold(*model), threads);
  learned.compared = {};
  state->links = Links(edges, state->table.rows());
  if (given.before.empty()) {
    std::erase_if(edges, [&](const Edge& edge) { return edge.log_odds < join_threshold(*model); });
    const Grouping grouping = group(state->scoring(), std::move(edges), state->decided, threads);
    for (std::uint32_t row = 0; row < grouping.of.size(); ++row) state->decided.place(row, grouping.of[row]);
  }
  for (const BlockRule& rule : model->rules) state->rules.emplace_back().learn(keyed_rows(state->table, rule));
  for (const std::uint32_t cluster : state->decided.places())
    if (cluster != no_cluster) state->clusters = std::max(state->clusters, cluster + 1);
  return Linker(std::move(state));
}

Linker::Decision Linker::add(std::string id, const std::vector<std::string>& values) {
  Query query = query_of(*state_->model, state_->table, values);
  const std::uint32_t row = state_->table.append(id, values, *state_->model);
  return state_->settle(row, {}, query);
}

Linker::Decision Linker::change(std::uint32_t row, const std::vector<std::string>& values) {
  State& state = *state_;
  std::vector<std::uint32_t> touched;  // those it was linked to may now stand differently
  state.links.each(row, [&](const Link& link) { touched.push_back(link.row); });
  const auto sharing = state.sharing_with(row);
  for (std::size_t r = 0; r < state.rules.size(); ++r)
    if (const std::uint64_t key = key_of(state.model->rules[r], state.table, row); key != 0)
      state.rules[r].drop(key, row);
  state.changed.insert(row);
  state.links.drop(row);
  state.table.replace(row, values, *state.model);
  for (const std::uint32_t other : sharing) state.link_anew(other);
  touched.insert(touched.end(), sharing.begin(), sharing.end());
  Query query = query_of(*state.model, state.table, values);
  return state.settle(row, std::move(touched), query);
}

std::vector<Linker::Moved> Linker::State::settle_ruling(const Ruling& ruling) {
  const auto part = regroup(reach({ruling.a, ruling.b}), nullptr, {});
  std::vector<Moved> moved;
  for (std::size_t i = 0; i < part.members.size(); ++i)
    if (const std::uint32_t had = decided.place_of(part.members[i].row); had != part.cluster[i])
      moved.push_back({.row = part.members[i].row, .from = had, .to = part.cluster[i]});
  keep(part);
  return moved;
}

std::vector<Linker::Moved> Linker::rule(const Ruling& ruling) {
  state_->decided.rule(ruling);
  return state_->settle_ruling(ruling);
}

std::vector<Linker::Moved> Linker::withdraw(const Ruling& ruling) {
  state_->decided.withdraw(ruling.a, ruling.b);
  return state_->settle_ruling(ruling);
}

void Linker::place_together(const std::vector<std::uint32_t>& rows) {
  for (const std::uint32_t row : rows) state_->decided.place(row, state_->clusters);
  ++state_->clusters;
}

Linker::Decision Linker::look_up(const std::vector<std::string>& values) const {
  const State& state = *state_;
  Query query = query_of(*state.model, state.table, values);
  const auto rows_near = state.candidates(query);
  state.note_disputed(query, rows_near);
  double likeliest = 0;
  const auto found = state.links_of(query, rows_near, likeliest);
  std::vector<std::uint32_t> touched;
  for (const Link& link : found)
    if (link.log_odds >= join_threshold(*state.model)) touched.push_back(link.row);
  const auto rows = state.reach(std::move(touched));
  const auto part = state.regroup(rows, &query, found);
  return state.decision_on(part, rows.size(), found, likeliest, RecordView(state.table, query));
}

std::uint32_t Linker::cluster_of(std::uint32_t row) const { return state_->decided.place_of(row); }
std::size_t Linker::size() const { return state_->table.rows(); }
std::shared_ptr<const Parameters> Linker::learned() const { return state_->parameters; }
const std::vector<std::string>& Linker::columns() const { return state_->model->sources; }

}  // namespace roundel::identity
