// Which source records are one person. A model (TOML, in the field's words) names the columns, the comparisons, the
// blocking rules and the thresholds; m and u are learned from the records at hand.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "identity/records.h"

namespace roundel::identity {

struct Model;       // read by load_model; its parts are the engine's own
struct Parameters;  // what a run learned: m, u and how many pairs there are of each kind

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
  std::vector<Pair> edges;        // the pairs that joined them, strongest first in each
  std::size_t pairs_compared = 0;
  std::shared_ptr<const Parameters> learned;  // by which the pairs were judged
};

// What a steward decided about two records. It outlives any rerun, and is never weighed against evidence: *same* makes
// one person also of two valid NHS numbers, and whom the evidence joins to either is then of that person.
struct Ruling {
  std::uint32_t a = 0;  // rows
  std::uint32_t b = 0;
  bool same = false;
  auto operator<=>(const Ruling&) const = default;
};
inline constexpr std::uint32_t no_cluster = 0xFFFFFFFF;

// What is known before a run, all of it optional.
struct Given {
  std::vector<Ruling> rulings;  // of two about the same records the later stands; "different" is never overruled
  std::vector<std::uint32_t>
      before;  // row → cluster as decided before, `no_cluster` for a new record. Records that were
               // together stay so down to the model's split-at, so that clusters do not flap
  std::shared_ptr<const Parameters> learned;  // judge by these instead of learning from the records
};

using Progress = std::function<void(const char* stage, std::size_t done, std::size_t total)>;  // may be empty

// Batch: blocks, learns, scores and clusters all records.
Result<Clusters> dedupe(const Records& records, const Model& model, unsigned threads, const Progress& progress);
Result<Clusters> dedupe(const Records& records, const Model& model, const Given& given, unsigned threads,
                        const Progress& progress);

// Learned parameters as a file (TOML).
Result<std::shared_ptr<const Parameters>> load_learned(const std::string& path, const Model& model);
Done save_learned(const Parameters& parameters, const Model& model, const std::string& path);
// What each level is worth in bits before and after, and how far that is apart: a table to read.
std::string compare_learned(const Parameters& before, const Parameters& after, const Model& model);

// Incremental: links single records against all that were added before, with parameters learned from them.
class Linker {
 public:
  // Learns from the records and indexes them; `of` is the cluster of each (from dedupe, or as decided before).
  static Result<Linker> learn(Records records, std::vector<std::uint32_t> of, std::shared_ptr<const Model> model,
                              unsigned threads);
  // The same with all that is known; without `before` the clusters are found here, as dedupe finds them.
  static Result<Linker> learn(Records records, const Given& given, std::shared_ptr<const Model> model,
                              unsigned threads);
  Linker(Linker&&) noexcept;
  Linker& operator=(Linker&&) noexcept;
  ~Linker();

  struct Moved {  // another record whose cluster changed: clusters were merged, or one was parted
    std::uint32_t row = 0;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
  };
  struct Decision {
    std::uint32_t cluster = 0;  // an existing one, or a new number
    bool joined = false;        // an existing one
    double probability = 0;     // of the best match
    std::uint32_t match = 0;    // its row, where joined
    std::vector<Term> terms;    // why, where joined
    std::vector<Moved> moved;   // what else changed by it
  };
  // `values` in the order of the model's columns (see columns()); empty text is missing.
  Decision add(std::string id, const std::vector<std::string>& values);
  // A record's details changed: it leaves what no longer holds it, and joins what now does.
  Decision change(std::uint32_t row, const std::vector<std::string>& values);
  // A steward's ruling about two records, from now on; and as if it had never been.
  std::vector<Moved> rule(const Ruling& ruling);
  std::vector<Moved> withdraw(const Ruling& ruling);
  // It was decided elsewhere that these are one cluster, and no others with them: what comes later starts from that.
  void place_together(const std::vector<std::uint32_t>& rows);
  // The same as add without keeping the record.
  Decision look_up(const std::vector<std::string>& values) const;
  const std::vector<std::string>& columns() const;
  std::uint32_t cluster_of(std::uint32_t row) const;
  std::size_t size() const;  // records; the next one added gets this row
  std::shared_ptr<const Parameters> learned() const;

 private:
  struct State;
  explicit Linker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace roundel::identity
