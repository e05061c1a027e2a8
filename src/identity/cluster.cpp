#include "identity/cluster.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "identity/parallel.h"
#include "identity/similarity.h"

namespace roundel::identity {
namespace {

constexpr double loudest = 12;  // log odds that one pair across may bring at most, either way

// Sets that grow together: each row's set is found by following parents.
class Sets {
 public:
  explicit Sets(std::size_t rows) : parent_(rows) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::uint32_t find(std::uint32_t row) {
    while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
    return row;
  }
  void join(std::uint32_t into, std::uint32_t other) { parent_[other] = into; }

 private:
  std::vector<std::uint32_t> parent_;
};

// Strongest first; among equals an order that does not depend on the file's.
void sort_edges(std::vector<Edge>& edges, const Table& table) {
  const auto tie = [&](const Edge& e) {
    const std::uint64_t a = table.row_hash(e.a);
    const std::uint64_t b = table.row_hash(e.b);
    return std::pair(std::min(a, b), std::max(a, b));
  };
  std::sort(edges.begin(), edges.end(), [&](const Edge& x, const Edge& y) {
    return x.log_odds != y.log_odds ? x.log_odds > y.log_odds : tie(x) < tie(y);
  });
}

// Grows groups within one part of the graph (or several that no edge connects).
class Grower {
 public:
  Grower(const Scoring& scoring, Sets& sets, std::vector<std::uint32_t>& next, std::vector<std::uint32_t>& size)
      : scoring_(scoring), comparer_(*scoring.model, *scoring.table), sets_(sets), next_(next), size_(size) {}

  bool try_join(const Edge& edge) {
    std::uint32_t a = sets_.find(edge.a);
    std::uint32_t b = sets_.find(edge.b);
    if (a == b) return false;
    const bool single = size_[a] == 1 && size_[b] == 1;
    if (!(single ? evidence_of(edge) : evidence_across(a, b)).joins()) return false;
    if (size_[a] < size_[b]) std::swap(a, b);
    sets_.join(a, b);
    size_[a] += size_[b];
    std::swap(next_[a], next_[b]);  // two rings become one
    return true;
  }

 private:
  // Two single records: the edge is the only pair across.
  Evidence evidence_of(const Edge& edge) const {
    Evidence evidence(*scoring_.model);
    evidence.add(edge.pattern, edge.log_odds, RecordView(*scoring_.table, edge.a), RecordView(*scoring_.table, edge.b));
    return evidence;
  }

  Evidence evidence_across(std::uint32_t a, std::uint32_t b) {
    Evidence evidence(*scoring_.model);
    std::size_t pairs = 0;
    std::uint32_t x = a;
    do {
      std::uint32_t y = b;
      do {
        const RecordView first(*scoring_.table, x);
        const RecordView second(*scoring_.table, y);
        const Pattern pattern = comparer_.compare(x, y);
        evidence.add(pattern, log_odds(scoring_, pattern, first, second), first, second);
        y = next_[y];
      } while (y != b && ++pairs < most_pairs_across);
      x = next_[x];
    } while (x != a && pairs < most_pairs_across);
    return evidence;
  }

  Scoring scoring_;
  Comparer comparer_;
  Sets& sets_;
  std::vector<std::uint32_t>& next_;  // a group's rows as a ring
  std::vector<std::uint32_t>& size_;
};

// Which thread grows which connected part of the graph: parts do not touch, so threads need no locks.
std::vector<std::vector<Edge>> divide(const std::vector<Edge>& edges, std::size_t rows, unsigned threads) {
  Sets parts(rows);
  for (const Edge& edge : edges) {
    const std::uint32_t a = parts.find(edge.a);
    const std::uint32_t b = parts.find(edge.b);
    if (a != b) parts.join(std::min(a, b), std::max(a, b));
  }
  std::vector<std::vector<Edge>> shares(threads);
  for (const Edge& edge : edges) shares[parts.find(edge.a) % threads].push_back(edge);
  return shares;
}

}  // namespace

Evidence::Evidence(const Model& model)
    : model_(&model),
      forename_(model.comparisons.size()),
      birth_date_(model.comparisons.size()),
      agency_(model.column_with(Role::agency)) {
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    const Role role = model.columns[model.comparisons[c].column].role;
    if (role == Role::forename) forename_ = c;
    if (role == Role::birth_date) birth_date_ = c;
    families_ |= model.comparisons[c].household;
  }
}

void Evidence::add(Pattern pattern, double scored, const RecordView& a, const RecordView& b) {
  sum_ += std::clamp(scored, -loudest, loudest);
  ++pairs_;
  for (const Comparison& comparison : model_->comparisons) {
    const std::size_t column = comparison.column;
    if (!comparison.conflict || a.id(column) == 0 || b.id(column) == 0) continue;
    if (a.id(column) == b.id(column)) {
      shared_identifier_ = true;
    } else if (a.valid(column) && b.valid(column)) {
      conflict_ = true;
    }
  }
  if (agency_ < a.width()) shared_agency_ |= a.id(agency_) != 0 && a.id(agency_) == b.id(agency_);
  if (birth_date_ == model_->comparisons.size()) return;
  const std::size_t born = model_->comparisons[birth_date_].column;
  if (a.id(born) != 0 && b.id(born) != 0) {
    born_alike_ |= a.id(born) == b.id(born);
    const std::string& x = *a.value(born).text;
    const std::string& y = *b.value(born).text;
    // The same day and month is a slip in the year: a father and son rarely share a birthday.
    namesake_ |= years_apart(x, y) >= model_->namesake_years && x.compare(4, 4, y, 4, 4) != 0;
  }
  if (forename_ == model_->comparisons.size()) return;
  const std::size_t level = level_in(pattern, forename_);
  if (level == 0) return;
  ++forenames_compared_;
  forenames_differ_ += level + 1 == levels_of(model_->comparisons[forename_]) ? 1U : 0U;
}

bool Evidence::joins() const {
  if (conflict_) return false;
  return (!families_ || !(is_namesake() || is_twin())) && sum_ / static_cast<double>(pairs_) > 0;
}

// A shared identifier outweighs both guards.
bool Evidence::is_namesake() const { return namesake_ && !shared_identifier_; }
bool Evidence::is_twin() const {
  return born_alike_ && shared_agency_ && forenames_compared_ > 0 && forenames_differ_ == forenames_compared_ &&
         !shared_identifier_;
}

Grouping group(const Scoring& scoring, std::vector<Edge> edges, unsigned threads) {
  const std::size_t rows = scoring.table->rows();
  auto shares = divide(edges, rows, threads);
  edges = {};
  Sets sets(rows);
  std::vector<std::uint32_t> next(rows);
  std::vector<std::uint32_t> size(rows, 1);
  std::iota(next.begin(), next.end(), 0U);
  in_parallel(threads, [&](unsigned thread) {
    auto& share = shares[thread];
    sort_edges(share, *scoring.table);
    Grower grower(scoring, sets, next, size);
    std::erase_if(share, [&](const Edge& edge) { return !grower.try_join(edge); });
  });
  Grouping grouping;
  for (auto& share : shares) grouping.joined.insert(grouping.joined.end(), share.begin(), share.end());
  sort_edges(grouping.joined, *scoring.table);
  std::vector<std::uint32_t> number(rows, 0xFFFFFFFF);
  std::uint32_t groups = 0;
  for (std::uint32_t row = 0; row < rows; ++row) {
    std::uint32_t& n = number[sets.find(row)];
    if (n == 0xFFFFFFFF) n = groups++;
    grouping.of.push_back(n);
  }
  return grouping;
}

}  // namespace roundel::identity
