#include "identity/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>

namespace roundel::identity {
namespace {

// Not a good hash, but one that depends on key and text alike.
KeyedHash hash_with(std::uint64_t key) {
  return [key](std::string_view text) {
    std::array<std::uint8_t, 32> out{};
    std::uint64_t state = key * 0x9E3779B97F4A7C15 + 1;
    for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    for (std::uint8_t& byte : out) {
      state ^= state >> 29;
      state *= 0xBF58476D1CE4E5B9;
      byte = static_cast<std::uint8_t>(state >> 56);
    }
    return out;
  };
}

const EncodingRules rules{.forename = 8, .surname = 8, .birth_date = 60, .district = 6, .known_from = 0.85};
const LookupDetails ella{.forename = "Ella",
                         .surname = "Holroyd-Shaw",
                         .birth_date = "2014-06-02",
                         .postcode = "BD9 4QX",
                         .nhs_number = "943 476 5919"};

TEST(Encoding, ASlipOfThePenIsMoreAlikeThanABrotherOrSister) {
  const Encoder encoder(rules, hash_with(1));
  LookupDetails slip = ella;
  slip.forename = "Elle";
  slip.postcode = "LS1 1AA";
  LookupDetails sister = ella;
  sister.forename = "Freya";
  sister.birth_date = "2014-09-17";
  const auto one = encoder.encode(ella).filter;
  ASSERT_TRUE(one);
  EXPECT_DOUBLE_EQ(alike(*one, *encoder.encode(ella).filter), 1);
  const double with_slip = alike(*one, *encoder.encode(slip).filter);
  EXPECT_GT(with_slip, rules.known_from);
  EXPECT_LT(alike(*one, *encoder.encode(sister).filter), rules.known_from);
}

TEST(Encoding, ANumberIsHashedOnlyWhereItIsRightAndOneWayOfWritingItIsAnother) {
  const Encoder encoder(rules, hash_with(1));
  LookupDetails other = ella;
  other.nhs_number = "9434765919";
  ASSERT_TRUE(encoder.encode(ella).number);
  EXPECT_EQ(encoder.encode(ella).number, encoder.encode(other).number);
  other.nhs_number = "9434765918";
  EXPECT_FALSE(encoder.encode(other).number);
  EXPECT_NE(encoder.encode(ella).number, Encoder(rules, hash_with(2)).encode(ella).number);
}

TEST(Encoding, WithoutADateOrANameThereIsNoFilter) {
  const Encoder encoder(rules, hash_with(1));
  for (std::string LookupDetails::* part :
       {&LookupDetails::forename, &LookupDetails::surname, &LookupDetails::birth_date}) {
    LookupDetails less = ella;
    (less.*part).clear();
    EXPECT_FALSE(encoder.encode(less).filter);
  }
}

TEST(Encoding, AnotherYearOfBirthSharesNothingButChance) {
  const Encoder encoder(rules, hash_with(1));
  LookupDetails older = ella;
  older.birth_date = "2013-06-02";
  EXPECT_LT(alike(*encoder.encode(ella).filter, *encoder.encode(older).filter), 0.5);
}

// What travels has as many ones whoever it is about, and is opened by its own key alone.
RC_GTEST_PROP(Encoding, IsBalancedAndOpenedByItsKeyAlone, (const std::string& forename, std::uint16_t day)) {
  const Encoder encoder(rules, hash_with(day));
  LookupDetails details = ella;
  details.forename = "a" + forename;
  const auto encoded = encoder.encode(details);
  RC_PRE(encoded.filter.has_value());
  const std::string sealed = encoder.sealed(*encoded.filter);
  RC_ASSERT(sealed.size() == balanced_bits / 4);
  int ones = 0;
  for (const char c : sealed) ones += std::popcount(static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10));
  RC_ASSERT(ones == static_cast<int>(filter_bits));
  RC_ASSERT(encoder.opened(sealed) == encoded.filter);
  RC_ASSERT(!Encoder(rules, hash_with(day + 1U)).opened(sealed));
  std::string altered = sealed;
  altered[day % altered.size()] = altered[day % altered.size()] == 'g' ? 'h' : 'g';
  RC_ASSERT(!encoder.opened(altered));
}

TEST(EncodingRules, OfThePlaceAreRead) {
  const auto read = load_encoding_rules(std::string(ROUNDEL_SOURCE_DIR) + "/standards/england/lookup.toml");
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_GT(read->known_from, 0.5);
  EXPECT_FALSE(load_encoding_rules(std::string(ROUNDEL_SOURCE_DIR) + "/standards/england/levels.toml"));
}

}  // namespace
}  // namespace roundel::identity
