// linkage_evaluate TRUTH.csv ID_COLUMN TRUTH_COLUMN CLUSTERS.csv [HOUSEHOLD_COLUMN [PAIRS.csv THRESHOLD]]: pairwise
// precision, recall and F1 after clustering; with a household column also the false pairs within one household; with a
// file of scored pairs (a,b,probability) also blocking recall and the quality of the pairs at the threshold, before any
// clustering. The same for every engine.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
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

// Of the pairs that were compared: how many there were, and what they reach alone.
void evaluate_pairs(const Records& truth, const std::vector<std::uint32_t>& person, double true_pairs,
                    const std::string& path, double threshold) {
  std::unordered_map<std::string_view, std::uint32_t> row_of;
  for (std::uint32_t row = 0; row < truth.ids.size(); ++row) row_of[truth.ids[row]] = row;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  double pairs = 0, right = 0, edges = 0, right_edges = 0;
  while (std::getline(in, line)) {
    const std::string_view text = line;
    const std::size_t first = text.find(',');
    const std::size_t second = text.find(',', first + 1);
    const auto a = row_of.find(text.substr(0, first));
    const auto b = row_of.find(text.substr(first + 1, second - first - 1));
    if (second == std::string_view::npos || a == row_of.end() || b == row_of.end()) continue;
    const bool same = person[a->second] == person[b->second];
    const bool edge = std::strtod(line.c_str() + second + 1, nullptr) >= threshold;
    ++pairs;
    right += same ? 1 : 0;
    edges += edge ? 1 : 0;
    right_edges += same && edge ? 1 : 0;
  }
  std::printf("pairs %.0f\nblocking_recall %.4f\nedge_precision %.4f\nedge_recall %.4f\n", pairs,
              right / std::max(true_pairs, 1.0), right_edges / std::max(edges, 1.0),
              right_edges / std::max(true_pairs, 1.0));
}

int evaluate(const Records& truth, const Records& found, const std::string& truth_column,
             const std::string& household_column, const std::string& pairs, double threshold) {
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
  if (!pairs.empty()) evaluate_pairs(truth, person, true_pairs, pairs, threshold);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fprintf(stderr,
                 "usage: linkage_evaluate TRUTH.csv ID_COLUMN TRUTH_COLUMN CLUSTERS.csv [HOUSEHOLD_COLUMN [PAIRS.csv "
                 "THRESHOLD]]\n");
    return 2;
  }
  const auto truth = roundel::identity::read_records(argv[1], argv[2]);
  const auto found = roundel::identity::read_records(argv[4], argv[2]);
  for (const auto* file : {&truth, &found})
    if (!*file) return std::fprintf(stderr, "%s\n", file->error().text().c_str()), 1;
  return evaluate(*truth, *found, argv[3], argc > 5 ? argv[5] : "", argc > 6 ? argv[6] : "",
                  argc > 7 ? std::atof(argv[7]) : 0.5);
}
