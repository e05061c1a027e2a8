// The ledger: the only thing that is written. Entries are appended and never changed; each area's entries form a
// Merkle tree (RFC 9162 hashing) over salted commitments. Works on any store::Database.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"
#include "store/database.h"

namespace roundel {

// Fills the bytes with randomness; injected so that a test can repeat itself.
using RandomBytes = std::function<void(std::span<std::uint8_t>)>;
RandomBytes system_random();

struct Appended {
  std::int64_t added = 0;
  std::int64_t already_there = 0;  // the same key was taken before
  std::vector<EntryId> ids;        // of all, in the order given
};

struct Checkpoint {
  AreaCode area;
  std::int64_t size = 0;  // entries in the tree
  std::string root;       // 64 hex digits
  Timestamp at;
};

// Where the record was found altered.
struct Breach {
  AreaCode area;
  std::int64_t sequence = -1;  // -1: not one entry but the tree or a checkpoint
  std::string what;
};
struct Verified {
  std::int64_t entries = 0;
  std::vector<Checkpoint> trees;  // one an area, recomputed
  std::vector<Breach> breaches;   // empty: whole
};

class Ledger {
 public:
  // Borrows the database; makes its tables where they are missing.
  static Result<Ledger> open(store::Database& database, const Vocabulary& vocabulary, Clock clock, RandomBytes random);

  // All or nothing, in one transaction. Entries of one call are of one area. An entry that fails check_entry, or
  // corrects an entry that is not there, is an error and nothing is added.
  Result<Appended> append(std::span<const NewEntry> entries);

  // Every entry of the area in ledger order, from `from`; streamed. The callback returns false to stop.
  Done read_all(const AreaCode& area, std::int64_t from, const std::function<bool(const Entry&)>& each) const;
  // The entries about any of these source records, each once, in ledger order.
  Result<std::vector<Entry>> about(const AreaCode& area, std::span<const SourceId> sources) const;
  Result<std::optional<Entry>> find(const AreaCode& area, const EntryId& id) const;
  Result<std::vector<AreaCode>> areas() const;
  Result<std::int64_t> size(const AreaCode& area) const;

  // Writes the tree's size and root as a checkpoint.
  Result<Checkpoint> checkpoint(const AreaCode& area);
  // Recomputes everything from the stored bytes. `progress(done, total)` may be empty.
  Result<Verified> verify(const std::function<void(std::int64_t, std::int64_t)>& progress) const;
  // Rebuilds the index of entries by source record. Returns how many rows differed from what was live.
  Result<std::int64_t> rebuild_index(bool check_only);

 private:
  struct State;
  explicit Ledger(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace roundel
