// What a cell says, as a value of the vocabulary's type.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/result.h"
#include "ledger/entry.h"
#include "standards/vocabulary.h"

namespace roundel::intake {

// "Y", "yes", "true", "1" and "N", "no", "false", "0", in any case.
std::optional<bool> parse_yes_no(std::string_view text);
// A whole number becomes an int64, any other finite decimal a double. No thousands separators, no units.
std::optional<Value> parse_number(std::string_view text);
// As parse_date, and the year is one that a record can have: 1 to 9999.
std::optional<Date> read_date(std::string_view text, DateStyle style);
// nothing where the text is not of the type. Codes are not looked up here: they stay text.
std::optional<Value> parse_value(std::string_view text, ValueType type, DateStyle dates);
// What a cell of the type should have looked like: "dd/mm/yyyy", "a number", "Y or N".
std::string_view expected_form(ValueType type, DateStyle dates);

// Names and references stand on one line: no line ends, tabs or other control characters.
bool is_one_line(std::string_view text);
// For errors: the first 40 bytes or a little less, never half a character, with … where something is left out.
std::string shortened(std::string_view text);

}  // namespace roundel::intake
