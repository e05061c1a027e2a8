#include "identity/dates.h"

#include <array>
#include <cctype>

#include <fmt/format.h>

namespace roundel::identity {
namespace {

constexpr int two_digit_pivot = 30;  // "29" is 2029, "30" is 1930

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct Piece {
  int number = 0;
  std::size_t digits = 0;  // 0 is a month's name
};
struct Pieces {
  std::array<Piece, 3> of{};
  std::size_t count = 0;
};

// By the first three letters: English, and where they differ German, French, Spanish and Polish.
int month_named(std::string_view word) {
  constexpr std::string_view names[] = {"jan ene sty", "feb fev lut", "mar mrz", "apr avr abr kwi",
                                        "may mai maj", "jun cze",     "jul lip", "aug aou ago sie",
                                        "sep wrz",     "oct okt",     "nov lis", "dec dez dic gru"};
  if (word.size() < 3) return 0;
  std::string three;
  for (const char c : word.substr(0, 3))
    three.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  for (int month = 1; month <= 12; ++month)
    if (names[month - 1].find(three) != std::string_view::npos) return month;
  return 0;
}

// Up to three numbers or months' names; what follows a third is a time of day. "9th" is 9.
Pieces pieces_of(std::string_view text) {
  Pieces pieces;
  for (std::size_t i = 0; i < text.size() && pieces.count < 3;) {
    std::size_t end = i;
    Piece piece;
    if (digit(text[i])) {
      while (end < text.size() && digit(text[end]) && end - i < 8)
        piece.number = piece.number * 10 + (text[end++] - '0');
      piece.digits = end - i;
      pieces.of[pieces.count++] = piece;
    } else if (letter(text[i])) {
      while (end < text.size() && letter(text[end])) ++end;
      piece.number = month_named(text.substr(i, end - i));
      if (piece.number != 0) pieces.of[pieces.count++] = piece;
    } else {
      ++end;
    }
    i = end;
  }
  return pieces;
}

int whole_year(const Piece& piece) {
  if (piece.digits > 2) return piece.number;
  return piece.number + (piece.number < two_digit_pivot ? 2000 : 1900);
}

std::string written(int year, int month, int day) {
  if (year < 1 || year > 9998 || month < 0 || month > 12 || day < 0 || day > 31) return {};
  if (year == 1900 && month == 1 && day == 1) return {};
  return fmt::format("{:04}{:02}{:02}", year, month, day);
}

// Eight digits are year, month and day; or day, month and year, where only that gives a year of our time. A wrong
// month is kept: it is a slip that comparison may see through.
std::string of_eight(int number) {
  if (number == 19000101 || number == 0 || number >= 99'990'000) return {};
  const int first = number / 10'000;
  const int last = number % 10'000;
  if ((first < 1000 || first > 2100) && last > 1800 && last < 2100)
    return written(last, number / 10'000 % 100, number / 1'000'000);
  return fmt::format("{:08}", number);
}

}  // namespace

std::string read_date(std::string_view text, DateOrder order) {
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {  // the common case, quickly
    int number = 0;
    bool whole = true;
    for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
      whole &= digit(text[i]);
      number = number * 10 + (text[i] - '0');
    }
    if (whole) return of_eight(number);
  }
  const Pieces pieces = pieces_of(text);
  const auto& [a, b, c] = pieces.of;
  if (pieces.count == 0) return {};
  if (a.digits >= 7) return a.digits == 8 ? of_eight(a.number) : std::string();
  if (pieces.count == 1) return a.digits == 4 ? written(a.number, 0, 0) : std::string();
  if (pieces.count == 2) {  // "2011-03", "March 2011"
    if (a.digits == 4) return written(a.number, b.number, 0);
    return b.digits == 4 ? written(b.number, a.number, 0) : std::string();
  }
  if (a.digits >= 3) return written(whole_year(a), b.number, c.number);
  if (a.digits == 0) return written(whole_year(c), a.number, b.number);
  if (b.digits == 0) return written(whole_year(c), b.number, a.number);
  const bool month_first = (order == DateOrder::month_first && a.number <= 12) || b.number > 12;
  return month_first ? written(whole_year(c), a.number, b.number) : written(whole_year(c), b.number, a.number);
}

void DateOrderCount::add(std::string_view text) {
  const Pieces pieces = pieces_of(text);
  const auto& [a, b, c] = pieces.of;
  if (pieces.count != 3 || a.digits == 0 || a.digits > 2 || b.digits == 0 || b.digits > 2) return;
  day_first_ += a.number > 12 && b.number <= 12 ? 1U : 0U;
  month_first_ += b.number > 12 && a.number <= 12 ? 1U : 0U;
}

}  // namespace roundel::identity
