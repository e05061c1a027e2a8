#include "assessment/findings.h"

#include <algorithm>
#include <numeric>

namespace roundel {

std::vector<std::size_t> reading_order(const Standards& standards) {
  std::vector<std::size_t> order(standards.indicators.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto height = [&](std::size_t number) {
    const Level* level = standards.levels.find(standards.indicators[number].suggests);
    return level ? level->order : 0;  // what protects suggests none
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return height(a) > height(b); });
  return order;
}

void find_all(const Evaluation& evaluation, const Standards& standards, const std::vector<std::size_t>& order,
              std::vector<Finding>& out) {
  out.clear();
  for (const std::size_t number : order) {
    if (!evaluation.holds(number)) continue;
    Finding finding{.indicator = standards.indicators[number].code,
                    .since = evaluation.since(number),
                    .evidence = {},
                    .agencies = {}};
    evaluation.evidence(number, finding);
    out.push_back(std::move(finding));
  }
}

}  // namespace roundel
