#include "standards/standards.h"

#include <algorithm>
#include <array>

namespace roundel {

std::string_view word(Domain domain) {
  constexpr std::array<std::string_view, 3> words = {"development", "parenting", "family"};
  return words[static_cast<std::size_t>(domain)];
}

std::string_view domain_name(Domain domain) {
  constexpr std::array<std::string_view, 3> names = {"Child's development", "Parenting capacity",
                                                     "Family and environment"};
  return names[static_cast<std::size_t>(domain)];
}

const Level* LevelScheme::find(const LevelCode& level) const {
  const auto found = std::find_if(levels.begin(), levels.end(), [&](const Level& l) { return l.code == level; });
  return found == levels.end() ? nullptr : &*found;
}

const Indicator* Standards::indicator(const IndicatorCode& code) const {
  const auto found =
      std::find_if(indicators.begin(), indicators.end(), [&](const Indicator& i) { return i.code == code; });
  return found == indicators.end() ? nullptr : &*found;
}

const Agency* Standards::agency(const AgencyId& id) const {
  if (!place) return nullptr;
  const auto& all = place->agencies;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Agency& a) { return a.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::string Standards::agency_name(const AgencyId& id) const {
  const Agency* found = agency(id);
  return found ? found->name : id.str();
}

const ClockRule* Standards::clock_on(std::string_view code, Date event_date) const {
  const auto found = std::find_if(clocks.begin(), clocks.end(), [&](const ClockRule& rule) {
    return rule.code == code && rule.effective_from <= event_date &&
           (!rule.effective_to || event_date <= *rule.effective_to);
  });
  return found == clocks.end() ? nullptr : &*found;
}

// Weeks, months, years and hours are elapsed time, so that only limits in days ask which day is day 1.
Result<Date> due_date(const ClockRule& rule, const Standards& standards, Date start) {
  const bool in_days = rule.base == TimeBase::working_days || rule.base == TimeBase::school_days;
  if (in_days && !standards.working_days) return fail(Fault::bad_input, "the standards have no bank holidays");
  switch (rule.base) {
    case TimeBase::school_days:
      if (standards.school_terms)
        return standards.school_terms->days.deadline(start, rule.limit, rule.count_from, *standards.working_days);
      [[fallthrough]];
    case TimeBase::working_days:
      return standards.working_days->deadline(start, rule.limit, rule.count_from);
    case TimeBase::clock_hours:
      return start.plus_days((rule.limit + 23) / 24);
    case TimeBase::weeks:
      return start.plus_days(7 * rule.limit);
    case TimeBase::months:
      return start.plus_months(rule.limit);
    case TimeBase::years:
      return start.plus_years(rule.limit);
  }
  require(false, "a clock has a time base");
  return start;
}

}  // namespace roundel
