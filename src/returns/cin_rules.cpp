// The census's integrity rules, by their numbers; the words are our own. One line a rule: what it is of, which field to
// look at, what is wrong, and when.
#include <algorithm>
#include <map>

#include "returns/cin_return.h"

namespace roundel {
namespace {

using Child = CinChild;
using Episode = CinEpisode;

// ---- what the rules ask ----

bool before(const std::optional<Date>& day, const std::optional<Date>& other) { return day && other && *day < *other; }
bool no_action(const Episode& e) { return e.no_further_action.value_or(false); }

template <class Module, class Is>
bool any(const std::vector<Module>& modules, const Is& is) {
  return std::any_of(modules.begin(), modules.end(), is);
}
template <class Module, class Is>
bool several(const std::vector<Module>& modules, const Is& is) {
  return std::count_if(modules.begin(), modules.end(), is) > 1;
}

// From one day to another; what has not ended has no last day.
struct Span {
  Date from;
  std::optional<Date> to;
};
bool overlap(const Span& a, const Span& b) { return (!a.to || b.from < *a.to) && (!b.to || a.from < *b.to); }
bool any_overlap(const std::vector<Span>& spans) {
  for (std::size_t a = 0; a < spans.size(); ++a)
    for (std::size_t b = a + 1; b < spans.size(); ++b)
      if (overlap(spans[a], spans[b])) return true;
  return false;
}
template <class Plan>
std::vector<Span> spans_of(const std::vector<Plan>& plans) {
  std::vector<Span> out;
  for (const Plan& plan : plans)
    if (plan.started) out.push_back({*plan.started, plan.ended});
  return out;
}
std::vector<Span> need_plans(const Child& child) {
  std::vector<Span> out;
  for (const Episode& e : child.episodes)
    for (const Span& span : spans_of(e.plans)) out.push_back(span);
  return out;
}
std::vector<Span> protection_plans(const Child& child) {
  std::vector<Span> out;
  for (const Episode& e : child.episodes)
    for (const Span& span : spans_of(e.protection_plans)) out.push_back(span);
  return out;
}
bool plans_at_once(const Child& child) {
  for (const Span& plan : need_plans(child))
    for (const Span& protection : protection_plans(child))
      if (overlap(plan, protection)) return true;
  return false;
}
bool several_open(const std::vector<Span>& spans) {
  return several(spans, [](const Span& s) { return !s.to; });
}

std::vector<Date> conferences(const Episode& e) {
  std::vector<Date> out;
  if (e.conference) out.push_back(*e.conference);
  for (const CinEnquiry& each : e.enquiries)
    if (each.conference) out.push_back(*each.conference);
  return out;
}
bool has_activity(const Episode& e) {
  return !e.assessments.empty() || !e.plans.empty() || !e.enquiries.empty() || !e.protection_plans.empty() ||
         e.conference;
}
// The last day on which anything of the episode happened.
std::optional<Date> last_activity(const Episode& e) {
  std::optional<Date> last;
  const auto take = [&](const std::optional<Date>& day) {
    if (day && (!last || *last < *day)) last = day;
  };
  for (const CinAssessment& each : e.assessments) take(each.started), take(each.completed);
  for (const CinPlan& each : e.plans) take(each.started), take(each.ended);
  for (const CinEnquiry& each : e.enquiries) take(each.started), take(each.conference);
  for (const CinProtectionPlan& each : e.protection_plans) {
    take(each.started), take(each.ended);
    for (const Date day : each.reviews) take(day);
  }
  take(e.conference);
  return last;
}
bool is_alphanumeric(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}
bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
bool is_code(const Vocabulary& words, std::string_view set, const std::string& code) {
  const CodeSet* known = words.code_set(set);
  return known != nullptr && known->meaning(code) != nullptr;
}
bool repeats(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  return std::adjacent_find(texts.begin(), texts.end()) != texts.end();
}

struct Asked {
  CinYear year;
  const Vocabulary& words;
};

template <class Of>
struct CensusRule {
  const char* number;  // a Q at its end: a query
  const char* field;
  const char* message;
  bool (*broken)(const Of&, const Asked&);
};

// ---- of a child ----

constexpr CensusRule<Child> child_rules[] = {
    {"8500", "LAchildID", "the child has no identifier", [](const Child& c, const Asked&) { return c.id.empty(); }},
    {"1570", "LAchildID", "the identifier is longer than 20 characters",
     [](const Child& c, const Asked&) { return c.id.size() > 20; }},
    {"1580", "LAchildID", "the identifier has characters other than letters and digits",
     [](const Child& c, const Asked&) { return !is_alphanumeric(c.id); }},
    {"1540", "UPN", "characters 5 to 12 of the unique pupil number are not all digits",
     [](const Child& c, const Asked&) {
       return !c.upn.empty() && (c.upn.size() != 13 || !is_digits(std::string_view(c.upn).substr(4, 8)));
     }},
    {"4180", "Sex", "sex is not recorded as M, F or U",
     [](const Child& c, const Asked&) { return c.sex != "M" && c.sex != "F" && c.sex != "U"; }},
    {"8750", "Sex", "an unborn child's sex must be U",
     [](const Child& c, const Asked&) { return !c.born && c.expected && c.sex != "U"; }},
    {"4220", "Ethnicity", "ethnicity is missing or no code of the census",
     [](const Child& c, const Asked& a) { return !is_code(a.words, "ethnicity", c.ethnicity); }},
    {"8520", "PersonBirthDate", "born after the year of the census",
     [](const Child& c, const Asked& a) { return c.born && *c.born > a.year.to(); }},
    {"8525Q", "PersonBirthDate", "either a date of birth or an expected date is wanted, and not both",
     [](const Child& c, const Asked&) { return c.born.has_value() == c.expected.has_value(); }},
    {"8535Q", "PersonDeathDate", "died before being born",
     [](const Child& c, const Asked&) { return before(c.died, c.born); }},
    {"8545Q", "PersonDeathDate", "the death is not in the year of the census",
     [](const Child& c, const Asked& a) { return c.died && !a.year.holds(*c.died); }},
    {"8590", "CINdetails", "the child has no episode", [](const Child& c, const Asked&) { return c.episodes.empty(); }},
    {"8815", "CINclosureDate", "more than one episode is open",
     [](const Child& c, const Asked&) {
       return several(c.episodes, [](const Episode& e) { return !e.closed && !no_action(e); });
     }},
    {"8816", "CINclosureDate", "an episode is open and is not the latest",
     [](const Child& c, const Asked&) {
       for (std::size_t at = 0; at + 1 < c.episodes.size(); ++at)
         if (!c.episodes[at].closed && !no_action(c.episodes[at])) return true;
       return false;
     }},
    {"8820", "CINreferralDate", "the episodes overlap",
     [](const Child& c, const Asked&) {
       std::vector<Span> spans;
       for (const Episode& e : c.episodes)
         if (!no_action(e)) spans.push_back({e.referred, e.closed});
       return any_overlap(spans);
     }},
    {"4001", "CINPlanStartDate", "a child in need plan runs at the same time as a child protection plan",
     [](const Child& c, const Asked&) { return plans_at_once(c); }},
    {"4004", "CINPlanEndDate", "more than one child in need plan is open",
     [](const Child& c, const Asked&) { return several_open(need_plans(c)); }},
    {"4014", "CINPlanStartDate", "child in need plans overlap",
     [](const Child& c, const Asked&) { return any_overlap(need_plans(c)); }},
    {"8935", "CPPendDate", "more than one child protection plan is open",
     [](const Child& c, const Asked&) { return several_open(protection_plans(c)); }},
    {"8940", "CPPstartDate", "child protection plans overlap",
     [](const Child& c, const Asked&) { return any_overlap(protection_plans(c)); }},
    {"8915", "CPPstartDate", "a child protection plan begins after the child's death",
     [](const Child& c, const Asked&) {
       return any(protection_plans(c), [&](const Span& s) { return c.died && *c.died < s.from; });
     }},
    {"8920", "CPPendDate", "a child protection plan ends after the child's death",
     [](const Child& c, const Asked&) {
       return any(protection_plans(c), [&](const Span& s) { return before(c.died, s.to); });
     }},
    {"8606", "CINreferralDate", "referred more than 40 weeks before the (expected) birth",
     [](const Child& c, const Asked&) {
       const std::optional<Date> birth = c.born ? c.born : c.expected;
       return any(c.episodes, [&](const Episode& e) { return birth && e.referred < birth->plus_days(-280); });
     }},
    {"8555Q", "CINreferralDate", "referred after the child's death",
     [](const Child& c, const Asked&) {
       return any(c.episodes, [&](const Episode& e) { return c.died && *c.died < e.referred; });
     }},
};

// ---- of an episode ----

constexpr CensusRule<Episode> episode_rules[] = {
    {"8866", "ReferralSource", "the source of the referral is missing or no code of the census",
     [](const Episode& e, const Asked& a) { return !is_code(a.words, "referral-source", e.source); }},
    {"8568", "ReferralNFA", "whether the referral led to no further action is not recorded",
     [](const Episode& e, const Asked&) { return !e.no_further_action; }},
    {"8610", "PrimaryNeedCode", "a referral that led further has no primary need",
     [](const Episode& e, const Asked&) { return !no_action(e) && e.primary_need.empty(); }},
    {"8650", "PrimaryNeedCode", "the primary need is no code of the census",
     [](const Episode& e, const Asked& a) {
       return !e.primary_need.empty() && !is_code(a.words, "primary-need", e.primary_need);
     }},
    {"8630", "CINclosureDate", "closed before it was referred",
     [](const Episode& e, const Asked&) { return before(e.closed, e.referred); }},
    {"8805", "ReasonForClosure", "closed without a reason",
     [](const Episode& e, const Asked&) { return e.closed && e.closure_reason.empty(); }},
    {"8640", "ReasonForClosure", "the reason for closure is no code of the census",
     [](const Episode& e, const Asked& a) {
       return !e.closure_reason.empty() && !is_code(a.words, "closure-reason", e.closure_reason);
     }},
    {"8565", "CINclosureDate", "something is dated after the case was closed",
     [](const Episode& e, const Asked&) { return before(e.closed, last_activity(e)); }},
    {"8831", "ReferralNFA", "something follows a referral that led to no further action",
     [](const Episode& e, const Asked&) { return no_action(e) && has_activity(e); }},
    {"8832", "ReferralNFA", "a child protection plan follows a referral that led to no further action",
     [](const Episode& e, const Asked&) { return no_action(e) && !e.protection_plans.empty(); }},
    {"4000", "ReferralNFA", "a child in need plan follows a referral that led to no further action",
     [](const Episode& e, const Asked&) { return no_action(e) && !e.plans.empty(); }},
    {"8867", "AssessmentAuthorisationDate", "the case is closed and an assessment is not completed",
     [](const Episode& e, const Asked&) {
       return e.closed && any(e.assessments, [](const CinAssessment& x) { return !x.completed; });
     }},
    {"8868", "Section47",
     "the case is closed and a section 47 enquiry has neither conference nor the flag that none was needed",
     [](const Episode& e, const Asked&) {
       return e.closed &&
              any(e.enquiries, [](const CinEnquiry& x) { return !x.conference && !x.conference_not_required; });
     }},
    {"8825Q", "ReasonForClosure", "closed after assessment, and there is no assessment",
     [](const Episode& e, const Asked&) {
       return (e.closure_reason == "RC8" || e.closure_reason == "RC9") && e.assessments.empty();
     }},
    // assessments
    {"1103", "AssessmentActualStartDate", "an assessment begins before the referral",
     [](const Episode& e, const Asked&) {
       return any(e.assessments, [&](const CinAssessment& x) { return before(x.started, e.referred); });
     }},
    {"8608", "AssessmentActualStartDate", "an assessment begins after it ends",
     [](const Episode& e, const Asked&) {
       return any(e.assessments, [](const CinAssessment& x) { return before(x.completed, x.started); });
     }},
    {"required", "AssessmentActualStartDate", "a completed assessment has no day on which it began",
     [](const Episode& e, const Asked&) {
       return any(e.assessments, [](const CinAssessment& x) { return !x.started; });
     }},
    {"8736", "AssessmentActualStartDate", "an assessment that is not completed began before the year of the census",
     [](const Episode& e, const Asked& a) {
       return any(e.assessments,
                  [&](const CinAssessment& x) { return !x.completed && x.started && !a.year.holds(*x.started); });
     }},
    {"8896", "AssessmentAuthorisationDate", "two or more assessments of one episode are open",
     [](const Episode& e, const Asked&) {
       return several(e.assessments, [](const CinAssessment& x) { return !x.completed; });
     }},
    {"8897Q", "AssessmentFactors", "a completed assessment has no factors",
     [](const Episode& e, const Asked&) {
       return any(e.assessments, [](const CinAssessment& x) { return x.completed && x.factors.empty(); });
     }},
    {"8869", "AssessmentFactors", "21 (no factors) stands beside other factors",
     [](const Episode& e, const Asked&) {
       return any(e.assessments, [](const CinAssessment& x) {
         return x.factors.size() > 1 && std::find(x.factors.begin(), x.factors.end(), "21") != x.factors.end();
       });
     }},
    {"8898", "AssessmentFactors", "an assessment has the same factor twice",
     [](const Episode& e, const Asked&) {
       return any(e.assessments, [](const CinAssessment& x) { return repeats(x.factors); });
     }},
    // child in need plans
    {"4011", "CINPlanEndDate", "a child in need plan ends before it begins",
     [](const Episode& e, const Asked&) {
       return any(e.plans, [](const CinPlan& x) { return before(x.ended, x.started); });
     }},
    {"4012Q", "CINPlanEndDate", "a child in need plan begins and ends on one day",
     [](const Episode& e, const Asked&) {
       return any(e.plans, [](const CinPlan& x) { return x.ended && x.ended == x.started; });
     }},
    {"4015", "CINPlanStartDate", "a child in need plan begins before the referral",
     [](const Episode& e, const Asked&) {
       return any(e.plans, [&](const CinPlan& x) { return before(x.started, e.referred); });
     }},
    // section 47 enquiries and conferences
    {"2889", "S47ActualStartDate", "a section 47 enquiry begins before the referral",
     [](const Episode& e, const Asked&) {
       return any(e.enquiries, [&](const CinEnquiry& x) { return x.started < e.referred; });
     }},
    {"8740", "S47ActualStartDate", "a section 47 enquiry without a conference began before the year of the census",
     [](const Episode& e, const Asked& a) {
       return any(e.enquiries, [&](const CinEnquiry& x) { return !x.conference && x.started < a.year.from(); });
     }},
    {"8839", "S47ActualStartDate", "two or more section 47 enquiries of one episode are open",
     [](const Episode& e, const Asked&) {
       return several(e.enquiries, [](const CinEnquiry& x) { return !x.conference && !x.conference_not_required; });
     }},
    {"2991Q", "Section47", "a section 47 enquiry stands in an episode without an assessment",
     [](const Episode& e, const Asked&) { return !e.enquiries.empty() && e.assessments.empty(); }},
    {"1104", "DateOfInitialCPC", "an initial conference is dated before the referral",
     [](const Episode& e, const Asked&) { return any(conferences(e), [&](Date day) { return day < e.referred; }); }},
    {"8875", "DateOfInitialCPC", "an initial conference is dated on a weekend",
     [](const Episode& e, const Asked&) { return any(conferences(e), [](Date day) { return day.is_weekend(); }); }},
    {"2883", "CPPstartDate", "more child protection plans begin than initial conferences are held",
     [](const Episode& e, const Asked& a) {
       const auto starting =
           std::count_if(e.protection_plans.begin(), e.protection_plans.end(),
                         [&](const CinProtectionPlan& x) { return x.started && a.year.holds(*x.started); });
       return starting > std::ssize(conferences(e));
     }},
    {"2885", "CPPstartDate", "a child protection plan begins on another day than the initial conference",
     [](const Episode& e, const Asked& a) {
       const auto days = conferences(e);
       return !days.empty() && any(e.protection_plans, [&](const CinProtectionPlan& x) {
         return x.started && a.year.holds(*x.started) && std::find(days.begin(), days.end(), *x.started) == days.end();
       });
     }},
    // child protection plans
    {"1105", "CPPstartDate", "a child protection plan begins before the referral",
     [](const Episode& e, const Asked&) {
       return any(e.protection_plans, [&](const CinProtectionPlan& x) { return before(x.started, e.referred); });
     }},
    {"8925", "CPPendDate", "a child protection plan ends before it begins",
     [](const Episode& e, const Asked&) {
       return any(e.protection_plans, [](const CinProtectionPlan& x) { return before(x.ended, x.started); });
     }},
    {"8840", "CPPendDate", "a child protection plan begins and ends on one day",
     [](const Episode& e, const Asked&) {
       return any(e.protection_plans, [](const CinProtectionPlan& x) { return x.ended && x.ended == x.started; });
     }},
    {"8841", "CPPreviewDate", "a review is dated on or before the day the plan began",
     [](const Episode& e, const Asked&) {
       return any(e.protection_plans, [](const CinProtectionPlan& x) {
         return any(x.reviews, [&](Date day) { return x.started && day <= *x.started; });
       });
     }},
    {"8905", "InitialCategoryOfAbuse", "the category is missing or no code of the census",
     [](const Episode& e, const Asked& a) {
       return any(e.protection_plans,
                  [&](const CinProtectionPlan& x) { return !is_code(a.words, "protection-category", x.category); });
     }},
    {"8730", "NumberOfPreviousCPP", "how many earlier plans there were is not recorded",
     [](const Episode& e, const Asked&) {
       return any(e.protection_plans, [](const CinProtectionPlan& x) { return !x.previous; });
     }},
};

template <class Of>
void hold(const Of& of, const CensusRule<Of>& rule, const Asked& asked, const std::string& child,
          std::vector<CinProblem>& out) {
  if (!rule.broken(of, asked)) return;
  const std::string number = rule.number;
  out.push_back(
      {.rule = number, .query = number.ends_with('Q'), .child = child, .field = rule.field, .message = rule.message});
}

// Rules of the return as a whole.
void hold_whole(const CinReturn& cin, std::vector<CinProblem>& out) {
  if (cin.la_code.size() != 3 || !is_digits(cin.la_code))
    out.push_back({.rule = "required",
                   .query = false,
                   .child = {},
                   .field = "LEA",
                   .message = "the place has no three-digit code of the authority"});
  if (cin.children.empty())
    out.push_back({.rule = "required",
                   .query = false,
                   .child = {},
                   .field = "Children",
                   .message = "no child had an episode in the year"});
  std::map<std::string, int> pupils;
  std::map<std::string, int> ids;
  for (const CinChild& child : cin.children) {
    if (!child.upn.empty()) ++pupils[child.upn];
    ++ids[child.id];
  }
  for (const CinChild& child : cin.children) {
    if (!child.upn.empty() && pupils[child.upn] > 1)
      out.push_back({.rule = "1520",
                     .query = false,
                     .child = child.id,
                     .field = "UPN",
                     .message = "another child has the same unique pupil number"});
    if (ids[child.id] > 1)
      out.push_back({.rule = "8510",
                     .query = false,
                     .child = child.id,
                     .field = "LAchildID",
                     .message = "another child has the same identifier"});
  }
}

}  // namespace

std::vector<CinProblem> check_cin_return(const CinReturn& cin, const Vocabulary& vocabulary) {
  const Asked asked{cin.year, vocabulary};
  std::vector<CinProblem> out;
  hold_whole(cin, out);
  for (const CinChild& child : cin.children) {
    for (const CensusRule<Child>& rule : child_rules) hold(child, rule, asked, child.id, out);
    for (const CinEpisode& episode : child.episodes)
      for (const CensusRule<Episode>& rule : episode_rules) hold(episode, rule, asked, child.id, out);
  }
  return out;
}

bool may_leave(const std::vector<CinProblem>& problems) {
  return std::all_of(problems.begin(), problems.end(), [](const CinProblem& problem) { return problem.query; });
}

std::size_t cin_rule_count() { return std::size(child_rules) + std::size(episode_rules) + 2; }

}  // namespace roundel
