// From pairs to persons. Edges are taken strongest first; two groups become one only where nothing speaks against it:
// no conflict of valid identifiers, no twin or namesake, and the evidence of all pairs across, not of one bridge.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "identity/linkage.h"
#include "identity/pairs.h"

namespace roundel::identity {

struct Edge {
  std::uint32_t a = 0;  // rows
  std::uint32_t b = 0;
  double log_odds = 0;
  Pattern pattern = 0;
};

// What speaks about two groups of records being one person: all pairs across are looked at, up to a limit.
class Evidence {
 public:
  // With `families` the guards for twins and namesakes hold. `smaller` is how many records the smaller group has.
  Evidence(const Model& model, bool families, std::size_t smaller);
  // Identifiers of one pair across: cheap, and where they conflict, all that need be known. Before `add`.
  bool conflicts(const RecordView& a, const RecordView& b);
  // One pair across. `scored` is its log odds.
  void add(Pattern pattern, double scored, const RecordView& a, const RecordView& b);
  bool joins() const;  // whether the groups may be one

 private:
  // Every pair across has other forenames and other birth dates: a shared identifier is then somebody else's.
  bool is_unlike() const { return pairs_ > 0 && unlike_ == pairs_; }
  bool is_namesake() const;  // same people's names, births a generation apart
  // One birth date and other forenames throughout; and an agency keeps them apart, or both names were written again
  // and again, which slips are not.
  bool is_twin() const;

  const Model* model_;
  std::size_t forename_;  // comparisons; `comparisons.size()` where the model has none
  std::size_t birth_date_;
  std::size_t agency_;  // a column
  bool families_ = false;
  std::size_t smaller_ = 1;
  double sum_ = 0;
  std::size_t pairs_ = 0;
  std::size_t unlike_ = 0;
  std::size_t forenames_compared_ = 0;
  std::size_t forenames_differ_ = 0;
  bool born_alike_ = false;
  bool shared_agency_ = false;
  bool shared_identifier_ = false;
  bool namesake_ = false;
};

// Beyond so many, the pairs of the first records of two groups stand for all.
inline constexpr std::size_t most_pairs_across = 256;

// What was decided before, as grouping looks it up: stewards' rulings and earlier clusters.
class Decided {
 public:
  Decided() = default;
  Decided(const Model& model, const Given& given);
  // What a pair's log odds gain where its records were together before: the way from join-at to split-at.
  double favour(std::uint32_t a, std::uint32_t b) const {
    return a < before_.size() && b < before_.size() && before_[a] != no_cluster && before_[a] == before_[b] ? favour_
                                                                                                            : 0;
  }
  bool has_rulings() const { return !ruled_.empty(); }
  bool is_ruled(std::uint32_t row) const { return ruled_.contains(row); }
  const std::vector<std::uint32_t>& same_as(std::uint32_t row) const { return of(row).same; }
  const std::vector<std::uint32_t>& apart_from(std::uint32_t row) const { return of(row).apart; }
  void rule(const Ruling& ruling);
  void withdraw(std::uint32_t a, std::uint32_t b);       // as if nobody had ruled on the two
  void place(std::uint32_t row, std::uint32_t cluster);  // from now on
  std::uint32_t place_of(std::uint32_t row) const { return row < before_.size() ? before_[row] : no_cluster; }
  const std::vector<std::uint32_t>& places() const { return before_; }

 private:
  struct Ruled {
    std::vector<std::uint32_t> same;
    std::vector<std::uint32_t> apart;
  };
  const Ruled& of(std::uint32_t row) const;

  double favour_ = 0;
  std::vector<std::uint32_t> before_;
  std::unordered_map<std::uint32_t, Ruled> ruled_;
};

double join_threshold(const Model& model);   // log odds
double split_threshold(const Model& model);  // log odds, never above the former

// A record of one connected part of the graph.
struct Member {
  RecordView view;
  std::uint32_t row = 0;
  std::uint64_t hash = 0;  // of its id: an order that does not depend on the file's
};

// Groups one connected part; batch and incremental linking share it, so that they decide alike. One a thread.
//
// A steward's *same* makes two records one person whatever speaks against it. What the evidence joins to either of them
// is then of that person too: evidence is weighed between *cores*, groups that evidence alone holds together, so that
// what the steward overruled is not held against every other record of the two. *Different* keeps two groups apart
// before any evidence is looked at.
class PartGrouper {
 public:
  PartGrouper(const Scoring& scoring, const Decided& decided);
  // `edges` are between places in `members`, all at or above the threshold that holds for them; those that joined
  // groups are left in it, strongest first. Returns each member's group, as the place of one of the group.
  std::vector<std::uint32_t> group(const std::vector<Member>& members, std::vector<Edge>& edges);

 private:
  struct Scored {
    double odds = 0;
    Pattern pattern = 0;
    bool known = false;
  };
  // Sets of places that grow together.
  struct Sets {
    std::vector<std::uint32_t> parent;
    std::vector<std::uint32_t> next;  // a set's places as a ring
    std::vector<std::uint32_t> size;
    void begin(std::size_t count);
    std::uint32_t find(std::uint32_t place);
    void unite(std::uint32_t a, std::uint32_t b);  // two sets, as found
  };
  void begin(const std::vector<Member>& members, const std::vector<Edge>& edges);
  Scored scored(std::uint32_t a, std::uint32_t b);
  void join_ruled(std::vector<Edge>& joined);
  bool try_join(const Edge& edge);
  bool ruled_apart(std::uint32_t a, std::uint32_t b);
  bool evidence_joins(std::uint32_t a, std::uint32_t b);
  // Calls `each(x, y)` for the pairs across two cores, up to most_pairs_across, until it says that it knows enough.
  template <class Each>
  void pairs_across(std::uint32_t a, std::uint32_t b, const Each& each) const;
  bool refused_before(std::uint32_t a, std::uint32_t b) const;
  std::uint32_t group_of(std::uint32_t place) { return ruled_ ? groups_.find(place) : cores_.find(place); }

  Scoring scoring_;
  bool families_ = false;  // the model says what a household shares, or the records showed relatives
  const Decided* decided_;
  const std::vector<Member>* members_ = nullptr;
  bool ruled_ = false;  // a steward ruled on a record of the part; else cores are the groups
  Sets cores_;
  Sets groups_;
  std::vector<Scored> pairs_;  // of small parts, by two places
  // Cores that evidence did not join, and how large they were: many edges lie between the same two. A core only grows.
  std::unordered_map<std::uint64_t, std::uint64_t> refused_;
};

// The pairs that may join: at `threshold` in log odds, with the favour of those that were together before.
std::vector<Edge> edges_from(const ComparedPairs& compared, const Scoring& scoring, const Decided& decided,
                             double threshold, unsigned threads);

// Whether the records have the model's columns, and what is given is about them.
Done check_run(const Records& records, const Model& model, const Given& given);
Done check_given(std::size_t rows, const Model& model, const Given& given);

struct Grouping {
  std::vector<std::uint32_t> of;  // row → group, numbered by first row
  std::vector<Edge> joined;       // the edges that made the groups, part by part, strongest first in each
};
Grouping group(const Scoring& scoring, std::vector<Edge> edges, const Decided& decided, unsigned threads);
// The same as others read it; `pairs_compared` and `learned` are left to the caller.
Clusters clusters_from(const Scoring& scoring, std::vector<Edge> edges, const Decided& decided, unsigned threads);

}  // namespace roundel::identity
