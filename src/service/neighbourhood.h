// All that links ever said of some records, directly or through others: read from the ledger itself, so that a decision
// never rests on a table that is behind.
#pragma once

#include <set>
#include <vector>

#include "service/linkage/link_tables.h"

namespace roundel::service {

struct Neighbourhood {
  std::set<SourceId> sources;  // every record that a link entry named with these, directly or through others
  std::vector<Entry> entries;  // about them, in ledger order
  Membership members;
  Judgements judgements;

  static Result<Neighbourhood> load(Desk::Parts& parts, const std::vector<SourceId>& from);
  std::set<SourceId> records_of(const PersonId& person) const;
};

// What a record is called in a form: opaque.
std::string record_id(const SourceId& source);

// Which of a person's records would go with the second of the pair if the two were parted: those that the compared
// pairs hold closer to it. Records that no pair holds stay with the first.
Result<std::set<SourceId>> suggested_with_second(Desk::Parts& parts, const std::set<SourceId>& records,
                                                 const PairRow& pair);

}  // namespace roundel::service
