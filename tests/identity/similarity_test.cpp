#include "identity/similarity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "identity/standardise.h"

namespace roundel::identity {
namespace {

TEST(JaroWinkler, GivesThePublishedValues) {
  EXPECT_NEAR(jaro_winkler("martha", "marhta"), 0.9611, 1e-4);
  EXPECT_NEAR(jaro_winkler("dwayne", "duane"), 0.84, 1e-4);
  EXPECT_NEAR(jaro_winkler("dixon", "dicksonx"), 0.8133, 1e-4);
  EXPECT_EQ(jaro_winkler("abc", "xyz"), 0);
  EXPECT_EQ(jaro_winkler("same", "same"), 1);
  EXPECT_EQ(jaro_winkler("", "a"), 0);
}

TEST(EditDistance, CountsASwapOfNeighboursOnce) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3U);
  EXPECT_EQ(edit_distance("brian", "brain", 5), 1U);
  EXPECT_EQ(edit_distance("ca", "abc", 5), 3U);
  EXPECT_EQ(edit_distance("", "abc", 5), 3U);
  EXPECT_EQ(edit_distance("abcdef", "uvwxyz", 2), 3U) << "given up beyond the limit";
}

RC_GTEST_PROP(Similarity, IsSymmetricAndWithinBounds, (const std::string& a, const std::string& b)) {
  RC_ASSERT(jaro_winkler(a, b) == jaro_winkler(b, a));
  RC_ASSERT(jaro_winkler(a, b) >= 0 && jaro_winkler(a, b) <= 1);
  RC_ASSERT(edit_distance(a, b, 70) == edit_distance(b, a, 70));
  RC_ASSERT(edit_distance(a, a, 3) == 0U);
}

TEST(Sound, OneNameSpeltTwoWaysHasOneSound) {
  for (const auto& [a, b] : {std::pair{"stephen", "steven"},
                             {"catherine", "katherine"},
                             {"philip", "filip"},
                             {"aiden", "ayden"},
                             {"knight", "night"},
                             {"nicola", "nikola"}})
    EXPECT_EQ(sound_of(a), sound_of(b)) << a << " " << b;
  EXPECT_NE(sound_of("stephen"), sound_of("catherine"));
  EXPECT_NE(sound_of("cook"), sound_of("k")) << "a vowel parts two equal sounds";
  EXPECT_EQ(sound_of(""), 0U);
}

TEST(Names, ADoubleBarrelSharesAWord) {
  EXPECT_TRUE(share_word("smith jones", "jones"));
  EXPECT_TRUE(share_word("jones smith", "smith jones"));
  EXPECT_FALSE(share_word("smithson", "smith"));
  EXPECT_FALSE(share_word("de la cruz", "de la paz")) << "short words say nothing";
  EXPECT_TRUE(is_initial("h", "haniya"));
  EXPECT_FALSE(is_initial("ha", "haniya"));
  EXPECT_FALSE(is_initial("", "haniya"));
}

TEST(Dates, KnowTheSlipsThatPeopleMake) {
  EXPECT_TRUE(day_and_month_swapped("20110309", "20110903"));
  EXPECT_FALSE(day_and_month_swapped("20110309", "20110309"));
  EXPECT_FALSE(day_and_month_swapped("20110309", "20120903"));
  EXPECT_TRUE(one_digit_differs("20110309", "20010309"));
  EXPECT_TRUE(one_digit_differs("20110312", "20110321")) << "neighbours changed places";
  EXPECT_FALSE(one_digit_differs("20110309", "20110418"));
  EXPECT_TRUE(year_only("19780101", "19780323"));
  EXPECT_FALSE(year_only("19780101", "19790323"));
  EXPECT_EQ(years_apart("19780101", "20100101"), 32);
}

TEST(Postcodes, HavePartsFromTheRight) {
  EXPECT_EQ(postcode_sector("ls14ap"), "ls14");
  EXPECT_EQ(postcode_district("ec1a1bb"), "ec1a");
  EXPECT_EQ(postcode_area("ls14ap"), "ls");
  EXPECT_EQ(postcode_area("m11ae"), "m");
  EXPECT_EQ(postcode_district("ls1"), "");
}

TEST(Standardise, NamesLoseCaseAccentsAndPunctuation) {
  EXPECT_EQ(standardised("O'Brien-Smith", ColumnKind::name), "obrien smith");
  EXPECT_EQ(standardised("  Zoë  ÓBRIAIN ", ColumnKind::name), "zoe obriain");
  EXPECT_EQ(standardised("Żółć Łukasz", ColumnKind::name), "zolc lukasz");
  EXPECT_EQ(standardised("D\u2019Arcy", ColumnKind::name), "darcy");
  EXPECT_EQ(standardised("Groß", ColumnKind::name), "gross");
  EXPECT_EQ(standardised("Ольга", ColumnKind::name), "Ольга") << "other scripts stay";
  EXPECT_EQ(standardised("smith, john", ColumnKind::words), "john smith");
}

TEST(Standardise, DatesNumbersAndPostcodesHaveOneForm) {
  for (const char* text : {"2011-03-09", "09/03/2011", "20110309", "2011-03-09T00:00:00"})
    EXPECT_EQ(standardised(text, ColumnKind::date), "20110309") << text;
  EXPECT_EQ(standardised("9 Mar 2011", ColumnKind::date), "20110309");
  EXPECT_EQ(standardised("March 9th, 2011", ColumnKind::date), "20110309");
  EXPECT_EQ(standardised("9.3.11", ColumnKind::date), "20110309");
  EXPECT_EQ(standardised("03/25/2011", ColumnKind::date), "20110325") << "25 is no month";
  EXPECT_EQ(standardised("03/09/2011", ColumnKind::date, DateOrder::month_first), "20110309");
  EXPECT_EQ(standardised("2011-03-09T10:15:00", ColumnKind::date), "20110309");
  EXPECT_EQ(standardised("09032011", ColumnKind::date), "20110309");
  EXPECT_EQ(standardised("March 2011", ColumnKind::date), "20110300");
  EXPECT_EQ(standardised("1900-01-01", ColumnKind::date), "") << "stands for not known";
  EXPECT_EQ(standardised("unknown", ColumnKind::date), "");
  EXPECT_EQ(standardised("2011", ColumnKind::date), "20110000");
  EXPECT_EQ(standardised("LS1 4AP", ColumnKind::postcode), "ls14ap");
  EXPECT_EQ(standardised("943 476 5919", ColumnKind::nhs_number), "9434765919");
  EXPECT_EQ(standardised("+44 7700 900123", ColumnKind::digits), "07700900123");
  EXPECT_TRUE(is_valid("9434765919", ColumnKind::nhs_number));
  EXPECT_FALSE(is_valid("9434765918", ColumnKind::nhs_number));
  EXPECT_TRUE(is_valid("b801200005001", ColumnKind::upn));
}

RC_GTEST_PROP(Standardise, TwiceIsTheSameAsOnce, (const std::string& text)) {
  for (const auto kind : {ColumnKind::name, ColumnKind::words, ColumnKind::code, ColumnKind::postcode,
                          ColumnKind::digits, ColumnKind::date}) {
    const std::string once = standardised(text, kind);
    RC_ASSERT(standardised(once, kind) == once);
  }
}

}  // namespace
}  // namespace roundel::identity
