// The children in need census as a return: one reporting year of one authority, made from the same entries as
// everything else. Held against the census's own integrity rules before it leaves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"
#include "standards/standards.h"

namespace roundel {

// The year is called by the one it ends in: 2025 runs from 1 April 2024 to 31 March 2025.
struct CinYear {
  int year = 0;
  Date from() const { return Date::of(year - 1, 4, 1); }
  Date to() const { return Date::of(year, 3, 31); }  // the reference date
  bool holds(Date day) const { return from() <= day && day <= to(); }
};

struct CinAssessment {
  std::optional<Date> started;
  std::optional<Date> completed;
  std::vector<std::string> factors;
};
struct CinPlan {  // child in need plan
  std::optional<Date> started;
  std::optional<Date> ended;
};
struct CinEnquiry {  // section 47
  Date started;
  std::optional<Date> conference;
  bool conference_not_required = false;
};
struct CinProtectionPlan {
  std::optional<Date> started;
  std::optional<Date> ended;
  std::string category;
  std::optional<std::int64_t> previous;
  std::vector<Date> reviews;
};
struct CinEpisode {  // a referral and what followed it
  Date referred;
  std::string source;
  std::string primary_need;
  std::optional<bool> no_further_action;
  std::optional<Date> closed;
  std::string closure_reason;
  std::optional<Date> conference;  // an initial conference that no section 47 enquiry led to
  std::vector<CinAssessment> assessments;
  std::vector<CinPlan> plans;
  std::vector<CinEnquiry> enquiries;
  std::vector<CinProtectionPlan> protection_plans;
};
struct CinChild {
  std::string id;  // LAchildID
  std::string upn;
  std::optional<Date> born;
  std::optional<Date> expected;
  std::optional<Date> died;
  std::string sex;  // "M", "F", "U"; empty: not recorded
  std::string ethnicity;
  std::vector<CinEpisode> episodes;  // by day of referral
};
struct CinReturn {
  CinYear year;
  std::string la_code;
  std::vector<CinChild> children;  // by LAchildID
  // Entries of the year that no element can carry: a plan's end without a plan, a review outside any plan.
  std::int64_t left_out = 0;
};

// Elements of the census that the record holds nothing for: to be completed before the return is sent.
const std::vector<std::string_view>& cin_not_recorded();

// Folds one area's entries, streamed in ledger order. Only what children's social care recorded about a child counts,
// each source record as a child of its own: the census knows children by the authority's own numbers.
class CinFold {
 public:
  explicit CinFold(const Standards& standards);  // borrows; the place says which agency and which authority
  void add(const Entry& entry);
  CinReturn finish(CinYear year) const;

 private:
  struct Event {
    Date day;
    std::int64_t sequence = 0;
    EntryId id;
    int kind = 0;  // of the kinds that the census uses
    std::string code;
    std::string more;
    std::optional<bool> flag;
    std::optional<std::int64_t> number;
  };
  struct Details {
    EntryId id;
    Date known;
    std::int64_t sequence = 0;
    std::optional<Date> born, expected, died;
    std::string upn, sex, ethnicity;
  };
  struct Known {
    std::vector<Event> events;
    std::vector<Details> details;
  };

  CinChild child_of(const std::string& id, const Known& known, CinYear year, std::int64_t& left_out) const;
  static std::int64_t place_event(CinChild& child, const Event& event);

  AgencyId agency_;
  std::string la_code_;
  std::unordered_map<std::string, Known> children_;  // by LAchildID
  std::unordered_set<EntryId> corrected_;
};

// What is wrong with a return, by the number of the census's rule. Names the child by LAchildID and nothing else of it.
// A query may be sent as it is, with its reason.
struct CinProblem {
  std::string rule;
  bool query = false;
  std::string child;  // empty: of the return as a whole
  std::string field;
  std::string message;
};
std::vector<CinProblem> check_cin_return(const CinReturn& cin, const Vocabulary& vocabulary);
bool may_leave(const std::vector<CinProblem>& problems);  // nothing but queries
// How many rules check_cin_return holds a return against.
std::size_t cin_rule_count();

// The return as XML in the order of the census's schema (of the year 2025; before it GenderCurrent for Sex). An error
// where a text cannot stand in XML.
Result<std::string> write_cin_return(const CinReturn& cin, Timestamp made);

}  // namespace roundel
