#include "identity/standardise.h"

#include <algorithm>
#include <vector>

#include "core/identifiers.h"
#include "core/text.h"
#include "identity/similarity.h"

namespace roundel::identity {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The plain letter of a two-byte UTF-8 character, or 0 where it is not one of these.
char plain_letter(unsigned char lead, unsigned char next) {
  // Latin-1 Supplement from U+00C0, Latin Extended-A from U+0100; a space where there is no letter.
  constexpr std::string_view one = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";
  constexpr std::string_view two =
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
      "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
  const unsigned point = (lead & 0x1FU) << 6 | (next & 0x3FU);
  if (point >= 0xC0 && point < 0xC0 + one.size()) return one[point - 0xC0];
  if (point >= 0x100 && point < 0x100 + two.size()) return two[point - 0x100];
  return 0;
}

// Bytes of the UTF-8 character that `text` begins with; 0 where it begins with none.
std::size_t character_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead >> 5 == 0x6 ? 2U : lead >> 4 == 0xE ? 3U : lead >> 3 == 0x1E ? 4U : 0U;
  return length != 0 && length <= text.size() && is_valid_utf8(text.substr(0, length)) ? length : 0;
}

// A character beyond ASCII: plain where it is a Latin letter, away where it is an apostrophe, else as it is.
template <class Space>
void append_other(std::string_view character, std::string& out, const Space& space) {
  if (character == "\u2019" || character == "\u2018") return;
  const char letter = character.size() == 2 ? plain_letter(static_cast<unsigned char>(character[0]),
                                                           static_cast<unsigned char>(character[1]))
                                            : '\0';
  if (character.empty() || letter == ' ') {
    space();
  } else if (letter == '\0') {
    out += character;
  } else {
    out.push_back(letter);
    if (character == "\u00DF") out.push_back('s');  // ß is two letters
  }
}

// Lower case, accents off, apostrophes and full stops away, other punctuation a single space. Other scripts stay.
std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto space = [&] {
    if (!out.empty() && out.back() != ' ') out.push_back(' ');
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
      if (is_letter(c) || is_digit(c)) {
        out.push_back(c);
      } else if (c != '\'' && c != '.' && c != '`') {
        space();
      }
    } else {
      const std::string_view character = text.substr(i, character_length(text.substr(i)));
      append_other(character, out, space);
      i += std::max<std::size_t>(character.size(), 1) - 1;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string only_digits(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (is_digit(c)) out.push_back(c);
  return out;
}

std::string letters_and_digits(std::string_view text) {
  std::string out = lower(text);
  std::erase_if(out, [](char c) { return !is_digit(c) && !is_letter(c); });
  return out;
}

std::string sorted_words(const std::string& text) {
  auto words = split(text, ' ');
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string out;
  for (const auto word : words) {
    if (!out.empty()) out.push_back(' ');
    out += word;
  }
  return out;
}

}  // namespace

std::string standardised(std::string_view text, ColumnKind kind, DateOrder order) {
  text = trimmed(text);
  if (text.empty()) return {};
  switch (kind) {
    case ColumnKind::name:
    case ColumnKind::text:
      return plain(text);
    case ColumnKind::words:
      return sorted_words(plain(text));
    case ColumnKind::code:
      return lower(text);
    case ColumnKind::date:
      return read_date(text, order);
    case ColumnKind::postcode:
    case ColumnKind::upn:
      return letters_and_digits(text);
    case ColumnKind::nhs_number:
      return only_digits(text);
    case ColumnKind::digits: {
      std::string digits = only_digits(text);
      if (digits.starts_with("44") && digits.size() == 12) digits.replace(0, 2, "0");
      return digits;
    }
  }
  return {};
}

bool is_valid(std::string_view standard, ColumnKind kind) {
  if (kind == ColumnKind::nhs_number) return parse_nhs_number(standard).has_value();
  if (kind == ColumnKind::upn) return parse_upn(upper(standard)).has_value();
  return true;
}

}  // namespace roundel::identity
