#include "picture/age.h"

#include <fmt/format.h>

namespace roundel {
namespace {

constexpr int days_in_a_week = 7;
constexpr int weeks_until_months = 12;  // a baby's age is told in weeks for the first twelve of them

std::string count(int number, const char* unit) { return fmt::format("{} {}{}", number, unit, number == 1 ? "" : "s"); }

}  // namespace

std::string age_in_words(Date born, Date on) {
  if (born > on) return "not yet born";
  const int days = on - born;
  if (days < days_in_a_week) return count(days, "day");
  if (days < weeks_until_months * days_in_a_week) return count(days / days_in_a_week, "week");
  const int years = age_in_years(born, on);
  const int months = months_between(born, on) - 12 * years;
  if (years == 0) return count(months, "month");
  if (years >= adult_years || months <= 0) return count(years, "year");
  return count(years, "year") + " " + count(months, "month");
}

std::string rough_age_in_words(int year_of_birth, Date on) {
  const int years = age_in_years(roughly_born(year_of_birth), on);
  return years < 1 ? "under 1 year" : "about " + count(years, "year");
}

// Halfway between two birthdays: told again on the same day, it is the same age.
int rough_year_of_birth(int age_in_years, Date on) { return on.plus_months(-(12 * age_in_years + 6)).year(); }

}  // namespace roundel
