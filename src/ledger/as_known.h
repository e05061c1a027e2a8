// The bitemporal core: which entries, and which links between source records, were known at a moment, and to whom.
// Pure; everything that shows the past goes through these functions.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "ledger/entry.h"

namespace roundel {

struct View {
  std::optional<Timestamp> at;     // as known at this moment; nothing: now
  std::optional<AgencyId> agency;  // as known to this agency; nothing: to all together
};

// May this agency have known the content of this entry, once recorded: its own, or shared with it by then.
using SharedWith = std::function<bool(const Entry&, const AgencyId&)>;

// Entries recorded by `view.at`, without those that an entry recorded by then corrects or withdraws, in ledger order.
// With an agency: of those, what it recorded or what `shared` says it had been given.
std::vector<Entry> as_known(std::vector<Entry> entries, const View& view, const SharedWith& shared);

// The rule of the standards: the class of the entry goes to the joint team and the agency is in it, or an entry
// `sharing.shared` among `entries`, recorded by `at`, gave it to the agency.
SharedWith shared_by_standards(const std::vector<Entry>& entries, const Vocabulary& vocabulary,
                               std::function<bool(const AgencyId&)> in_joint_team, std::optional<Timestamp> at);

// Which person each source record belongs to, folded from `identity.link` entries: the last decision by `at` that names
// a source record wins. A source record that no decision names is a person of its own (person_of_alone).
class Membership {
 public:
  void apply(const Entry& link);  // entries in ledger order
  PersonId person_of(const SourceId& source) const;
  const PersonId* decided(const SourceId& source) const;  // nullptr where no link names the record: it is alone
  std::vector<SourceId> sources_of(const PersonId& person) const;

 private:
  std::unordered_map<SourceId, PersonId> person_;
  std::unordered_map<PersonId, std::vector<SourceId>> sources_;
};

PersonId person_of_alone(const SourceId& source);

}  // namespace roundel
