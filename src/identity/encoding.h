// A child's details as another place may compare them without being told them: "is this child known to you?".
//
// Whoever has the key that the two places share can compare, nobody else. Where a verified NHS number is held, its
// keyed hash. Where there is none, a Bloom filter of the pairs of letters of the names, of the parts of the birth date
// and of the postcode's district (Schnell, Bachteler and Reiher 2009: a cryptographic long-term key), hardened as the
// literature asks since: every position comes from a keyed hash (no guessing by hashing names); every text is salted
// with the year of birth, so that how common a name is cannot be counted over all children (Niedermeyer and others
// 2014); the filter is balanced, joined with its complement and permuted by the key, so that every filter has as many
// ones and tells nothing of how long the name is (Schnell and Borgs 2016).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace roundel::identity {

// A keyed hash of 32 bytes, as HMAC-SHA-256 or keyed BLAKE2b; its key is what two places share.
using KeyedHash = std::function<std::array<std::uint8_t, 32>(std::string_view text)>;

inline constexpr std::size_t filter_bits = 1024;    // before it is balanced
inline constexpr std::size_t balanced_bits = 2048;  // twice as many

// How many positions a text sets, by what it is part of; and how alike two filters must be (Dice, 0 to 1).
struct EncodingRules {
  int forename = 0;
  int surname = 0;
  int birth_date = 0;
  int district = 0;
  double known_from = 1;
};
Result<EncodingRules> load_encoding_rules(const std::string& path);

// What a place knows of a child; empty where it does not. Texts as they were recorded.
struct LookupDetails {
  std::string forename;
  std::string surname;
  std::string birth_date;  // as ISO 8601
  std::string postcode;
  std::string nhs_number;
};

using Filter = std::array<std::uint64_t, filter_bits / 64>;

struct Encoded {
  std::optional<std::array<std::uint8_t, 32>> number;  // of a valid NHS number
  std::optional<Filter> filter;                        // where both names and the birth date are known
};

// Encodes many children for one key: the permutation is drawn once.
class Encoder {
 public:
  Encoder(const EncodingRules& rules, KeyedHash hash);
  Encoded encode(const LookupDetails& details) const;
  // A filter as it travels: balanced and permuted, in hexadecimal; and back. Nothing where the text is no such filter.
  std::string sealed(const Filter& filter) const;
  std::optional<Filter> opened(std::string_view text) const;

 private:
  void set(Filter& filter, std::string_view text, int positions) const;

  EncodingRules rules_;
  KeyedHash hash_;
  std::vector<std::uint16_t> place_of_;  // bit of the balanced filter → its place as it travels
};

// How alike two filters are: twice the positions in both, by all positions set.
double alike(const Filter& a, const Filter& b);

}  // namespace roundel::identity
