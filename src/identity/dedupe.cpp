// Batch: standardise → block → compare → learn → score → group.
#include <algorithm>

#include "identity/cluster.h"
#include "identity/linkage.h"
#include "identity/parallel.h"

namespace roundel::identity {
namespace {

Done check_columns(const Records& records, const Model& model) {
  for (const std::string& source : model.sources)
    if (records.find(source) == nullptr)
      return fail(Fault::bad_input, "the records have no column '" + source + "'", "every column that the model names");
  return {};
}

}  // namespace

Done check_given(std::size_t rows, const Model& model, const Given& given) {
  if (!given.before.empty() && given.before.size() != rows)
    return fail(Fault::bad_input, "there are not as many earlier clusters as records", "a cluster for each record");
  for (const Ruling& ruling : given.rulings)
    if (ruling.a >= rows || ruling.b >= rows || ruling.a == ruling.b)
      return fail(Fault::bad_input, "a ruling is not about two of the records", "rows of the records");
  if (given.learned && given.learned->by_chance.size() != model.comparisons.size())
    return fail(Fault::bad_input, "the learned parameters are not of this model",
                "as many comparisons as the model has");
  return {};
}

Done check_run(const Records& records, const Model& model, const Given& given) {
  if (auto columns = check_columns(records, model); !columns) return columns;
  return check_given(records.ids.size(), model, given);
}

std::vector<Edge> edges_from(const ComparedPairs& compared, const Scoring& scoring, const Decided& decided,
                             double threshold, unsigned threads) {
  std::vector<std::vector<Edge>> found(threads);
  std::vector<PatternWeights> weights;  // there are far fewer patterns than pairs
  weights.reserve(compared.patterns.size());
  for (const PatternCount& each : compared.patterns) weights.push_back(scoring.parameters->weights(each.pattern));
  in_parallel(threads, [&](unsigned thread) {
    const std::size_t from = compared.pairs.size() * thread / threads;
    const std::size_t to = compared.pairs.size() * (thread + 1) / threads;
    for (std::size_t i = from; i < to; ++i) {
      const ComparedPair& pair = compared.pairs[i];
      const double needed = threshold - decided.favour(pair.a, pair.b);
      if (weights[pair.pattern].most() < needed) continue;
      const Pattern pattern = compared.patterns[pair.pattern].pattern;
      const double odds = weights[pair.pattern].log_odds(
          rarity(scoring, pattern, RecordView(*scoring.table, pair.a), RecordView(*scoring.table, pair.b)));
      if (odds >= needed) found[thread].push_back({.a = pair.a, .b = pair.b, .log_odds = odds, .pattern = pattern});
    }
  });
  std::vector<Edge> edges = std::move(found[0]);
  for (unsigned t = 1; t < threads; ++t) edges.insert(edges.end(), found[t].begin(), found[t].end());
  return edges;
}

Clusters clusters_from(const Scoring& scoring, std::vector<Edge> edges, const Decided& decided, unsigned threads) {
  Grouping grouping = group(scoring, std::move(edges), decided, threads);
  Clusters clusters{.of = std::move(grouping.of), .edges = {}, .pairs_compared = 0, .learned = nullptr};
  for (const Edge& edge : grouping.joined)
    clusters.edges.push_back({.a = edge.a, .b = edge.b, .probability = probability(edge.log_odds)});
  return clusters;
}

Result<Clusters> dedupe(const Records& records, const Model& model, unsigned threads, const Progress& progress) {
  return dedupe(records, model, Given{}, threads, progress);
}

Result<Clusters> dedupe(const Records& records, const Model& model, const Given& given, unsigned threads,
                        const Progress& progress) {
  threads = std::max(1U, threads);
  if (const auto right = check_run(records, model, given); !right) return fail(right.error());
  if (progress) progress("standardising", 0, records.ids.size());
  Table table = Table::of(records, model, threads);
  Learned learned = learn_from(table, model, threads, progress, given.learned.get());
  const Scoring scoring{.model = &model, .table = &table, .parameters = &learned.parameters};
  const Decided decided(model, given);
  if (progress) progress("scoring", 0, learned.compared.pairs.size());
  auto edges = edges_from(learned.compared, scoring, decided, join_threshold(model), threads);
  const std::size_t pairs_compared = learned.compared.pairs.size();
  learned.compared = {};  // there may be many of them: they go before the groups come
  if (progress) progress("grouping", 0, edges.size());
  Clusters clusters = clusters_from(scoring, std::move(edges), decided, threads);
  clusters.pairs_compared = pairs_compared;
  clusters.learned = std::make_shared<const Parameters>(std::move(learned.parameters));
  return clusters;
}

}  // namespace roundel::identity
