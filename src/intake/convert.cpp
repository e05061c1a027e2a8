#include "intake/convert.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "core/text.h"

namespace roundel::intake {

std::optional<bool> parse_yes_no(std::string_view text) {
  if (text.empty() || text.size() > 5) return std::nullopt;
  const std::string word = lower(text);
  if (word == "y" || word == "yes" || word == "true" || word == "1") return true;
  if (word == "n" || word == "no" || word == "false" || word == "0") return false;
  return std::nullopt;
}

std::optional<Value> parse_number(std::string_view text) {
  const char* const end = text.data() + text.size();
  std::int64_t whole = 0;
  const auto as_whole = std::from_chars(text.data(), end, whole);
  if (as_whole.ec == std::errc{} && as_whole.ptr == end) return Value(whole);
  double real = 0;
  const auto as_real = std::from_chars(text.data(), end, real, std::chars_format::fixed);
  if (as_real.ec == std::errc{} && as_real.ptr == end && std::isfinite(real)) return Value(real);
  return std::nullopt;
}

std::optional<Date> read_date(std::string_view text, DateStyle style) {
  constexpr std::int32_t first_day_of_year_1 = -719'162;
  const auto day = parse_date(text, style);
  if (!day || day->days() < first_day_of_year_1) return std::nullopt;
  return *day;
}

std::optional<Value> parse_value(std::string_view text, ValueType type, DateStyle dates) {
  switch (type) {
    case ValueType::text:
    case ValueType::code:
      return Value(std::string(text));
    case ValueType::number:
      return parse_number(text);
    case ValueType::yes_no: {
      const auto flag = parse_yes_no(text);
      return flag ? std::optional<Value>(*flag) : std::nullopt;
    }
    case ValueType::date: {
      const auto day = read_date(text, dates);
      return day ? std::optional<Value>(*day) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::string_view expected_form(ValueType type, DateStyle dates) {
  switch (type) {
    case ValueType::number:
      return "a number";
    case ValueType::yes_no:
      return "Y or N";
    case ValueType::date:
      return dates == DateStyle::iso ? "yyyy-mm-dd" : "dd/mm/yyyy";
    case ValueType::text:
    case ValueType::code:
      break;
  }
  return "a text";
}

bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

std::string shortened(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (text.size() <= longest) return std::string(text);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace roundel::intake
