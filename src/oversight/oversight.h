// Oversight: what one ledger shows of the whole system, for a manager or a safeguarding partner. Who passes on what and
// what becomes of it, how time limits are kept, which children nobody has seen. Counts and dates: nothing ranks
// children or practitioners.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/small_counts.h"
#include "ledger/entry.h"
#include "standards/standards.h"

namespace roundel {

// How many took how many days: the whole distribution, so that bunching on the last day shows.
struct Spread {
  std::map<int, std::int64_t> counts;  // days → how many
  bool withheld = false;
  std::int64_t total() const;
  std::optional<double> median() const;  // nothing where there are none, or withheld
};

// How it came: a concern in the joint record, or a contact or referral in the feed of children's social care.
enum class Channel { concern, contact, referral };
std::string_view word(Channel channel);  // "concern"

// What one source passed on in the period and what became of it. Working days run from the day it was passed on to the
// day of the decision; contacts and referrals closed at once carry no day of decision and count as decided only.
struct PassedOn {
  Channel channel = Channel::concern;
  std::string source;       // agency, or for the feed the census code of the referral source
  std::string name;         // of the agency, or what the code means
  std::string agency_kind;  // of the agency; empty for a census code, which names none exactly
  Count passed_on;
  Count decided;
  Count repeats;  // of those: something about the same child came by the same way in the twelve months before
  std::map<std::string, Count> choices;  // what was decided → how many
  Spread working_days;
};

// One edition of one time limit. Open ones are counted as they stand on the day, met ones where they were met in the
// period.
struct ClockCount {
  std::string code;
  std::string name;
  std::string edition;
  int limit = 0;
  TimeBase base = TimeBase::working_days;
  Force force = Force::guidance;
  bool confirmed = true;
  Count running;  // in time, or standing still where the rule lets it
  Count late;     // open, and its last day has passed
  Count met;
  Count met_late;
  Count ended;        // not met, and not waited for since: the enquiry found no concerns
  Count lapsed;       // nobody did it while anybody waited
  Count on_last_day;  // of those met: on the very last day
  Spread days_taken;  // working days where the limit is in working days, calendar days for the others; without pauses
};
ClockCount nothing_counted(const ClockRule& rule);  // of a clock that has not run yet

// A child with an open need whom nobody is recorded to have met for longer than asked for.
struct Unseen {
  PersonId child;
  std::vector<AgencyId> agencies;  // that hold the open need
  std::vector<KindCode> open;      // the kinds of entry that opened what is open
  Date open_since;                 // the oldest need that is open
  std::optional<Date> last_seen;
};
struct OutOfSight {
  int days = 0;
  Count with_open_need;
  Count unseen;
  std::map<AgencyId, Count> by_agency;  // that holds the need; a child may count with two
  // In the order of their opaque ids: an order that says nothing of need, so that no list reads as a ranking.
  std::vector<Unseen> children;
};

struct OversightAsked {
  Date from;  // first day of the period
  Date on;    // its last day; open things are told as they stand on it
  int out_of_sight_days = 42;
};

struct Oversight {
  OversightAsked asked;
  std::vector<PassedOn> by_agency;  // by channel, then source
  std::vector<PassedOn> by_kind;    // concerns by kind of agency
  std::vector<ClockCount> clocks;   // by code, then edition
  OutOfSight out_of_sight;
  std::vector<Error> problems;  // clocks whose last day could not be worked out, each reason once
  bool published = false;
};

// Folds an area's entries, streamed in ledger order; keeps some tens of bytes of each entry that counts, nothing of the
// others. Entries that a later one corrects or withdraws do not count.
class OversightFold {
 public:
  OversightFold(const Standards& standards, OversightAsked asked);  // borrows the standards
  ~OversightFold();
  OversightFold(OversightFold&&) noexcept;
  void add(const Entry& entry);
  Oversight finish() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What may leave the partnership. Counts of one to four are withheld, and whatever would give them away by taking one
// number from another; the list of children goes altogether.
Oversight published(Oversight oversight);

}  // namespace roundel
