// Loads everything that a picture of one child is made from: the entries about the child and the people tied to them,
// as known at a moment and to an agency.
#pragma once

#include <set>

#include "picture/picture.h"
#include "service/parts.h"

namespace roundel::service {

// As store::ask_for_many takes them.
std::vector<store::Cell> keys_of(const std::set<PersonId>& people);

// The source records that are this person now. A person without links is one source record.
Result<std::vector<SourceId>> sources_of(Desk::Parts& parts, const PersonId& person);
// Those of any of these people, each once; of somebody who is no person any more, none.
Result<std::vector<SourceId>> sources_of_all(Desk::Parts& parts, const std::set<PersonId>& people);
// Which person a source record belongs to now.
Result<PersonId> person_of(Desk::Parts& parts, const SourceId& source);

// What is recorded about these records, in ledger order, without what a correction gave to somebody else.
Result<std::vector<Entry>> entries_standing_about(Desk::Parts& parts, const std::vector<SourceId>& sources);

// The other children of the same parents, or of anybody tied to the child.
enum class Shared { parents, anybody };
Result<std::vector<PersonId>> other_children(Desk::Parts& parts, const PersonId& child, Shared shared);

// Everything about the child and the people tied to them, nothing filtered: for folding who stands how to the child.
struct LoadedFamily {
  std::vector<SourceId> anchor;   // the child's own source records
  std::vector<SourceId> sources;  // those of all of them
  std::vector<Entry> entries;     // ledger order; with what took something away from them by naming somebody else
  std::vector<const Entry*> own;  // those of them that are about the child, and not found to be about somebody else
};
// A list of many children asks once whether anything came since the last reading, with its first child.
enum class Since { ask, asked_just_now };
Result<std::shared_ptr<const LoadedFamily>> load_family(Desk::Parts& parts, const PersonId& child,
                                                        Since since = Since::ask);

// The same as known at a moment and to an agency. `may_read` narrows further to what the reader may see.
FamilyEntries seen_by(const LoadedFamily& family, const Desk::Parts& parts, const View& view,
                      const std::function<bool(const Entry&)>& may_read);
// All of it as known now: for what the program works out by itself, never for a reader.
FamilyEntries everything_known(const LoadedFamily& family, const Desk::Parts& parts);

}  // namespace roundel::service
