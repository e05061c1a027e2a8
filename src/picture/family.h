// Who belongs with whom: ties between a child and the people around them, read from entries.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/as_known.h"
#include "ledger/entry.h"

namespace roundel {

// What the other person is to the child.
enum class Relation {
  mother,
  father,
  parent,
  step_parent,
  partner,
  ex_partner,
  carer,
  grandparent,
  sibling,
  relative,
  other
};
enum class Residence { resident, elsewhere, unknown };

std::string_view word(Relation relation);           // "partner": the role code in the vocabulary
std::string_view relation_name(Relation relation);  // "Parent's partner"
std::optional<Relation> relation_of_role(const RoleCode& role);

// One statement that `other` is `relation` to `child`. Siblings are not stated but follow from shared parents.
struct Tie {
  PersonId child;
  PersonId other;
  Relation relation = Relation::other;
  Residence residence = Residence::unknown;
  Date since;
  std::optional<Date> until;
  EntryId entry;
};

constexpr bool is_parent(Relation relation) {
  return relation == Relation::mother || relation == Relation::father || relation == Relation::parent;
}

// The ties that one entry of kind family.relationship states; none for other kinds.
std::vector<Tie> ties_of(const Entry& entry, const Membership& members);

}  // namespace roundel
