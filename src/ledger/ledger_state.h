// What the files of the ledger share. Nothing outside this room includes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/merkle.h"

namespace roundel {

struct Ledger::State {
  store::Database& database;
  const Vocabulary& vocabulary;
  Clock clock;
  RandomBytes random;
};

// The tree row of an area; a new tree where there is none.
struct Tree {
  bool stored = false;
  merkle::Frontier frontier;
};
Result<Tree> read_tree(store::Database& database, const AreaCode& area);
Done write_tree(store::Database& database, const AreaCode& area, const Tree& before, const merkle::Frontier& after);

// What the proof of an entry rests on: SHA-256(salt || body). The salt keeps the commitment of a short or guessable
// body from giving it away once the body is erased.
Hash commitment_of(std::string_view salt, std::string_view body);

// The name of the lock that writers of an area hold.
std::string lock_of(const AreaCode& area);

// The source records an entry is found by: each once, in order.
std::vector<std::string_view> indexed_sources(const Entry& entry);

// Sequences whose rows in `about` are not what their bodies say; streams both, eight bytes an entry.
class IndexCheck {
 public:
  void add(const Entry& entry);  // what the body says
  // Takes off what is live, and answers the sequences where something is left.
  Result<std::vector<std::int64_t>> differing(store::Database& database, const AreaCode& area);

 private:
  std::uint64_t& sum(std::int64_t sequence);

  std::vector<std::uint64_t> sums_;  // by sequence: the hashes of the expected sources, added up
};

// Parts of verify.
Result<std::vector<AreaCode>> all_areas(store::Database& database);
std::string or_empty(const store::Cell& cell);  // the bytes of a cell; empty where it holds none

}  // namespace roundel
