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
  // An error's Place has the entry's position among those given, from 1, as its line, and the field.
  Result<Appended> append(std::span<const NewEntry> entries);
  // The same within a transaction that the caller has open on the same database, so that entries and what is derived
  // from them are written together. On an error the caller's transaction must fail.
  Result<Appended> append_within(std::span<const NewEntry> entries);

  // Every entry of the area in ledger order, from `from`; streamed, without those that were erased. The callback
  // returns false to stop; it may read the database and must not write.
  Done read_all(const AreaCode& area, std::int64_t from, const std::function<bool(Entry&)>& each) const;
  // The same of entries whose kind begins with `kinds` ("identity.") alone.
  Done read_kinds(const AreaCode& area, std::int64_t from, std::string_view kinds,
                  const std::function<bool(Entry&)>& each) const;
  // The entries about any of these source records, each once, in ledger order.
  Result<std::vector<Entry>> about(const AreaCode& area, std::span<const SourceId> sources) const;
  Result<std::optional<Entry>> find(const AreaCode& area, const EntryId& id) const;
  // Those of these entries that there are, in ledger order.
  Result<std::vector<Entry>> find_all(const AreaCode& area, std::span<const EntryId> ids) const;
  Result<std::vector<AreaCode>> areas() const;
  // How many entries of the area lost their body to the law.
  Result<std::int64_t> erased(const AreaCode& area) const;
  Result<std::int64_t> size(const AreaCode& area) const;

  // Forgets what an entry says, where the law asks for it: its body, its salt and its index rows go; its commitment
  // stays, so that the proofs still hold. `reason` is a code of the retention rules, never words about a person.
  Done erase(const AreaCode& area, const EntryId& id, const std::string& reason);

  // Writes the tree's size and root as a checkpoint; not_found for an area without entries.
  Result<Checkpoint> checkpoint(const AreaCode& area);
  // Recomputes everything from the stored bytes: each body against its commitment and its columns, the tree against
  // its frontier and every checkpoint, the index, and the engine's own check. `progress(done, total)` may be empty.
  Result<Verified> verify(const std::function<void(std::int64_t, std::int64_t)>& progress) const;
  // Rebuilds the index of entries by source record, or only compares. Returns how many rows differed from what was
  // live.
  Result<std::int64_t> rebuild_index(bool check_only);

 private:
  struct State;
  explicit Ledger(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace roundel
