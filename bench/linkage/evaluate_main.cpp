// linkage_evaluate TRUTH.csv ID_COLUMN TRUTH_COLUMN CLUSTERS.csv [HOUSEHOLD_COLUMN]: pairwise precision, recall and F1
// after clustering; with a household column also the false pairs within one household. The same for every engine.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "identity/records.h"

namespace {

using roundel::identity::Column;
using roundel::identity::Records;

double pairs_of(double n) { return n * (n - 1) / 2; }

// Pairs of rows that agree on every one of the given labels.
double pairs_alike(const std::vector<const std::vector<std::uint32_t>*>& labels) {
  std::map<std::vector<std::uint32_t>, double> sizes;
  for (std::size_t row = 0; row < labels[0]->size(); ++row) {
    std::vector<std::uint32_t> key;
    for (const auto* label : labels) key.push_back((*label)[row]);
    ++sizes[key];
  }
  double pairs = 0;
  for (const auto& [key, size] : sizes) pairs += pairs_of(size);
  return pairs;
}

std::vector<std::uint32_t> labels_of(const Column& column) {
  std::vector<std::uint32_t> labels;
  for (std::size_t row = 0; row < column.size(); ++row) labels.push_back(column.at(row));
  return labels;
}

int evaluate(const Records& truth, const Records& found, const std::string& truth_column,
             const std::string& household_column) {
  const Column* persons = truth.find(truth_column);
  const Column* clusters = found.find("cluster_id");
  if (!persons || !clusters)
    return std::fprintf(stderr, "no column %s or no column cluster_id\n", truth_column.c_str()), 1;
  std::unordered_map<std::string, std::uint32_t> cluster_of;
  for (std::size_t row = 0; row < found.ids.size(); ++row) cluster_of[found.ids[row]] = clusters->at(row);
  std::vector<std::uint32_t> cluster;
  for (const std::string& id : truth.ids) {
    const auto of = cluster_of.find(id);
    if (of == cluster_of.end()) return std::fprintf(stderr, "a record of the truth is in no cluster\n"), 1;
    cluster.push_back(of->second);
  }
  const auto person = labels_of(*persons);
  const double true_pairs = pairs_alike({&person});
  const double found_pairs = pairs_alike({&cluster});
  const double right = pairs_alike({&person, &cluster});
  const double precision = found_pairs > 0 ? right / found_pairs : 1;
  const double recall = true_pairs > 0 ? right / true_pairs : 1;
  std::printf("true_pairs %.0f\nfound_pairs %.0f\nfalse_pairs %.0f\n", true_pairs, found_pairs, found_pairs - right);
  if (const Column* households = truth.find(household_column)) {
    const auto household = labels_of(*households);
    std::printf("false_pairs_in_household %.0f\n",
                pairs_alike({&household, &cluster}) - pairs_alike({&household, &cluster, &person}));
  }
  std::printf("precision %.4f\nrecall %.4f\nf1 %.4f\n", precision, recall,
              2 * precision * recall / std::max(precision + recall, 1e-9));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fprintf(stderr, "usage: linkage_evaluate TRUTH.csv ID_COLUMN TRUTH_COLUMN CLUSTERS.csv [HOUSEHOLD_COLUMN]\n");
    return 2;
  }
  const auto truth = roundel::identity::read_records(argv[1], argv[2]);
  const auto found = roundel::identity::read_records(argv[4], argv[2]);
  for (const auto* file : {&truth, &found})
    if (!*file) return std::fprintf(stderr, "%s\n", file->error().text().c_str()), 1;
  return evaluate(*truth, *found, argv[3], argc > 5 ? argv[5] : "");
}
