// One family kept ready, so that a new entry is assessed in microseconds: the rules are numbered once and the entries
// stay in columns. The findings are at every moment those of a full assessment; a property test holds them together.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "assessment/assessment.h"

namespace roundel {

class Rulebook;

class Watched {
 public:
  // The standards must outlive it.
  Watched(const FamilyEntries& known, const Standards& standards);
  // The same with the rules numbered before, of the indicators of these standards: for many families in turn.
  Watched(const FamilyEntries& known, const Standards& standards, const Rulebook& numbered);
  ~Watched();
  Watched(Watched&&) noexcept;
  Watched& operator=(Watched&&) noexcept;

  // An entry recorded after all before it; links and corrections too. Returns the findings as they are with it.
  const std::vector<Finding>& add(const Entry& entry);
  // Who is who from now on, and which person is looked at. Seen with the next entry or day.
  void identify(const Membership& members, const PersonId& child);
  // Several entries that came to hand together, assessed once, on this day. Who is who stays as it is.
  const std::vector<Finding>& learn(std::span<const Entry* const> entries, Date day);
  // The day that is assessed: its findings.
  const std::vector<Finding>& on(Date day);
  const std::vector<Finding>& findings() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace roundel
