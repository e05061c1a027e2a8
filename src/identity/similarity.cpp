#include "identity/similarity.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

namespace roundel::identity {
namespace {

constexpr std::size_t longest_compared = 64;  // characters; what lies beyond is not compared

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }
double jaro(std::string_view a, std::string_view b) {
  if (a.size() > b.size() || (a.size() == b.size() && a > b))
    std::swap(a, b);  // matching is greedy: one order for both
  const std::size_t window = std::max<std::size_t>(b.size() / 2, 1) - 1;
  std::uint64_t used = 0;  // of b
  std::array<char, longest_compared> common_a;
  std::size_t common = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t from = i > window ? i - window : 0;
    const std::size_t to = std::min(b.size(), i + window + 1);
    for (std::size_t j = from; j < to; ++j) {
      if ((used >> j & 1U) != 0 || a[i] != b[j]) continue;
      used |= std::uint64_t{1} << j;
      common_a[common++] = a[i];
      break;
    }
  }
  if (common == 0) return 0;
  std::size_t out_of_place = 0;
  std::size_t k = 0;
  for (std::size_t j = 0; j < b.size(); ++j)
    if ((used >> j & 1U) != 0 && common_a[k++] != b[j]) ++out_of_place;
  const auto m = static_cast<double>(common);
  return (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) +
          (m - static_cast<double>(out_of_place / 2)) / m) /
         3;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// The sound of the letters at `i`, and how many they are; 0 is silent.
struct Sound {
  char code;
  std::size_t letters;
};

Sound sound_at(std::string_view name, std::size_t i) {
  const char c = name[i];
  const char next = i + 1 < name.size() ? name[i + 1] : ' ';
  const bool soft = next == 'e' || next == 'i' || next == 'y';
  switch (c) {
    case 'b':
      return {'b', 1};
    case 'c':
      return next == 'h' ? Sound{'j', 2} : next == 'k' ? Sound{'k', 2} : soft ? Sound{'s', 1} : Sound{'k', 1};
    case 'd':
      return next == 'g' ? Sound{'j', 2} : Sound{'d', 1};
    case 'f':
    case 'v':
      return {'f', 1};
    case 'g':
      return next == 'h'             ? Sound{i == 0 ? 'k' : '\0', 2}
             : next == 'n' && i == 0 ? Sound{'n', 2}
             : soft && next != 'i'   ? Sound{'j', 1}
                                     : Sound{'k', 1};
    case 'j':
      return {'j', 1};
    case 'k':
      return next == 'n' && i == 0 ? Sound{'n', 2} : Sound{'k', 1};
    case 'l':
      return {'l', 1};
    case 'm':
      return {'m', 1};
    case 'n':
      return {'n', 1};
    case 'p':
      return next == 'h' ? Sound{'f', 2} : Sound{'b', 1};
    case 'q':
      return {'k', 1};
    case 'r':
      return {'r', 1};
    case 's':
      return next == 'h' ? Sound{'j', 2} : Sound{'s', 1};
    case 't':
      return next == 'h' ? Sound{'d', 2} : next == 'c' ? Sound{'\0', 1} : Sound{'d', 1};
    case 'w':
      return next == 'r' && i == 0 ? Sound{'r', 2} : Sound{'\0', 1};
    case 'x':
      return {'x', 1};
    case 'z':
      return {'s', 1};
    default:
      return {'\0', 1};  // vowels, h, spaces and other characters
  }
}

}  // namespace

std::uint64_t characters_of(std::string_view text) {
  std::uint64_t bits = 0;
  for (const char c : text.substr(0, longest_compared)) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned bit = c >= 'a' && c <= 'z'   ? byte - unsigned{'a'}
                         : c >= '0' && c <= '9' ? 26U + byte - unsigned{'0'}
                                                : 36U + byte % 28U;
    bits |= std::uint64_t{1} << bit;
  }
  return bits;
}

bool may_be_jaro_winkler(std::string_view a, std::string_view b, std::uint64_t in_a, std::uint64_t in_b, double least) {
  a = a.substr(0, longest_compared);
  b = b.substr(0, longest_compared);
  if (a.empty() || b.empty()) return false;
  const auto only = [](std::uint64_t x, std::uint64_t y) { return static_cast<std::size_t>(std::popcount(x & ~y)); };
  const auto common = static_cast<double>(std::min(a.size() - only(in_a, in_b), b.size() - only(in_b, in_a)));
  const double jaro = (common / static_cast<double>(a.size()) + common / static_cast<double>(b.size()) + 1) / 3;
  std::size_t prefix = 0;
  while (prefix < 4 && prefix < a.size() && prefix < b.size() && a[prefix] == b[prefix]) ++prefix;
  return jaro + static_cast<double>(prefix) * 0.1 * (1 - jaro) >= least - 1e-9;
}

bool may_be_edits(std::uint64_t in_a, std::uint64_t in_b, unsigned most) {
  return static_cast<unsigned>(std::max(std::popcount(in_a & ~in_b), std::popcount(in_b & ~in_a))) <= most;
}

double jaro_winkler(std::string_view a, std::string_view b) {
  a = a.substr(0, longest_compared);
  b = b.substr(0, longest_compared);
  if (a == b) return a.empty() ? 0 : 1;
  if (a.empty() || b.empty()) return 0;
  const double base = jaro(a, b);
  std::size_t prefix = 0;
  while (prefix < 4 && prefix < a.size() && prefix < b.size() && a[prefix] == b[prefix]) ++prefix;
  return base + static_cast<double>(prefix) * 0.1 * (1 - base);
}

unsigned edit_distance(std::string_view a, std::string_view b, unsigned most) {
  a = a.substr(0, longest_compared);
  b = b.substr(0, longest_compared);
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > most) return most + 1;
  std::array<std::array<unsigned, longest_compared + 1>, 3> rows;
  for (unsigned j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& above_that = rows[(i + 1) % 3];
    row[0] = static_cast<unsigned>(i);
    unsigned least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      unsigned best = std::min({row[j - 1] + 1, above[j] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, above_that[j - 2] + 1);
      row[j] = best;
      least = std::min(least, best);
    }
    if (least > most) return most + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], most + 1);
}

std::uint32_t sound_of(std::string_view name) {
  std::uint32_t code = 0;
  char last = 0;
  int sounds = 0;
  for (std::size_t i = 0; i < name.size() && sounds < 6;) {
    if (i == 0 && is_vowel(name[0])) {
      code = 1;  // names that begin with a vowel sound alike there
      sounds = 1;
    }
    const Sound sound = sound_at(name, i);
    if (sound.code != 0 && sound.code != last) {
      code = code * 27 + static_cast<std::uint32_t>(sound.code - 'a' + 1);
      ++sounds;
    }
    // A vowel parts two equal sounds ("cook"); h, w and doubled letters do not.
    if (sound.code != 0 || is_vowel(name[i]) || !is_letter(name[i])) last = sound.code;
    i += sound.letters;
  }
  return code;
}

bool share_word(std::string_view a, std::string_view b) {
  for (std::size_t i = 0; i < a.size();) {
    const std::size_t i_end = std::min(a.find(' ', i), a.size());
    const auto word = a.substr(i, i_end - i);
    if (word.size() >= 3)
      for (std::size_t j = 0; j < b.size();) {
        const std::size_t j_end = std::min(b.find(' ', j), b.size());
        if (b.substr(j, j_end - j) == word) return true;
        j = j_end + 1;
      }
    i = i_end + 1;
  }
  return false;
}

bool is_initial(std::string_view a, std::string_view b, std::size_t longest) {
  if (a.size() > b.size()) std::swap(a, b);
  return !a.empty() && a.size() <= longest && b.starts_with(a);
}

bool day_and_month_swapped(std::string_view a, std::string_view b) {
  return a.size() == 8 && b.size() == 8 && a != b && a.substr(0, 4) == b.substr(0, 4) &&
         a.substr(4, 2) == b.substr(6, 2) && a.substr(6, 2) == b.substr(4, 2);
}

bool one_digit_differs(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  std::size_t differing = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) {
      ++differing;
      last = i;
    }
  if (differing == 1) return true;
  return differing == 2 && last > 0 && a[last] == b[last - 1] && a[last - 1] == b[last];
}

int years_apart(std::string_view a, std::string_view b) {
  if (a.size() != 8 || b.size() != 8) return 0;
  return std::abs(number(a.substr(0, 4)) - number(b.substr(0, 4)));
}

bool is_partial_date(std::string_view date) { return date.size() == 8 && date.ends_with("00"); }

bool year_only(std::string_view a, std::string_view b) {
  if (a.size() != 8 || b.size() != 8 || a.substr(0, 4) != b.substr(0, 4)) return false;
  if (is_partial_date(a) || is_partial_date(b)) {
    const auto x = a.substr(4, 2);
    const auto y = b.substr(4, 2);
    return x == y || x == "00" || y == "00";
  }
  return a.substr(4) == "0101" || b.substr(4) == "0101";
}

std::string_view postcode_sector(std::string_view code) {
  return code.size() < 5 ? std::string_view() : code.substr(0, code.size() - 2);
}
std::string_view postcode_district(std::string_view code) {
  return code.size() < 5 ? std::string_view() : code.substr(0, code.size() - 3);
}
std::string_view postcode_area(std::string_view code) {
  std::size_t letters = 0;
  while (letters < code.size() && is_letter(code[letters])) ++letters;
  return code.substr(0, std::min<std::size_t>(letters, 2));
}

}  // namespace roundel::identity
