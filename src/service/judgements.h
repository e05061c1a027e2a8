// What stewards said about pairs of source records, folded from entries of kind identity.judged. A judgement outlives
// every run of the engine: clusters are held to it (hold_to_judgements). Pure.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "identity/linkage.h"
#include "ledger/entry.h"

namespace roundel::service {

enum class LinkChoice { same, different, unsure, undone };
std::string_view word(LinkChoice choice);                     // "same": as the entry has it
std::string_view in_words(LinkChoice choice);                 // "One person"
Result<LinkChoice> parse_link_choice(std::string_view word);  // same, different or unsure

using SourcePair = std::pair<SourceId, SourceId>;  // the smaller first
SourcePair pair_of(const SourceId& a, const SourceId& b);
// Opaque, safe in an address: what a pair is called outside.
std::string pair_id(const SourceId& a, const SourceId& b);

struct Judgement {
  EntryId entry;
  std::int64_t sequence = 0;
  SourceId a, b;                         // the smaller first
  std::vector<SourceId> with_a, with_b;  // where records were parted: which others go with which
  LinkChoice choice = LinkChoice::unsure;
  std::string author;
  std::string reason;
  Timestamp at;
  bool together = false;              // they were one person before
  std::optional<double> probability;  // by the model, where it was known
  std::string evidence;               // of the model, see evidence_text
  std::optional<EntryId> undone_by;
};

class Judgements {
 public:
  void apply(const Entry& entry);                             // in ledger order; other kinds are passed over
  const std::vector<Judgement>& all() const { return all_; }  // in ledger order, without those that take back
  std::size_t entries() const { return entries_; }            // applied, those that take back among them
  const Judgement* find(const EntryId& entry) const;
  // The last about this pair that nobody took back; nullptr where there is none.
  const Judgement* standing(const SourceId& a, const SourceId& b) const;
  // The pairs of which the standing judgement says so. Where it parts two groups, every pair across.
  std::vector<SourcePair> pairs(LinkChoice choice) const;

 private:
  std::vector<Judgement> all_;
  std::map<SourcePair, std::vector<std::size_t>> of_pair_;
  std::unordered_map<EntryId, std::size_t> at_;
  std::size_t entries_ = 0;
};

// Rows of which stewards said that they are, or are not, one person.
struct Held {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> same, different;
};
// The clusters of the engine, changed as little as the judgements ask for: *same* joins, *different* parts along the
// weakest of the engine's edges. Clusters that no judgement is about stay as they are. Numbered by first row.
std::vector<std::uint32_t> hold_to_judgements(const std::vector<std::uint32_t>& of,
                                              std::span<const identity::Pair> edges, const Held& held);

}  // namespace roundel::service
