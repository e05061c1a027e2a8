// Reading the link tables, and bringing the derived tables up to date where records moved between persons.
#pragma once

#include <map>
#include <set>

#include "service/family_loader.h"
#include "service/linkage/steward.h"

namespace roundel::service {

// A row of link_pair.
struct PairRow {
  std::string id;
  SourceId a, b;
  std::string pattern;
  double probability = 0;
  std::string evidence;
};
Result<PairRow> find_pair(Desk::Parts& parts, const std::string& id);
// The pairs among these records, whether asked about or not.
Result<std::vector<PairRow>> pairs_among(Desk::Parts& parts, const std::vector<SourceId>& sources);
PairRow pair_row_of(const store::Row& row);  // id, a, b, pattern, likely, evidence

// Every judgement, in ledger order; without the model's evidence, which the entry has.
Result<std::vector<Judgement>> all_judgements(Desk::Parts& parts);
// The last about the pair that nobody took back.
const Judgement* standing_of(const std::vector<Judgement>& judgements, const SourceId& a, const SourceId& b);

// The newest details that a record has of itself; nullptr where it has none. Lives as long as `entries`.
const Entry* details_of(const std::vector<Entry>& entries, const SourceId& source);

// Where records go: person by record. Brings every table up to date for the persons they leave and come to. Within the
// transaction that appended the link entries.
Done follow_links(Desk::Parts& parts, const std::map<SourceId, PersonId>& moved);

}  // namespace roundel::service
