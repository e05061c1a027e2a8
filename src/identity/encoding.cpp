#include "identity/encoding.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include <fmt/format.h>

#include "core/document.h"
#include "identity/similarity.h"
#include "identity/standardise.h"

namespace roundel::identity {
namespace {

constexpr std::size_t positions_in_a_hash = 16;  // 32 bytes, two a position
constexpr std::int64_t most_positions = 64;      // of one text
constexpr std::string_view digits = "0123456789abcdef";

// Two letters at a time, the ends marked: "_a", "an", "na", "a_".
template <class Take>
void each_pair_of_letters(std::string_view name, const Take& take) {
  const std::string framed = "_" + std::string(name) + "_";
  for (std::size_t i = 0; i + 1 < framed.size(); ++i) take(framed.substr(i, 2));
}

int digit_value(char c) {
  const auto at = digits.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

Encoder::Encoder(const EncodingRules& rules, KeyedHash hash)
    : rules_(rules), hash_(std::move(hash)), place_of_(balanced_bits) {
  std::iota(place_of_.begin(), place_of_.end(), std::uint16_t{0});
  std::array<std::uint8_t, 32> drawn{};
  for (std::size_t left = balanced_bits; left > 1; --left) {  // Fisher and Yates, by the key
    const std::size_t in_hash = (balanced_bits - left) % 4;
    if (in_hash == 0) drawn = hash_(fmt::format("permutation {}", (balanced_bits - left) / 4));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8 | drawn[in_hash * 8 + i];
    std::swap(place_of_[left - 1], place_of_[number % left]);
  }
}

void Encoder::set(Filter& filter, std::string_view text, int positions) const {
  std::array<std::uint8_t, 32> drawn{};
  for (std::size_t i = 0; i < static_cast<std::size_t>(positions); ++i) {
    const std::size_t in_hash = i % positions_in_a_hash;
    if (in_hash == 0) drawn = hash_(fmt::format("{} {}", i / positions_in_a_hash, text));
    const std::size_t bit = (drawn[2 * in_hash] * 256U + drawn[2 * in_hash + 1]) % filter_bits;
    filter[bit / 64] |= std::uint64_t{1} << bit % 64;
  }
}

Encoded Encoder::encode(const LookupDetails& details) const {
  Encoded encoded;
  const std::string number = standardised(details.nhs_number, ColumnKind::nhs_number, DateOrder::day_first);
  if (!number.empty() && is_valid(number, ColumnKind::nhs_number)) encoded.number = hash_("number " + number);
  const std::string forename = standardised(details.forename, ColumnKind::name, DateOrder::day_first);
  const std::string surname = standardised(details.surname, ColumnKind::name, DateOrder::day_first);
  const std::string born = standardised(details.birth_date, ColumnKind::date, DateOrder::day_first);
  if (forename.empty() || surname.empty() || born.size() != 8 || is_partial_date(born)) return encoded;
  const std::string salt = born.substr(0, 4);
  Filter filter{};
  const auto take = [&](std::string_view part, std::string_view text, int positions) {
    set(filter, fmt::format("{} {} {}", salt, part, text), positions);
  };
  each_pair_of_letters(forename, [&](std::string_view pair) { take("forename", pair, rules_.forename); });
  each_pair_of_letters(surname, [&](std::string_view pair) { take("surname", pair, rules_.surname); });
  take("month", born.substr(4, 2), rules_.birth_date);
  take("day", born.substr(6, 2), rules_.birth_date);
  const std::string postcode = standardised(details.postcode, ColumnKind::postcode, DateOrder::day_first);
  if (const auto district = postcode_district(postcode); !district.empty()) take("district", district, rules_.district);
  encoded.filter = filter;
  return encoded;
}

std::string Encoder::sealed(const Filter& filter) const {
  std::array<std::uint8_t, balanced_bits / 4> nibbles{};
  for (std::size_t bit = 0; bit < filter_bits; ++bit) {
    const bool one = (filter[bit / 64] >> bit % 64 & 1U) != 0;
    const std::size_t place = place_of_[one ? bit : bit + filter_bits];  // the complement has the other
    nibbles[place / 4] = static_cast<std::uint8_t>(nibbles[place / 4] | 1U << place % 4);
  }
  std::string text;
  for (const std::uint8_t nibble : nibbles) text.push_back(digits[nibble]);
  return text;
}

std::optional<Filter> Encoder::opened(std::string_view text) const {
  if (text.size() != balanced_bits / 4) return {};
  const auto is_set = [&](std::size_t bit) {
    const std::size_t place = place_of_[bit];
    return (digit_value(text[place / 4]) >> place % 4 & 1) != 0;
  };
  if (std::any_of(text.begin(), text.end(), [](char c) { return digit_value(c) < 0; })) return {};
  Filter filter{};
  for (std::size_t bit = 0; bit < filter_bits; ++bit) {
    if (is_set(bit) == is_set(bit + filter_bits)) return {};  // not a balanced filter of this key
    if (is_set(bit)) filter[bit / 64] |= std::uint64_t{1} << bit % 64;
  }
  return filter;
}

double alike(const Filter& a, const Filter& b) {
  int both = 0, all = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += std::popcount(a[i] & b[i]);
    all += std::popcount(a[i]) + std::popcount(b[i]);
  }
  return all == 0 ? 0 : 2.0 * both / all;
}

Result<EncodingRules> load_encoding_rules(const std::string& path) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  if (const auto known = file->only({"about", "positions", "known-from"}); !known) return fail(known.error());
  const auto positions = file->need("positions");
  const auto known_from = file->need("known-from");
  if (!positions || !known_from) return fail(positions ? known_from.error() : positions.error());
  EncodingRules rules;
  for (const auto& [name, to] : {std::pair{"forename", &rules.forename}, std::pair{"surname", &rules.surname},
                                 std::pair{"birth-date", &rules.birth_date}, std::pair{"district", &rules.district}}) {
    const auto node = (*positions)->need(name);
    if (!node) return fail(node.error());
    const auto number = (*node)->number();
    if (!number) return fail(number.error());
    if (*number < 1 || *number > most_positions)
      return fail((*node)->wrong("this is no number of positions", fmt::format("1 to {}", most_positions)));
    *to = static_cast<int>(*number);
  }
  const auto share = (*known_from)->real();
  if (!share) return fail(share.error());
  const bool is_share = *share > 0 && *share <= 1;  // not a number is none
  if (!is_share) return fail((*known_from)->wrong("this is no share", "above 0, at most 1"));
  rules.known_from = *share;
  return rules;
}

}  // namespace roundel::identity
