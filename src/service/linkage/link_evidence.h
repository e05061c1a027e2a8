// What the engine makes of any two of the source records, term by term. The one file of this room that looks at the
// engine's parts (link_evidence.cpp); all else goes through identity/linkage.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "identity/linkage.h"

namespace roundel::service {

// One term of a score, in bits: what this level of agreement is worth for any value, and apart from it what the
// frequency of these values adds or takes.
struct LinkTerm {
  std::string comparison;
  std::string level;
  double bits = 0;
  double frequency = 0;
  double total() const { return bits + frequency; }
};
// "Forename: exact = 4.13 + 2.00; Date of birth: one-digit = 6.20 + 0.00": to be read by people and read back.
std::string evidence_text(const std::vector<LinkTerm>& terms);
std::vector<LinkTerm> read_evidence(std::string_view text);  // what is not such a term is left out
double probability_of(const std::vector<LinkTerm>& terms);

class LinkEvidence {
 public:
  static Result<LinkEvidence> learn(const identity::Records& records, std::shared_ptr<const identity::Model> model,
                                    unsigned threads, const identity::Progress& progress);
  LinkEvidence(LinkEvidence&&) noexcept;
  LinkEvidence& operator=(LinkEvidence&&) noexcept;
  ~LinkEvidence();

  std::vector<LinkTerm> terms(std::uint32_t a, std::uint32_t b) const;
  double probability(std::uint32_t a, std::uint32_t b) const;
  // Who is one person, by what was learned and by what was decided before.
  Result<identity::Clusters> clusters(const identity::Given& given, unsigned threads) const;
  // Every pair that a blocking rule brought together, from this probability on, in the order of the rows.
  std::vector<identity::Pair> pairs(double from) const;

 private:
  struct State;
  explicit LinkEvidence(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The model that decided, as decisions name it: "model 3f2a91c0" – of its file, its list of nicknames and the engine.
Result<std::string> model_version(const std::string& model_path);

}  // namespace roundel::service
