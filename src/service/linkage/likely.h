// "Could it be one of these?": children on the record whom somebody may mean who tells of a child by name and age, for
// people to look at before a child is recorded twice. Links are decided elsewhere, by all that records say
// (linking.h); here the derived tables are asked, so that it takes milliseconds in a place of any size.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/parts.h"

namespace roundel::service {

// A child as somebody tells of them; what is not known is left out.
struct ToldChild {
  std::string forename;  // or what they are called
  std::string surname;
  std::optional<Date> born;
  std::optional<int> age;  // in years, roughly, where the day of birth is not known
  std::string sex;         // code: "f", "m", "u"; empty: not told
  std::string address;
  std::string postcode;
  std::string school;
};

// Less than a search by name would show of them, and enough to tell namesakes apart.
struct LikelyChild {
  PersonId person;
  std::string name;
  std::optional<int> year;        // of birth, where it is on the record
  bool roughly = false;           // the year is about right: nobody told the day
  std::string area_of_home = {};  // postcode district only
};
inline constexpr std::size_t most_likely_shown = 5;
// The likeliest first, at most `most_likely_shown`. None where too little is told to look by: neither a family name nor
// a day of birth.
Result<std::vector<LikelyChild>> likely_children(Desk::Parts& parts, const ToldChild& told);

}  // namespace roundel::service
