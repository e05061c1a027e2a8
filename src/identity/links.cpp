#include "identity/links.h"

namespace roundel::identity {

Links::Links(const std::vector<Edge>& edges, std::size_t rows) : learned_(edges.size() * 2), ends_(rows + 1, 0) {
  for (const Edge& edge : edges) {
    ++ends_[edge.a];
    ++ends_[edge.b];
  }
  std::size_t sum = 0;
  for (std::size_t& end : ends_) end = sum += end;
  for (const Edge& edge : edges) {  // from the back, so that `ends_` becomes where each row begins
    learned_[--ends_[edge.a]] = {.row = edge.b, .log_odds = edge.log_odds, .pattern = edge.pattern};
    learned_[--ends_[edge.b]] = {.row = edge.a, .log_odds = edge.log_odds, .pattern = edge.pattern};
  }
}

void Links::add(const Edge& edge) {
  added_[edge.a].push_back({.row = edge.b, .log_odds = edge.log_odds, .pattern = edge.pattern});
  added_[edge.b].push_back({.row = edge.a, .log_odds = edge.log_odds, .pattern = edge.pattern});
}

void Links::drop(std::uint32_t row) {
  if (const auto found = added_.find(row); found != added_.end()) {
    for (const Link& link : found->second)
      std::erase_if(added_[link.row], [row](const Link& back) { return back.row == row; });
    added_.erase(row);
  }
  if (row + 1 < ends_.size()) dropped_.insert(row);
}

}  // namespace roundel::identity
