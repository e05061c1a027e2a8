#include "core/identifiers.h"

namespace roundel {
namespace {

constexpr std::string_view upn_letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Result<std::string> parse_nhs_number(std::string_view text) {
  const auto wrong = [] {
    return fail(Fault::bad_input, "not a valid NHS number", "ten digits with a right check digit");
  };
  std::string digits;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    if (!is_digit(c) || digits.size() == 10) return wrong();
    digits.push_back(c);
  }
  if (digits.size() != 10) return wrong();
  int sum = 0;
  for (int i = 0; i < 9; ++i) sum += (digits[static_cast<std::size_t>(i)] - '0') * (10 - i);
  const int check = 11 - sum % 11;
  if (check == 10 || check % 11 != digits[9] - '0') return wrong();
  return digits;
}

Result<std::string> parse_upn(std::string_view text) {
  const auto wrong = [] {
    return fail(Fault::bad_input, "not a valid unique pupil number",
                "a check letter and twelve characters, for example B801200005001");
  };
  if (text.size() != 13) return wrong();
  int sum = 0;
  for (std::size_t i = 1; i < 13; ++i) {
    int value = 0;
    if (is_digit(text[i])) {
      value = text[i] - '0';
    } else {
      const auto letter = i == 12 ? upn_letters.find(text[i]) : std::string_view::npos;
      if (letter == std::string_view::npos) return wrong();
      value = static_cast<int>(letter);
    }
    sum += value * static_cast<int>(i + 1);
  }
  if (upn_letters[static_cast<std::size_t>(sum % 23)] != text[0]) return wrong();
  return std::string(text);
}

}  // namespace roundel
