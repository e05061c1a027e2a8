// Texts as they are compared: one spelling of case, accents, punctuation and spacing. What is no value becomes empty.
#pragma once

#include <string>
#include <string_view>

#include "identity/dates.h"

namespace roundel::identity {

// What a column holds; decides its standard form.
enum class ColumnKind {
  name,        // "O'Brien-Smith" → "obrien smith"
  text,        // the same, digits kept apart from nothing: "12 High St." → "12 high st"
  words,       // a name's or text's words sorted, each once: "smith john" → "john smith"
  code,        // "M " → "m"
  date,        // "2011-03-09", "09/03/2011", "9 Mar 11" → "20110309"; see dates.h
  postcode,    // "LS1 4AP" → "ls14ap"
  nhs_number,  // digits only; invalid ones are kept, see is_valid
  upn,         // letters and digits, lower case
  digits,      // digits only: "07700 900-123" → "07700900123"; +44 is written 0
};

// `order` is that of the column's dates.
std::string standardised(std::string_view text, ColumnKind kind, DateOrder order = DateOrder::day_first);

// Whether an identifier with a check digit or letter is right. True for kinds that have none.
bool is_valid(std::string_view standard, ColumnKind kind);

}  // namespace roundel::identity
