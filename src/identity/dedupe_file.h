// `roundel dedupe FILE.csv --model MODEL.toml --out CLUSTERS.csv`: a person file in, who is one person out.
#pragma once

#include <memory>
#include <string>

#include "identity/linkage.h"

namespace roundel::identity {

struct DedupeReport {
  std::size_t records = 0;
  std::size_t persons = 0;
  std::size_t pairs_compared = 0;
  std::shared_ptr<const Parameters> learned;
  std::string difference;  // from the parameters to compare with: a table to read
};

// Writes the header `<id column>,cluster_id` and a row for each record, in the file's order.
Done write_clusters(const Records& records, const Clusters& clusters, const Model& model, const std::string& path);

Result<DedupeReport> dedupe_file(const std::string& csv_path, const std::string& model_path,
                                 const std::string& out_path, unsigned threads, const Progress& progress);

// The same with files of learned parameters; empty paths are not used.
struct LearnedFiles {
  std::string read;     // judge by these, learn nothing
  std::string write;    // what the run judged by
  std::string compare;  // how far the run's are from these
};
Result<DedupeReport> dedupe_file(const std::string& csv_path, const std::string& model_path,
                                 const std::string& out_path, const LearnedFiles& learned, unsigned threads,
                                 const Progress& progress);

}  // namespace roundel::identity
