#include "service/linkage/link_sample.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>

#include "ledger/sha256.h"

namespace roundel::service {
namespace {

// The first so many of all pairs that it is shown, by a hash of each.
class Drawing {
 public:
  explicit Drawing(const LinkDraw& draw)
      : most_(draw.links), seed_("roundel draw " + std::to_string(draw.number) + " of " + draw.area) {}

  void show(const SourcePair& pair) {
    const Hash hash = sha256({seed_, " ", pair.first.value, " ", pair.second.value});
    std::uint64_t order = 0;
    for (std::size_t i = 0; i < sizeof order; ++i) order = order << 8U | hash[i];
    if (first_.size() == most_ && !first_.empty() && std::pair(order, pair) >= first_.top()) return;
    first_.emplace(order, pair);
    if (first_.size() > most_) first_.pop();
  }
  std::vector<SourcePair> take() {
    std::vector<SourcePair> out;
    for (; !first_.empty(); first_.pop()) out.push_back(first_.top().second);
    std::reverse(out.begin(), out.end());
    return out;
  }

 private:
  std::size_t most_;
  std::string seed_;
  std::priority_queue<std::pair<std::uint64_t, SourcePair>> first_;  // the last of them on top
};

// Pairs that stewards parted, everything across with them, which the program had linked; and those that a steward
// linked.
struct ByStewards {
  std::set<SourcePair> parted, linked;
};
ByStewards by_stewards(const Judgements& judgements) {
  ByStewards out;
  std::set<SourcePair>
      seen;  // of a pair that was judged more than once the first tells what the program had made of it
  for (const Judgement& judgement : judgements.all()) {
    if (judgement.undone_by || !seen.emplace(judgement.a, judgement.b).second) continue;
    if (!judgement.together && judgement.choice == LinkChoice::same) out.linked.emplace(judgement.a, judgement.b);
    if (!judgement.together || judgement.choice != LinkChoice::different) continue;
    std::vector<SourceId> with_a = judgement.with_a;
    std::vector<SourceId> with_b = judgement.with_b;
    with_a.push_back(judgement.a);
    with_b.push_back(judgement.b);
    for (const SourceId& one : with_a)
      for (const SourceId& other : with_b) out.parted.insert(pair_of(one, other));
  }
  return out;
}

}  // namespace

std::vector<SourcePair> draw_links(const SourceRecords& records, const LinkDraw& draw) {
  Drawing drawing(draw);
  const ByStewards stewards = by_stewards(records.judgements());
  for (const SourcePair& pair : stewards.parted)
    if (records.row_of(pair.first) && records.row_of(pair.second)) drawing.show(pair);
  std::unordered_map<PersonId, std::vector<std::size_t>> of_person;
  for (std::size_t row = 0; row < records.size(); ++row) {
    auto& before = of_person[records.members().person_of(records.source(row))];
    for (const std::size_t other : before) {
      const SourcePair pair = pair_of(records.source(row), records.source(other));
      if (!stewards.parted.contains(pair) && !stewards.linked.contains(pair)) drawing.show(pair);
    }
    before.push_back(row);
  }
  return drawing.take();
}

ShareInterval wilson_interval(std::int64_t right, std::int64_t judged) {
  if (judged == 0) return {};
  constexpr double z = 1.959964;  // of the normal distribution, 95 % lie within
  const auto n = static_cast<double>(judged);
  const double p = static_cast<double>(right) / n;
  const double middle = p + z * z / (2 * n);
  const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return {.from = std::max(0.0, (middle - half) / scale), .to = std::min(1.0, (middle + half) / scale)};
}

SampledPrecision sampled_precision(const std::vector<DrawnLink>& in_order, std::int64_t wanted) {
  SampledPrecision out{.drawn = static_cast<std::int64_t>(in_order.size())};
  out.wanted = std::min(wanted, out.drawn);
  struct Counted {
    std::int64_t right = 0, judged = 0;
  };
  std::map<std::string, Counted> agencies;
  for (const DrawnLink& link : in_order) {
    if (!link.judged) break;
    ++out.judged;
    if (*link.judged == LinkChoice::unsure) {
      ++out.unsure;
      continue;
    }
    const bool right = *link.judged == LinkChoice::same;
    ++(right ? out.right : out.wrong);
    for (const std::string& agency : link.agencies) {
      agencies[agency].judged += 1;
      agencies[agency].right += right ? 1 : 0;
    }
  }
  const std::int64_t told = out.right + out.wrong;
  if (told == 0 || out.judged < out.wanted) return out;
  out.share = static_cast<double>(out.right) / static_cast<double>(told);
  out.interval = wilson_interval(out.right, told);
  for (const auto& [agency, found] : agencies) {
    out.agencies.push_back({.agency = agency, .interval = {}});
    if (found.judged >= least_judged_of_agency)
      out.agencies.back().interval = wilson_interval(found.right, found.judged);
  }
  return out;
}

}  // namespace roundel::service
