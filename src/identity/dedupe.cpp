// Batch: standardise → block → compare → learn → score → group.
#include <algorithm>
#include <cmath>

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

std::vector<Edge> edges_at(const ComparedPairs& compared, const Scoring& scoring, double threshold, unsigned threads) {
  std::vector<std::vector<Edge>> found(threads);
  in_parallel(threads, [&](unsigned thread) {
    const std::size_t from = compared.pairs.size() * thread / threads;
    const std::size_t to = compared.pairs.size() * (thread + 1) / threads;
    for (std::size_t i = from; i < to; ++i) {
      const ComparedPair& pair = compared.pairs[i];
      const Pattern pattern = compared.patterns[pair.pattern].pattern;
      const double odds =
          log_odds(scoring, pattern, RecordView(*scoring.table, pair.a), RecordView(*scoring.table, pair.b));
      if (odds >= threshold) found[thread].push_back({.a = pair.a, .b = pair.b, .log_odds = odds, .pattern = pattern});
    }
  });
  std::vector<Edge> edges = std::move(found[0]);
  for (unsigned t = 1; t < threads; ++t) edges.insert(edges.end(), found[t].begin(), found[t].end());
  return edges;
}

}  // namespace

Result<Clusters> dedupe(const Records& records, const Model& model, unsigned threads, const Progress& progress) {
  threads = std::max(1U, threads);
  if (const auto columns = check_columns(records, model); !columns) return fail(columns.error());
  if (progress) progress("standardising", 0, records.ids.size());
  const Table table = Table::of(records, model, threads);
  Learned learned = learn_from(table, model, threads, progress);
  const Scoring scoring{.model = &model, .table = &table, .parameters = &learned.parameters};
  if (progress) progress("scoring", 0, learned.compared.pairs.size());
  const double threshold = std::log(model.join_at / std::max(1 - model.join_at, 1e-12));
  auto edges = edges_at(learned.compared, scoring, threshold, threads);
  Clusters clusters{.of = {}, .edges = {}, .pairs_compared = learned.compared.pairs.size()};
  learned.compared = {};
  if (progress) progress("grouping", 0, edges.size());
  Grouping grouping = group(scoring, std::move(edges), threads);
  clusters.of = std::move(grouping.of);
  for (const Edge& edge : grouping.joined)
    clusters.edges.push_back({.a = edge.a, .b = edge.b, .probability = probability(edge.log_odds)});
  return clusters;
}

}  // namespace roundel::identity
