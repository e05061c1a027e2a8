// The families that were read lately, so that opening a picture again reads nothing: one belongs to each desk.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "service/service.h"

namespace roundel::service {

struct LoadedFamily;

// A family is kept until something is recorded about anyone in it, or until links, ties or erasures were worked through
// as a whole; the least lately used go first when there are too many entries.
class Families {
 public:
  // Forgets what is no longer so. Before every find; outside a transaction.
  Done catch_up(Desk::Parts& parts);
  std::shared_ptr<const LoadedFamily> find(const PersonId& child);  // nullptr where it is not kept
  void keep(const PersonId& child, std::shared_ptr<const LoadedFamily> family);

 private:
  struct Kept {
    std::shared_ptr<const LoadedFamily> family;
    std::uint64_t used = 0;
  };
  // What everything kept rests on, besides the single entries.
  struct Base {
    std::int64_t erased = 0;
    std::int64_t derived = -1;  // how far the ledger was read when ties and members were last worked out as a whole
    std::int64_t assessed = -1;
    bool operator==(const Base&) const = default;
  };

  static Result<Base> base_of(Desk::Parts& parts);
  void forget(const PersonId& child);
  void forget_holders_of(const std::unordered_set<EntryId>& corrected);
  void forget_all();

  std::unordered_map<PersonId, Kept> kept_;
  std::unordered_map<SourceId, std::unordered_set<PersonId>> of_source_;  // whose family a source record is in
  std::size_t entries_ = 0;
  std::uint64_t uses_ = 0;
  std::int64_t position_ = 0;  // the ledger was looked at up to here
  Base base_;
};

}  // namespace roundel::service
