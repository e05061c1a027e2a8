// Identifiers that stand on a record of somebody else: a mother's NHS number on her child's record. Most who hold the
// number are then plainly another person. Such a number is *disputed* on that record: it says nothing there, neither
// for nor against, so that one slip does not keep a person's records apart for ever.
#pragma once

#include "identity/pairs.h"

namespace roundel::identity {

// A set of comparisons, one bit each.
using Comparisons = std::uint16_t;

// Of two records that share an identifier, whether all the rest says that they are two people.
bool plainly_others(const Scoring& scoring, Pattern pattern);

// Of those who share a record's identifier: how many are plainly others, and how many may be the same person.
struct Holders {
  std::uint32_t others = 0;
  std::uint32_t alike = 1;  // the record itself is one
  bool disputed() const { return others >= alike; }
};

// Marks the disputed identifiers of the table's rows, and takes them out of the pairs' patterns.
void set_disputed(Table& table, const Model& model, const Parameters& parameters, ComparedPairs& compared);

}  // namespace roundel::identity
