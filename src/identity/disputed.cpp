#include "identity/disputed.h"

#include <unordered_map>

#include "identity/cluster.h"

namespace roundel::identity {
namespace {

constexpr std::size_t shared_level = 1;  // exact agreement

// The pattern without the comparisons in which the two are different and a row's identifier is disputed.
Pattern without_disputed(Pattern pattern, Comparisons disputed) {
  for (std::size_t c = 0; disputed != 0; ++c, disputed = static_cast<Comparisons>(disputed >> 1U))
    if ((disputed & 1U) != 0 && level_in(pattern, c) > shared_level) pattern &= ~(Pattern{15} << (4 * c));
  return pattern;
}

// What a pair's pattern says of the identifier that it shares.
enum class Shared : char { no, alike, others };

std::vector<Shared> shared_in(const Scoring& scoring, const std::vector<PatternCount>& patterns, std::size_t c) {
  std::vector<Shared> shared;
  shared.reserve(patterns.size());
  for (const PatternCount& seen : patterns)
    shared.push_back(level_in(seen.pattern, c) != shared_level ? Shared::no
                     : plainly_others(scoring, seen.pattern)   ? Shared::others
                                                               : Shared::alike);
  return shared;
}

std::unordered_map<std::uint32_t, Holders> holders_of(const ComparedPairs& compared,
                                                      const std::vector<Shared>& shared) {
  std::unordered_map<std::uint32_t, Holders> holders;  // of the rows that share with others
  for (const ComparedPair& pair : compared.pairs)
    if (shared[pair.pattern] == Shared::others) {
      ++holders[pair.a].others;
      ++holders[pair.b].others;
    }
  if (holders.empty()) return holders;
  for (const ComparedPair& pair : compared.pairs)
    if (shared[pair.pattern] == Shared::alike)
      for (const std::uint32_t row : {pair.a, pair.b})
        if (const auto found = holders.find(row); found != holders.end()) ++found->second.alike;
  return holders;
}

// Patterns that come anew are put behind the others.
void take_out_of_patterns(const Table& table, ComparedPairs& compared) {
  std::unordered_map<Pattern, std::uint32_t> fresh;
  for (ComparedPair& pair : compared.pairs) {
    const auto both = static_cast<Comparisons>(table.disputed(pair.a) | table.disputed(pair.b));
    if (both == 0) continue;
    const Pattern before = compared.patterns[pair.pattern].pattern;
    const Pattern after = without_disputed(before, both);
    if (after == before) continue;
    const auto [at, is_new] = fresh.try_emplace(after, static_cast<std::uint32_t>(compared.patterns.size()));
    if (is_new) compared.patterns.push_back({.pattern = after});
    pair.pattern = at->second;
  }
}

}  // namespace

bool plainly_others(const Scoring& scoring, Pattern pattern) {
  return unlike_in_name_and_birth(*scoring.model, pattern) ||
         scoring.parameters->log_odds(pattern, 0) < split_threshold(*scoring.model);
}

void set_disputed(Table& table, const Model& model, const Parameters& parameters, ComparedPairs& compared) {
  const Scoring scoring{.model = &model, .table = &table, .parameters = &parameters};
  std::unordered_map<std::uint32_t, Comparisons> disputed;
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    if (!model.comparisons[c].borrowed) continue;
    for (const auto& [row, holders] : holders_of(compared, shared_in(scoring, compared.patterns, c)))
      if (holders.disputed()) disputed[row] = static_cast<Comparisons>(disputed[row] | 1U << c);
  }
  for (const auto& [row, comparisons] : disputed) table.set_disputed(row, comparisons);
  if (!disputed.empty()) take_out_of_patterns(table, compared);
}

}  // namespace roundel::identity
