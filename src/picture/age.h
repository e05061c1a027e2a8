// How old a child is, in the words a practitioner would use.
#pragma once

#include <cstdint>
#include <string>

#include "core/date.h"

namespace roundel {

inline constexpr int adult_years = 18;

// "5 days", "6 weeks", "7 months", "3 years 2 months", from 18 on "34 years". Precondition for a sensible answer:
// `born` not after `on`; otherwise "not yet born".
std::string age_in_words(Date born, Date on);

// Of whom nobody told a date of birth but roughly the year: the middle of it stands for the day.
inline bool is_year_of_birth(std::int64_t year) { return year >= 1880 && year <= 2199; }
inline Date roughly_born(int year) { return Date::of(year, 7, 1); }
// "about 7 years", "under 1 year".
std::string rough_age_in_words(int year_of_birth, Date on);
// The year in which somebody was born, roughly, who is said to be so many years old on a day.
int rough_year_of_birth(int age_in_years, Date on);

}  // namespace roundel
