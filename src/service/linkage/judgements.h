// What stewards said about pairs of source records, folded from entries of kind identity.judged. A judgement outlives
// every run of the engine, to which it is a ruling. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

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
  const Judgement* find(const EntryId& entry) const;
  // The last about this pair that nobody took back; nullptr where there is none.
  const Judgement* standing(const SourceId& a, const SourceId& b) const;
  // The pairs of which the standing judgement says so. Where it parts two groups, every pair across.
  std::vector<SourcePair> pairs(LinkChoice choice) const;

 private:
  std::vector<Judgement> all_;
  std::map<SourcePair, std::vector<std::size_t>> of_pair_;
  std::unordered_map<EntryId, std::size_t> at_;
};

}  // namespace roundel::service
