// Which source records are one person. A model (TOML, in the field's words) names the columns, the comparisons, the
// blocking rules and the thresholds; m and u are learned from the records at hand.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "identity/records.h"

namespace roundel::identity {

struct Model;  // read by load_model; its parts are the engine's own

Result<std::shared_ptr<const Model>> load_model(const std::string& path);
std::string record_id_column(const Model& model);
// The columns of a person file that the model reads, each once.
const std::vector<std::string>& record_columns(const Model& model);

// One term of a decision, so that it explains itself.
struct Term {
  std::string comparison;  // "Date of birth"
  std::string level;       // "day and month swapped"
  double bits = 0;         // log2 Bayes factor, term frequency included
};
struct Pair {
  std::uint32_t a = 0;  // rows
  std::uint32_t b = 0;
  double probability = 0;
};
struct Clusters {
  std::vector<std::uint32_t> of;  // row → cluster, numbered by first row
  std::vector<Pair> edges;        // the pairs that joined them
  std::size_t pairs_compared = 0;
};

using Progress = std::function<void(const char* stage, std::size_t done, std::size_t total)>;  // may be empty

// Batch: blocks, learns, scores and clusters all records.
Result<Clusters> dedupe(const Records& records, const Model& model, unsigned threads, const Progress& progress);

// Incremental: links single records against all that were added before, with parameters learned from them.
class Linker {
 public:
  // Learns from the records and indexes them; `of` is the cluster of each (from dedupe, or as decided before).
  static Result<Linker> learn(Records records, std::vector<std::uint32_t> of, std::shared_ptr<const Model> model,
                              unsigned threads);
  Linker(Linker&&) noexcept;
  Linker& operator=(Linker&&) noexcept;
  ~Linker();

  struct Decision {
    std::uint32_t cluster = 0;  // an existing one, or a new number
    bool joined = false;        // an existing one
    double probability = 0;     // of the best match
    std::uint32_t match = 0;    // its row, where joined
    std::vector<Term> terms;    // why, where joined
  };
  // `values` in the order of the model's columns (see columns()); empty text is missing.
  Decision add(std::string id, const std::vector<std::string>& values);
  // The same without keeping the record.
  Decision look_up(const std::vector<std::string>& values) const;
  const std::vector<std::string>& columns() const;

 private:
  struct State;
  explicit Linker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace roundel::identity
