#include "identity/cluster.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "identity/parallel.h"

namespace roundel::identity {
namespace {

constexpr std::size_t most_remembered = 256;  // members of a part whose pairs are remembered
constexpr double ruled = 100;                 // log odds of a pair that a steward joined

double logit(double p) { return std::log(p / std::max(1 - p, 1e-12)); }

// Strongest first; among equals an order that does not depend on the file's.
template <class HashOf>
void sort_edges(std::vector<Edge>& edges, const HashOf& hash_of) {
  const auto tie = [&](const Edge& e) {
    const std::uint64_t a = hash_of(e.a);
    const std::uint64_t b = hash_of(e.b);
    return std::pair(std::min(a, b), std::max(a, b));
  };
  std::sort(edges.begin(), edges.end(), [&](const Edge& x, const Edge& y) {
    return x.log_odds != y.log_odds ? x.log_odds > y.log_odds : tie(x) < tie(y);
  });
}

std::uint32_t find_in(std::vector<std::uint32_t>& parent, std::uint32_t at) {
  while (parent[at] != at) at = parent[at] = parent[parent[at]];
  return at;
}

}  // namespace

double join_threshold(const Model& model) { return logit(model.join_at); }
double split_threshold(const Model& model) { return logit(std::min(model.split_at, model.join_at)); }

Decided::Decided(const Model& model, const Given& given)
    : favour_(join_threshold(model) - split_threshold(model)), before_(given.before) {
  for (const Ruling& ruling : given.rulings) rule(ruling);
}

void Decided::rule(const Ruling& ruling) {
  for (const auto& [from, to] : {std::pair{ruling.a, ruling.b}, std::pair{ruling.b, ruling.a}}) {
    Ruled& of = ruled_[from];
    std::erase(of.same, to);
    std::erase(of.apart, to);
    (ruling.same ? of.same : of.apart).push_back(to);
  }
}

void Decided::withdraw(std::uint32_t a, std::uint32_t b) {
  for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
    const auto found = ruled_.find(from);
    if (found == ruled_.end()) continue;
    std::erase(found->second.same, to);
    std::erase(found->second.apart, to);
    if (found->second.same.empty() && found->second.apart.empty()) ruled_.erase(found);
  }
}

void Decided::place(std::uint32_t row, std::uint32_t cluster) {
  if (row >= before_.size()) before_.resize(row + 1, no_cluster);
  before_[row] = cluster;
}

const Decided::Ruled& Decided::of(std::uint32_t row) const {
  static const Ruled none;
  const auto found = ruled_.find(row);
  return found == ruled_.end() ? none : found->second;
}

PartGrouper::PartGrouper(const Scoring& scoring, const Decided& decided) : scoring_(scoring), decided_(&decided) {
  families_ = scoring.parameters->has_relatives();
  for (const Comparison& comparison : scoring.model->comparisons) families_ |= comparison.household;
}

void PartGrouper::Sets::begin(std::size_t count) {
  parent.resize(count);
  std::iota(parent.begin(), parent.end(), 0U);
  next = parent;
  size.assign(count, 1);
}

std::uint32_t PartGrouper::Sets::find(std::uint32_t place) { return find_in(parent, place); }

void PartGrouper::Sets::unite(std::uint32_t a, std::uint32_t b) {
  if (size[a] < size[b]) std::swap(a, b);
  parent[b] = a;
  size[a] += size[b];
  std::swap(next[a], next[b]);  // two rings become one
}

void PartGrouper::begin(const std::vector<Member>& members, const std::vector<Edge>& edges) {
  const std::size_t count = members.size();
  members_ = &members;
  ruled_ = decided_->has_rulings() && std::any_of(members.begin(), members.end(),
                                                  [&](const Member& member) { return decided_->is_ruled(member.row); });
  cores_.begin(count);
  groups_.begin(ruled_ ? count : 0);
  refused_.clear();
  pairs_.clear();
  if (count > most_remembered) return;
  pairs_.resize(count * count);
  for (const Edge& edge : edges)
    pairs_[edge.a * count + edge.b] =
        pairs_[edge.b * count + edge.a] = {.odds = edge.log_odds, .pattern = edge.pattern, .known = true};
}

// With the favour of having been together before.
PartGrouper::Scored PartGrouper::scored(std::uint32_t a, std::uint32_t b) {
  const std::size_t count = members_->size();
  if (!pairs_.empty() && pairs_[a * count + b].known) return pairs_[a * count + b];
  const Member& x = (*members_)[a];
  const Member& y = (*members_)[b];
  const Pattern pattern = compare(*scoring_.model, x.view, y.view);
  const Scored scored = {.odds = log_odds(scoring_, pattern, x.view, y.view) + decided_->favour(x.row, y.row),
                         .pattern = pattern,
                         .known = true};
  if (!pairs_.empty()) pairs_[a * count + b] = pairs_[b * count + a] = scored;
  return scored;
}

// Whether a steward keeps a record of one group from one of the other.
bool PartGrouper::ruled_apart(std::uint32_t a, std::uint32_t b) {
  std::uint32_t place = a;
  do {
    for (const std::uint32_t other : decided_->apart_from((*members_)[place].row))
      for (std::uint32_t i = 0; i < members_->size(); ++i)
        if ((*members_)[i].row == other && groups_.find(i) == b) return true;
    place = groups_.next[place];
  } while (place != a);
  return false;
}

// What a steward joined is joined, whatever the model says; in the order of the records' own ids.
void PartGrouper::join_ruled(std::vector<Edge>& joined) {
  std::vector<Edge> wanted;
  for (std::uint32_t i = 0; i < members_->size(); ++i)
    for (const std::uint32_t other : decided_->same_as((*members_)[i].row))
      for (std::uint32_t j = i + 1; j < members_->size(); ++j)
        if ((*members_)[j].row == other) wanted.push_back({.a = i, .b = j, .log_odds = ruled, .pattern = 0});
  sort_edges(wanted, [&](std::uint32_t place) { return (*members_)[place].hash; });
  for (const Edge& edge : wanted) {
    const std::uint32_t a = groups_.find(edge.a);
    const std::uint32_t b = groups_.find(edge.b);
    if (a == b || ruled_apart(a, b)) continue;
    groups_.unite(a, b);
    joined.push_back(edge);
  }
}

template <class Each>
void PartGrouper::pairs_across(std::uint32_t a, std::uint32_t b, const Each& each) const {
  std::size_t pairs = 0;
  std::uint32_t x = a;
  do {
    std::uint32_t y = b;
    do {
      if (each(x, y)) return;
      y = cores_.next[y];
    } while (y != b && ++pairs < most_pairs_across);
    x = cores_.next[x];
  } while (x != a && pairs < most_pairs_across);
}

bool PartGrouper::evidence_joins(std::uint32_t a, std::uint32_t b) {
  Evidence evidence(*scoring_.model, families_, std::min(cores_.size[a], cores_.size[b]));
  const std::vector<Member>& members = *members_;
  bool conflict = false;
  pairs_across(a, b, [&](auto x, auto y) { return conflict = evidence.conflicts(members[x].view, members[y].view); });
  if (conflict) return false;
  pairs_across(a, b, [&](auto x, auto y) {
    const Scored pair = scored(x, y);
    evidence.add(pair.pattern, pair.odds, members[x].view, members[y].view);
    return false;
  });
  return evidence.joins();
}

constexpr std::uint64_t both(std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32 | b; }

bool PartGrouper::refused_before(std::uint32_t a, std::uint32_t b) const {
  const auto known = refused_.find(both(a, b));
  return known != refused_.end() && known->second == both(cores_.size[a], cores_.size[b]);
}

bool PartGrouper::try_join(const Edge& edge) {
  const std::uint32_t a = cores_.find(edge.a);
  const std::uint32_t b = cores_.find(edge.b);
  if (a == b) return false;
  const std::uint32_t group_a = group_of(edge.a);
  const std::uint32_t group_b = group_of(edge.b);
  if (ruled_ && group_a != group_b && ruled_apart(group_a, group_b)) return false;
  if (refused_before(a, b)) return false;
  if (!evidence_joins(a, b)) {
    refused_[both(a, b)] = both(cores_.size[a], cores_.size[b]);
    return false;
  }
  cores_.unite(a, b);
  if (ruled_ && group_a != group_b) groups_.unite(group_a, group_b);
  return group_a != group_b;
}

std::vector<std::uint32_t> PartGrouper::group(const std::vector<Member>& members, std::vector<Edge>& edges) {
  for (Edge& edge : edges) edge.log_odds += decided_->favour(members[edge.a].row, members[edge.b].row);
  begin(members, edges);
  std::vector<Edge> joined;
  if (ruled_) join_ruled(joined);
  sort_edges(edges, [&](std::uint32_t place) { return members[place].hash; });
  for (const Edge& edge : edges)
    if (try_join(edge)) joined.push_back(edge);
  for (Edge& edge : joined) edge.log_odds -= decided_->favour(members[edge.a].row, members[edge.b].row);
  edges = std::move(joined);
  std::vector<std::uint32_t> of(members.size());
  for (std::uint32_t place = 0; place < members.size(); ++place) of[place] = group_of(place);
  return of;
}

namespace {

// The graph's connected parts, one after another: their rows, and their edges.
struct Parts {
  std::vector<std::uint32_t> rows;
  std::vector<std::size_t> row_ends;
  std::vector<Edge> edges;
  std::vector<std::size_t> edge_ends;
};

Parts parts_of(std::vector<Edge> edges, const Decided& decided, std::size_t rows) {
  std::vector<std::uint32_t> parent(rows);
  std::iota(parent.begin(), parent.end(), 0U);
  const auto join = [&](std::uint32_t x, std::uint32_t y) {
    const std::uint32_t a = find_in(parent, x);
    const std::uint32_t b = find_in(parent, y);
    if (a != b) parent[std::max(a, b)] = std::min(a, b);
  };
  for (const Edge& edge : edges) join(edge.a, edge.b);
  if (decided.has_rulings())
    for (std::uint32_t row = 0; row < rows; ++row)
      for (const std::uint32_t other : decided.same_as(row))
        if (other < rows) join(row, other);
  // Parts are numbered by their first row; those of one record are left out.
  std::vector<std::uint32_t> size(rows, 0);
  for (std::uint32_t row = 0; row < rows; ++row) ++size[find_in(parent, row)];
  std::vector<std::uint32_t> number(rows, 0);
  Parts parts;
  std::size_t end = 0;
  for (std::uint32_t row = 0; row < rows; ++row)
    if (parent[row] == row && size[row] > 1) {
      number[row] = static_cast<std::uint32_t>(parts.row_ends.size());
      parts.row_ends.push_back(end);
      end += size[row];
    }
  parts.rows.resize(end);
  for (std::uint32_t row = 0; row < rows; ++row)
    if (const std::uint32_t root = find_in(parent, row); size[root] > 1)
      parts.rows[parts.row_ends[number[root]]++] = row;
  parts.edge_ends.assign(parts.row_ends.size() + 1, 0);
  for (const Edge& edge : edges) ++parts.edge_ends[number[find_in(parent, edge.a)] + 1];
  for (std::size_t i = 1; i < parts.edge_ends.size(); ++i) parts.edge_ends[i] += parts.edge_ends[i - 1];
  parts.edges.resize(edges.size());
  for (const Edge& edge : edges) parts.edges[parts.edge_ends[number[find_in(parent, edge.a)]]++] = edge;
  parts.edge_ends.pop_back();
  return parts;
}

// Groups parts from..to-1; writes each row's group as a row of the group.
std::vector<Edge> group_parts(const Scoring& scoring, const Decided& decided, const Parts& parts, std::size_t from,
                              std::size_t to, std::vector<std::uint32_t>& of) {
  PartGrouper grouper(scoring, decided);
  std::vector<Edge> joined;
  std::vector<Member> members;
  std::vector<Edge> edges;
  for (std::size_t part = from; part < to; ++part) {
    const auto begin = parts.rows.begin() + static_cast<std::ptrdiff_t>(part == 0 ? 0 : parts.row_ends[part - 1]);
    const auto end = parts.rows.begin() + static_cast<std::ptrdiff_t>(parts.row_ends[part]);
    members.clear();
    for (auto row = begin; row != end; ++row)
      members.push_back({RecordView(*scoring.table, *row), *row, scoring.table->row_hash(*row)});
    edges.assign(parts.edges.begin() + static_cast<std::ptrdiff_t>(part == 0 ? 0 : parts.edge_ends[part - 1]),
                 parts.edges.begin() + static_cast<std::ptrdiff_t>(parts.edge_ends[part]));
    for (Edge& edge : edges) {  // rows → places
      edge.a = static_cast<std::uint32_t>(std::lower_bound(begin, end, edge.a) - begin);
      edge.b = static_cast<std::uint32_t>(std::lower_bound(begin, end, edge.b) - begin);
    }
    const auto groups = grouper.group(members, edges);
    for (std::size_t place = 0; place < members.size(); ++place) of[members[place].row] = members[groups[place]].row;
    for (const Edge& edge : edges)
      joined.push_back(
          {.a = members[edge.a].row, .b = members[edge.b].row, .log_odds = edge.log_odds, .pattern = edge.pattern});
  }
  return joined;
}

}  // namespace

Grouping group(const Scoring& scoring, std::vector<Edge> edges, const Decided& decided, unsigned threads) {
  const std::size_t rows = scoring.table->rows();
  const Parts parts = parts_of(std::move(edges), decided, rows);
  std::vector<std::uint32_t> of(rows);
  std::iota(of.begin(), of.end(), 0U);
  const auto first_part = [&](std::size_t thread) {  // as many edges for each
    if (thread == 0) return std::size_t{0};
    if (thread == threads) return parts.edge_ends.size();
    const auto at = std::ranges::upper_bound(parts.edge_ends, parts.edges.size() * thread / threads);
    return static_cast<std::size_t>(at - parts.edge_ends.begin());
  };
  std::vector<std::vector<Edge>> joined(threads);
  in_parallel(threads, [&](unsigned thread) {
    joined[thread] = group_parts(scoring, decided, parts, first_part(thread), first_part(thread + 1), of);
  });
  Grouping grouping{.of = {}, .joined = std::move(joined[0])};
  for (unsigned t = 1; t < threads; ++t)
    grouping.joined.insert(grouping.joined.end(), joined[t].begin(), joined[t].end());
  std::vector<std::uint32_t> number(rows, no_cluster);
  std::uint32_t groups = 0;
  grouping.of.reserve(rows);
  for (std::uint32_t row = 0; row < rows; ++row) {
    std::uint32_t& n = number[of[row]];
    if (n == no_cluster) n = groups++;
    grouping.of.push_back(n);
  }
  return grouping;
}

}  // namespace roundel::identity
