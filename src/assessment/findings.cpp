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

void find_held(const Evaluation& evaluation, const std::vector<std::size_t>& order, std::vector<HeldRule>& held,
               std::vector<Evidence>& evidence) {
  for (const std::size_t number : order) {
    if (!evaluation.holds(number)) continue;
    const auto first = static_cast<std::uint32_t>(evidence.size());
    evaluation.evidence(number, evidence);
    held.push_back({.rule = static_cast<std::uint32_t>(number),
                    .since = evaluation.since(number),
                    .first_evidence = first,
                    .evidence = static_cast<std::uint32_t>(evidence.size()) - first});
  }
}

Finding told(const HeldRule& held, std::span<const Evidence> evidence, const Columns& columns,
             const Standards& standards) {
  Finding out{.indicator = standards.indicators[held.rule].code, .since = held.since, .evidence = {}, .agencies = {}};
  out.evidence.reserve(held.evidence);
  for (const Evidence& one : evidence.subspan(held.first_evidence, held.evidence)) {
    out.evidence.push_back(columns.entry_id(one.entry));
    const AgencyId& agency = columns.agency(one.agency);
    if (std::find(out.agencies.begin(), out.agencies.end(), agency) == out.agencies.end())
      out.agencies.push_back(agency);
  }
  return out;
}

void find_all(const Evaluation& evaluation, const Columns& columns, const Standards& standards,
              const std::vector<std::size_t>& order, std::vector<Finding>& out) {
  std::vector<HeldRule> held;
  std::vector<Evidence> evidence;
  find_held(evaluation, order, held, evidence);
  out.clear();
  for (const HeldRule& one : held) out.push_back(told(one, evidence, columns, standards));
}

}  // namespace roundel
