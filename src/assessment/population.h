// The same assessment for every child of an area in one pass: entries as columns sorted by person, no allocation per
// child. Gives the same findings as assess() for one child; a property test holds them together.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "assessment/assessment.h"
#include "ledger/as_known.h"
#include "ledger/entry.h"
#include "standards/standards.h"

namespace roundel {

struct PersonFindings {
  PersonId child;
  std::span<const Finding> findings;
};

// The same as numbers: what a report over an area needs, without a word being made. Valid during the call alone.
struct FoundRule {
  std::uint32_t indicator = 0;  // its number in the standards
  Date since;
  std::span<const std::uint32_t> evidence;  // numbers of entries, in the order added
};
struct ChildFound {
  const PersonId* child = nullptr;
  std::span<const FoundRule> findings;
};

class Population {
 public:
  // The standards must outlive it.
  explicit Population(const Standards& standards);
  ~Population();
  Population(Population&&) noexcept;
  Population& operator=(Population&&) noexcept;

  // Entries in ledger order, identity.link entries among them, already filtered by time where the past is asked for
  // (an entry that corrects another removes it here). Memory is about 40 bytes an entry and subject.
  void add(const Entry& entry);
  // Sorts the columns; call once, after the last add. `members` decides who is who.
  void finish(const Membership& members);

  std::size_t entries() const;
  std::size_t children() const;  // on the last day on which anything became known
  // Children (under 18 or unborn on the day) in person order. Uses `threads` workers; `each` is called from one thread.
  void assess(Date on, unsigned threads, const std::function<void(const PersonFindings&)>& each) const;
  // The same findings as numbers.
  void find(Date on, unsigned threads, const std::function<void(const ChildFound&)>& each) const;
  EntryId entry_id(std::uint32_t entry) const;

 private:
  struct Columns;
  std::unique_ptr<Columns> columns_;
};

}  // namespace roundel
