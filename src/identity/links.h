// Which records of a linker have evidence of being one person: a graph that single records change.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "identity/cluster.h"

namespace roundel::identity {

struct Link {
  std::uint32_t row = 0;  // the other record
  double log_odds = 0;
  Pattern pattern = 0;
};

class Links {
 public:
  Links() = default;
  Links(const std::vector<Edge>& edges, std::size_t rows);

  void add(const Edge& edge);
  // Forgets all links of a record, at both ends.
  void drop(std::uint32_t row);

  template <class Visit>
  void each(std::uint32_t row, const Visit& visit) const {
    if (row + 1 < ends_.size() && !dropped_.contains(row))
      for (std::size_t i = ends_[row]; i < ends_[row + 1]; ++i)
        if (dropped_.empty() || !dropped_.contains(learned_[i].row)) visit(learned_[i]);
    if (const auto found = added_.find(row); found != added_.end())
      for (const Link& link : found->second) visit(link);
  }

 private:
  std::vector<Link> learned_;      // by row
  std::vector<std::size_t> ends_;  // row → where its links begin in `learned_`, and one more
  std::unordered_map<std::uint32_t, std::vector<Link>> added_;
  std::unordered_set<std::uint32_t> dropped_;  // rows whose learned links hold no longer
};

}  // namespace roundel::identity
