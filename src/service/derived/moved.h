// The rows of the table `moved`: corrections that do not name a record that the entry named which they correct, by that
// record. An incident that was told of the wrong child is corrected by an entry about the right one: the wrong child's
// entries alone would never say so.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ledger/entry.h"
#include "service/parts.h"

namespace roundel::service {

inline const std::vector<std::string_view> moved_columns = {"area", "source", "entry"};

// A correction, as far as this asks of it.
struct Correction {
  EntryId entry;
  EntryId corrects;
  std::vector<SourceId> about;
  std::vector<SourceId> children;  // of those
};
Correction correction_of(const NewEntry& entry, const EntryId& id);

// A correction that took something away from a record; sorted by record.
struct Moved {
  SourceId source;
  EntryId entry;          // the correction
  bool as_child = false;  // what it took away was about the record as a child's
  auto operator<=>(const Moved&) const = default;
};
Result<std::vector<Moved>> moved_by(Desk::Parts& parts, std::span<const Correction> corrections);
std::vector<store::Row> moved_rows(const AreaCode& area, std::span<const Moved> moved);

// The corrections that took something away from these records: of those given, or from the table.
std::vector<EntryId> taken_from(std::span<const Moved> moved, std::span<const SourceId> sources);
Result<std::vector<EntryId>> taken_from(Desk::Parts& parts, std::span<const SourceId> sources);

// Appends, and in the same transaction keeps what corrections among the entries took away from whom.
Result<Appended> append_and_follow(Desk::Parts& parts, std::span<const NewEntry> entries);
Result<Appended> append_and_follow_within(Desk::Parts& parts,
                                          std::span<const NewEntry> entries);  // of the caller's own

}  // namespace roundel::service
