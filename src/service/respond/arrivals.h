// What a feed brought for the front door, so that it stands there as soon as the feed was taken, and what the feed
// answered waits no more: nobody waits for the next assessment to read it. What a correction gives to another child is
// taken from the first one, whatever it is.
#pragma once

#include <set>
#include <unordered_map>
#include <unordered_set>

#include "service/derived/moved.h"
#include "service/parts.h"

namespace roundel::service {

class Arrivals {
 public:
  explicit Arrivals(const Desk::Parts& parts);

  void add(const NewEntry& entry);
  // Works out anew the children who are known already. A child who came with the feed is known when it has been linked
  // and assessed.
  Done bring(Desk::Parts& parts) const;

 private:
  const Standards& standards_;
  std::unordered_set<std::string> kinds_;  // notifications, and what answers them
  Date first_;                             // what was known earlier waits no longer
  std::set<SourceId> children_;
  std::vector<Correction> corrections_;
};

}  // namespace roundel::service
