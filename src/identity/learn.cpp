#include "identity/learn.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "identity/parallel.h"

namespace roundel::identity {
namespace {

constexpr std::size_t level_slots = 16;
constexpr int most_rounds = 200;
constexpr double settled = 1e-6;   // relative change of the number of "same" pairs
constexpr double smoothing = 0.5;  // pairs added to every level, so that nothing is impossible
constexpr double least_share = 1e-9;

std::size_t at(PairKind kind) { return static_cast<std::size_t>(kind); }

// Of two records of one person at most so many differ in forename, or in birth date: more would be another kind.
constexpr double most_different = 0.25;
// Fewer relatives than this part of the pairs of one person, and the file is not one of families.
constexpr double few_kin = 0.05;
// Pairs as by chance that relatives are thought to have shown before any was seen.
constexpr double kin_by_chance = 4;

// Which comparisons tell the members of a household apart. What they share is learned.
struct Household {
  std::size_t forename = 0;  // `comparisons.size()` where the model has none
  std::size_t surname = 0;
  std::size_t birth_date = 0;
  bool said = false;         // the model says what a household shares
  std::vector<char> shared;  // which comparisons those are
  bool has_kin = false;      // with forenames, there may be brothers and sisters, fathers and sons
  bool has_dates = false;    // and with birth dates too, twins
};

Household household_of(const Model& model) {
  Household household;
  const std::size_t none = model.comparisons.size();
  household.forename = household.surname = household.birth_date = none;
  for (std::size_t c = 0; c < none; ++c) {
    const Role role = model.columns[model.comparisons[c].column].role;
    if (role == Role::forename) household.forename = c;
    if (role == Role::surname) household.surname = c;
    if (role == Role::birth_date) household.birth_date = c;
    household.said |= model.comparisons[c].household;
    household.shared.push_back(model.comparisons[c].household ? 1 : 0);
  }
  const bool others = none > (household.birth_date == none ? 1U : 2U);  // something that kin could share
  household.has_kin = household.forename != none && others;
  household.has_dates = household.has_kin && household.birth_date != none;
  return household;
}

// Most pairs of one person agree exactly; the other levels share the rest, better ones first.
std::vector<double> first_guess(const Comparison& comparison) {
  std::vector<double> p(levels_of(comparison), 0);
  double share = 0.85;
  for (std::size_t level = 1; level < p.size(); ++level) {
    p[level] = share;
    share = level == 1 ? 0.08 : share / 2;
  }
  const double sum = std::accumulate(p.begin(), p.end(), 0.0);
  for (double& x : p) x /= sum;
  return p;
}

std::vector<double> blend(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> out(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) out[i] = (a[i] + b[i]) / 2;
  return out;
}

Parameters first_parameters(const Model& model, const LearnInput& input, const Household& household) {
  Parameters parameters;
  parameters.by_chance = input.random_pairs;
  parameters.records = input.records;
  for (auto& kind : parameters.agreement) kind.resize(model.comparisons.size());
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    const auto same = first_guess(model.comparisons[c]);
    const auto& chance = input.random_pairs[c];
    parameters.agreement[at(PairKind::same)][c] = same;
    parameters.agreement[at(PairKind::stranger)][c] = chance;
    for (const auto kind : {PairKind::twin, PairKind::namesake, PairKind::kin})
      parameters.agreement[at(kind)][c] = model.comparisons[c].household ? same : blend(same, chance);
    parameters.agreement[at(PairKind::neighbour)][c] = blend(chance, parameters.agreement[at(PairKind::kin)][c]);
  }
  parameters.pairs[at(PairKind::same)] = std::max(1.0, input.records / 2);
  parameters.pairs[at(PairKind::stranger)] = std::max(1.0, input.all_pairs);
  if (household.has_kin) parameters.pairs[at(PairKind::kin)] = input.records * 0.2;
  if (household.has_kin) parameters.pairs[at(PairKind::neighbour)] = input.records * 0.2;
  if (household.has_kin) parameters.pairs[at(PairKind::namesake)] = input.records * 0.01;
  if (household.has_dates) parameters.pairs[at(PairKind::twin)] = input.records * 0.01;
  return parameters;
}

// Brothers and sisters are given different forenames, so theirs agree less than strangers' do.
std::vector<double> forenames_of_siblings(const std::vector<double>& chance) {
  std::vector<double> p = chance;
  p[1] *= 0.01;
  const double sum = std::accumulate(p.begin(), p.end(), 0.0);
  for (double& x : p) x /= sum;
  return p;
}

// One person's records agree in what tells persons apart, however poor the file.
void keep_alike(std::vector<double>& same) {
  const double different = same.back();
  if (different <= most_different) return;
  for (double& share : same) share *= (1 - most_different) / (1 - different);
  same.back() = most_different;
}

// Not more exact agreement than `most`: the other levels take what is over.
void keep_below(std::vector<double>& shares, double most) {
  if (shares[1] <= most) return;
  const double over = shares[1];
  for (double& share : shares) share *= (1 - most) / (1 - over + least_share);
  shares[1] = most;
}

// Where the model does not say what a household shares, twins and namesakes share what other relatives and neighbours
// do, who cannot be mistaken for one person: else records of one person with a wrong date would teach what a
// "namesake" is. A surname is a family's by nature; and what is made of a name, as e-mail addresses are, is alike for
// namesakes but not the same.
void share_as_kin(Parameters& parameters, const Household& household) {
  const auto& kin = parameters.agreement[at(PairKind::kin)];
  const auto& neighbour = parameters.agreement[at(PairKind::neighbour)];
  const double all = parameters.pairs[at(PairKind::kin)] + parameters.pairs[at(PairKind::neighbour)];
  const double part = parameters.pairs[at(PairKind::kin)] / std::max(all, 1.0);
  for (std::size_t c = 0; c < kin.size(); ++c) {
    if (c == household.forename || c == household.surname || c == household.birth_date || household.shared[c] != 0)
      continue;
    parameters.agreement[at(PairKind::twin)][c] = kin[c];
    keep_below(parameters.agreement[at(PairKind::namesake)][c], part * kin[c][1] + (1 - part) * neighbour[c][1]);
  }
}

// What defines a kind is not learned: a twin's birth date is one's own, a namesake's forename too.
void tie_kin(Parameters& parameters, const Household& household) {
  if (!household.has_kin) return;
  const auto& same = parameters.agreement[at(PairKind::same)];
  const auto& chance = parameters.agreement[at(PairKind::stranger)];
  auto& twin = parameters.agreement[at(PairKind::twin)];
  auto& namesake = parameters.agreement[at(PairKind::namesake)];
  auto& kin = parameters.agreement[at(PairKind::kin)];
  auto& neighbour = parameters.agreement[at(PairKind::neighbour)];
  if (!household.said || !household.has_dates) share_as_kin(parameters, household);
  kin[household.forename] = forenames_of_siblings(chance[household.forename]);
  neighbour[household.forename] = kin[household.forename];  // those of one forename are namesakes
  if (household.surname < chance.size()) neighbour[household.surname] = chance[household.surname];
  namesake[household.forename] = same[household.forename];
  if (!household.has_dates) return;
  twin[household.forename] = kin[household.forename];
  twin[household.birth_date] = same[household.birth_date];
  namesake[household.birth_date] = chance[household.birth_date];
  kin[household.birth_date] = chance[household.birth_date];
  neighbour[household.birth_date] = chance[household.birth_date];
}

struct Expected {
  std::array<double, pair_kinds> pairs{};
  std::array<Distribution, pair_kinds> levels;
};

Expected nothing(const Model& model) {
  Expected expected;
  for (auto& kind : expected.levels)
    for (const Comparison& comparison : model.comparisons) kind.emplace_back(levels_of(comparison), 0.0);
  return expected;
}

void expect(const Parameters& parameters, const PatternCount& seen, Expected& expected) {
  std::array<double, pair_kinds> weight{};
  double highest = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < pair_kinds; ++k) {
    weight[k] = parameters.log_weight(static_cast<PairKind>(k), seen.pattern);
    highest = std::max(highest, weight[k]);
  }
  double sum = 0;
  for (double& w : weight) sum += w = std::exp(w - highest);
  for (std::size_t k = 0; k < pair_kinds; ++k) {
    if (k == at(PairKind::stranger)) continue;  // known from random pairs
    const double share = seen.count * weight[k] / sum;
    if (share < least_share) continue;
    expected.pairs[k] += share;
    for (std::size_t c = 0; c < expected.levels[k].size(); ++c)
      expected.levels[k][c][level_in(seen.pattern, c)] += share;
  }
}

// In shares whose number does not depend on the threads', so that neither do the sums.
Expected expect(const Model& model, const Parameters& parameters, const LearnInput& input, unsigned threads) {
  constexpr std::size_t shares = 16;
  std::vector<Expected> parts(shares, nothing(model));
  in_parallel(input.patterns.size() < 1000 ? 1 : threads, [&](unsigned thread) {
    const std::size_t step = input.patterns.size() < 1000 ? 1 : threads;
    for (std::size_t share = thread; share < shares; share += step)
      for (std::size_t i = input.patterns.size() * share / shares; i < input.patterns.size() * (share + 1) / shares;
           ++i)
        expect(parameters, input.patterns[i], parts[share]);
  });
  Expected sum = nothing(model);
  for (const Expected& part : parts)
    for (std::size_t k = 0; k < pair_kinds; ++k) {
      sum.pairs[k] += part.pairs[k];
      for (std::size_t c = 0; c < sum.levels[k].size(); ++c)
        for (std::size_t level = 0; level < sum.levels[k][c].size(); ++level)
          sum.levels[k][c][level] += part.levels[k][c][level];
    }
  return sum;
}

// Missing values say nothing, so level 0 has no part in a distribution.
std::vector<double> share_of(const std::vector<double>& counts, double add) {
  std::vector<double> p(counts.size(), 0);
  double sum = 0;
  for (std::size_t level = 1; level < counts.size(); ++level) sum += counts[level] + add;
  for (std::size_t level = 1; level < counts.size(); ++level) p[level] = (counts[level] + add) / sum;
  return p;
}

std::vector<double> with_chance(std::vector<double> counts, const std::vector<double>& chance) {
  for (std::size_t level = 1; level < counts.size(); ++level) counts[level] += kin_by_chance * chance[level];
  return counts;
}

// Random pairs hold a few of one person: in small files enough to matter. What remains are strangers.
std::vector<double> without_same(const std::vector<double>& random, const std::vector<double>& same, double share) {
  std::vector<double> p(random.size(), 0);
  for (std::size_t level = 1; level < random.size(); ++level)
    p[level] = std::max({random[level] - share * same[level], random[level] * 0.02, least_share});
  return share_of(p, 0);
}

void maximise(Parameters& parameters, const Expected& expected, const LearnInput& input, const Household& household) {
  double not_strangers = 0;
  for (std::size_t k = 0; k < pair_kinds; ++k) {
    if (k == at(PairKind::stranger) || parameters.pairs[k] <= 0) continue;
    parameters.pairs[k] = std::max(expected.pairs[k], 1.0);
    not_strangers += parameters.pairs[k];
    for (std::size_t c = 0; c < expected.levels[k].size(); ++c)
      parameters.agreement[k][c] = k == at(PairKind::same) || household.said
                                       ? share_of(expected.levels[k][c], smoothing)
                                       : share_of(with_chance(expected.levels[k][c], input.random_pairs[c]), 0);
  }
  auto& same = parameters.agreement[at(PairKind::same)];
  for (const std::size_t c : {household.forename, household.birth_date})
    if (c < same.size()) keep_alike(same[c]);
  parameters.pairs[at(PairKind::stranger)] = std::max(input.all_pairs - not_strangers, 1.0);
  const double share = std::min(0.5, parameters.pairs[at(PairKind::same)] / std::max(1.0, input.all_pairs));
  for (std::size_t c = 0; c < input.random_pairs.size(); ++c)
    parameters.agreement[at(PairKind::stranger)][c] =
        without_same(input.random_pairs[c], parameters.agreement[at(PairKind::same)][c], share);
  tie_kin(parameters, household);
  parameters.prepare();
}

}  // namespace

void Parameters::prepare() {
  log_by_chance_.clear();
  for (const std::vector<double>& levels : by_chance) log_by_chance_.push_back(std::log(levels[1]));
  for (std::size_t k = 0; k < pair_kinds; ++k) {
    log_pairs_[k] = pairs[k] > 0 ? std::log(pairs[k]) : -std::numeric_limits<double>::infinity();
    logs_[k].assign(agreement[k].size() * level_slots, 0);
    for (std::size_t c = 0; c < agreement[k].size(); ++c)
      for (std::size_t level = 1; level < agreement[k][c].size(); ++level)
        logs_[k][c * level_slots + level] = std::log(std::max(agreement[k][c][level], least_share));
  }
}

bool Parameters::has_relatives() const { return pairs[at(PairKind::kin)] > few_kin * pairs[at(PairKind::same)]; }

Parameters Parameters::for_records(double count) const {
  Parameters scaled = *this;
  scaled.records = count;
  const double growth = records > 0 ? count / records : 1;
  for (double& kind : scaled.pairs) kind *= growth;
  scaled.pairs[at(PairKind::stranger)] = std::max(1.0, count * (count - 1) / 2);
  scaled.prepare();
  return scaled;
}

double Parameters::weight(std::size_t comparison, std::size_t level) const {
  const std::size_t slot = comparison * level_slots + level;
  return logs_[at(PairKind::same)][slot] - logs_[at(PairKind::stranger)][slot];
}

double Parameters::log_weight(PairKind kind, Pattern pattern) const {
  const auto& logs = logs_[at(kind)];
  double sum = log_pairs_[at(kind)];
  for (std::size_t slot = 0; pattern != 0; slot += level_slots, pattern >>= 4) sum += logs[slot + (pattern & 15U)];
  return sum;
}

PatternWeights Parameters::weights(Pattern pattern) const {
  constexpr double nothing = -std::numeric_limits<double>::infinity();
  PatternWeights out{.same = log_weight(PairKind::same, pattern),
                     .stranger = log_weight(PairKind::stranger, pattern),
                     .others = nothing};
  std::array<double, 4> weight{};
  std::size_t kinds = 0;
  for (const auto kind : {PairKind::twin, PairKind::namesake, PairKind::kin, PairKind::neighbour})
    if (pairs[at(kind)] > 0) out.others = std::max(out.others, weight[kinds++] = log_weight(kind, pattern));
  if (kinds == 0) return out;
  double sum = 0;
  for (std::size_t kind = 0; kind < kinds; ++kind) sum += std::exp(weight[kind] - out.others);
  out.others += std::log(sum);
  return out;
}

double PatternWeights::log_odds(double rarity) const {
  const double apart = stranger + rarity;
  const double most = std::max(apart, others);
  return same - most - std::log1p(std::exp(std::min(apart, others) - most));
}

Parameters learn(const Model& model, const LearnInput& input, unsigned threads) {
  const Household household = household_of(model);
  Parameters parameters = first_parameters(model, input, household);
  tie_kin(parameters, household);
  parameters.prepare();
  for (parameters.rounds = 1; parameters.rounds < most_rounds; ++parameters.rounds) {
    const double before = parameters.pairs[at(PairKind::same)];
    maximise(parameters, expect(model, parameters, input, threads), input, household);
    if (std::abs(parameters.pairs[at(PairKind::same)] - before) <= settled * before) break;
  }
  return parameters;
}

}  // namespace roundel::identity
