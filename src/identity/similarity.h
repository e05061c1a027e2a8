// How alike two values are. All take standardised texts (see standardise.h) and are symmetric.
#pragma once

#include <cstdint>
#include <string_view>

namespace roundel::identity {

constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// Which characters a text has, one bit each (letters and digits have their own). It tells cheaply that two texts cannot
// be alike, before they are compared in earnest.
std::uint64_t characters_of(std::string_view text);
// False only where jaro_winkler(a, b) < `least`; `in_a`, `in_b` are the texts' characters.
bool may_be_jaro_winkler(std::string_view a, std::string_view b, std::uint64_t in_a, std::uint64_t in_b, double least);
// False only where edit_distance(a, b) > `most`: an edit takes one character and brings one.
bool may_be_edits(std::uint64_t in_a, std::uint64_t in_b, unsigned most);

// Jaro–Winkler similarity in [0, 1]; prefix weight 0.1 over at most four characters.
double jaro_winkler(std::string_view a, std::string_view b);

// Damerau–Levenshtein distance (optimal string alignment: a swap of neighbours is one edit), given up beyond `most`:
// then most + 1 is returned.
unsigned edit_distance(std::string_view a, std::string_view b, unsigned most);

// A code that names sounding alike in English share ("stephen", "steven"); 0 where there is no letter.
std::uint32_t sound_of(std::string_view name);

// Two names that share a whole word of three letters or more: "smith jones" and "jones".
bool share_word(std::string_view a, std::string_view b);

// One is the other's beginning and at most `longest` characters: "h" and "haniya".
bool is_initial(std::string_view a, std::string_view b, std::size_t longest = 1);

// Dates as "yyyymmdd".
bool day_and_month_swapped(std::string_view a, std::string_view b);
bool one_digit_differs(std::string_view a, std::string_view b);  // or two neighbouring digits changed places
int years_apart(std::string_view a, std::string_view b);         // difference of the years, never negative
// A date known to the year or the month only, and another that may be the same: "20110000", "20110300".
bool is_partial_date(std::string_view date);
// Same year, and one is a 1 January or is partial: a date known to the year only.
bool year_only(std::string_view a, std::string_view b);

// Postcodes without spaces: "ls14ap" has area "ls", district "ls1", sector "ls14". Too short a code gives "".
std::string_view postcode_sector(std::string_view code);
std::string_view postcode_district(std::string_view code);
std::string_view postcode_area(std::string_view code);

}  // namespace roundel::identity
