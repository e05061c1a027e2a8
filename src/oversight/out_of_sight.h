// Children with an open need whom nobody is recorded to have met for a long time.
#pragma once

#include <vector>

#include "oversight/oversight.h"
#include "oversight/people.h"

namespace roundel::oversight {

// A need is open where children's social care or early help say they are involved, or a referral, episode, plan or
// stay in care that they recorded has not ended. The closing of the case ends all that its agency had open.
// Seen is an entry of a kind marked `contact` about the child, of any agency, that does not say the child was not seen.
// Days are counted from the later of the day last seen and the day the oldest open need began.
class SightOf {
 public:
  explicit SightOf(const Standards& standards) : standards_(standards) {}

  void add(const Entry& entry, Numbers<SourceId>& sources);
  OutOfSight finish(const People& people, const OversightAsked& asked) const;

 private:
  enum class Step : std::uint8_t { opens, closes, closes_all };
  struct Need {
    std::uint32_t child;
    Date day;
    std::int64_t sequence;
    Mark entry;
    std::uint32_t agency;
    std::uint32_t what;          // of names_: "in-need-plan", "involvement"
    std::uint32_t practitioner;  // of names_
    Step step;
  };
  struct Seen {
    std::uint32_t child;
    Date day;
    Mark entry;
  };

  void add_need(const Entry& entry, Numbers<SourceId>& sources);

  const Standards& standards_;
  Numbers<AgencyId> agencies_;
  Numbers<std::string> names_;
  std::vector<Need> needs_;
  std::vector<Seen> seen_;
  std::vector<Seen> died_;
};

// Every child with an open need, whenever last seen, from entries in ledger order; days that are yet to come count too.
class OpenNeeds {
 public:
  explicit OpenNeeds(const Standards& standards) : sight_(standards) {}
  void add(const Entry& entry);
  // In the order of their opaque ids; who is whose record is as the links of the same entries say.
  std::vector<Unseen> finish(const Membership& members) const;

 private:
  SightOf sight_;
  Numbers<SourceId> sources_;
  std::unordered_set<Mark> not_counted_;
};

}  // namespace roundel::oversight
