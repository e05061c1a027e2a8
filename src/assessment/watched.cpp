#include "assessment/watched.h"

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "assessment/findings.h"

namespace roundel {

struct Watched::Parts {
  Parts(const FamilyEntries& known, const Standards& the_standards, const Rulebook& numbered)
      : standards(the_standards),
        columns(numbered),
        order(reading_order(the_standards)),
        child(known.child),
        members(known.members),
        day(known.on) {
    for (const Entry& entry : known.entries) columns.add(entry);
  }

  void assess() {
    columns.finish(members, Columns::Keep::all);
    findings.clear();
    const auto number = columns.find(child);
    if (!number || columns.life(*number).died <= day) return;
    Evaluation evaluation(columns, day);
    evaluation.look_at(*number);
    find_all(evaluation, columns, standards, order, findings);
  }

  const Standards& standards;
  Columns columns;
  std::vector<std::size_t> order;
  PersonId child;
  Membership members;
  Date day;
  std::vector<Finding> findings;
};

Watched::Watched(const FamilyEntries& known, const Standards& standards)
    : Watched(known, standards, Rulebook(standards, Rulebook::Of::indicators)) {}
Watched::Watched(const FamilyEntries& known, const Standards& standards, const Rulebook& numbered)
    : parts_(std::make_unique<Parts>(known, standards, numbered)) {
  parts_->assess();
}
Watched::~Watched() = default;
Watched::Watched(Watched&&) noexcept = default;
Watched& Watched::operator=(Watched&&) noexcept = default;

const std::vector<Finding>& Watched::add(const Entry& entry) {
  if (entry.kind.str() == "identity.link") parts_->members.apply(entry);
  parts_->columns.add(entry);
  parts_->assess();
  return parts_->findings;
}

void Watched::identify(const Membership& members, const PersonId& child) {
  parts_->members = members;
  parts_->child = child;
}

const std::vector<Finding>& Watched::learn(std::span<const Entry* const> entries, Date day) {
  for (const Entry* entry : entries) parts_->columns.add(*entry);
  return on(day);
}

const std::vector<Finding>& Watched::on(Date day) {
  parts_->day = day;
  parts_->assess();
  return parts_->findings;
}

const std::vector<Finding>& Watched::findings() const { return parts_->findings; }

}  // namespace roundel
