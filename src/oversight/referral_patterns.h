// Who passes on what, and what becomes of it: concerns of the joint record, contacts and referrals of the feed.
#pragma once

#include <string>
#include <vector>

#include "oversight/oversight.h"
#include "oversight/people.h"

namespace roundel::oversight {

class ReferralPatterns {
 public:
  explicit ReferralPatterns(const Standards& standards) : standards_(standards) {}

  void add(const Entry& entry, Numbers<SourceId>& sources);
  std::vector<PassedOn> finish(const People& people, const OversightAsked& asked) const;
  // Rows of one channel, added up by kind of agency.
  static std::vector<PassedOn> by_kind(const std::vector<PassedOn>& rows, const Vocabulary& vocabulary);

 private:
  struct Passed {
    std::uint32_t child;
    Date day;
    Mark entry;
    std::uint32_t from;    // of names_
    std::uint32_t choice;  // of names_; 0: not decided by itself
    Channel channel;
  };
  struct Decided {
    std::uint32_t child;
    Date day;
    Mark entry;
    Mark concern;  // 0: what follows a referral in the feed
    std::uint32_t choice;
  };

  std::uint32_t word(const std::string& text) { return names_.of(text); }
  void count(PassedOn& row, const Passed& passed, const Decided* decided, bool repeat) const;

  const Standards& standards_;
  Numbers<std::string> names_ = starting_with_nothing();
  std::vector<Passed> passed_;
  std::vector<Decided> decided_;

  static Numbers<std::string> starting_with_nothing() {
    Numbers<std::string> names;
    names.of("");
    return names;
  }
};

}  // namespace roundel::oversight
