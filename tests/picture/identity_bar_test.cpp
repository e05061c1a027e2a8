#include <fmt/format.h>
#include <gtest/gtest.h>

#include "picture/age.h"
#include "picture/identity_bar.h"
#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

IdentityBar bar(std::string_view text, Date on = Date::of(2024, 6, 30)) { return tiny::picture(text, on).identity; }

TEST(AgeInWords, GoesFromDaysToYears) {
  const Date born = Date::of(2021, 4, 30);
  EXPECT_EQ(age_in_words(born, born), "0 days");
  EXPECT_EQ(age_in_words(born, born.plus_days(1)), "1 day");
  EXPECT_EQ(age_in_words(born, born.plus_days(6)), "6 days");
  EXPECT_EQ(age_in_words(born, born.plus_days(7)), "1 week");
  EXPECT_EQ(age_in_words(born, born.plus_days(45)), "6 weeks");
  EXPECT_EQ(age_in_words(born, born.plus_days(83)), "11 weeks");
  EXPECT_EQ(age_in_words(born, born.plus_days(84)), "2 months");
  EXPECT_EQ(age_in_words(born, Date::of(2022, 4, 29)), "11 months");
  EXPECT_EQ(age_in_words(born, Date::of(2022, 4, 30)), "1 year");
  EXPECT_EQ(age_in_words(born, Date::of(2024, 6, 30)), "3 years 2 months");
  EXPECT_EQ(age_in_words(born, Date::of(2039, 5, 30)), "18 years");
  EXPECT_EQ(age_in_words(born, born.plus_days(-1)), "not yet born");
}

TEST(IdentityBar, TellsTheChildInWords) {
  const IdentityBar ava =
      bar("2024-01-05 gp identity.details child=ava | forename=Ava; surname=Shaw; birth-date=2021-04-30; sex=f; "
          "nhs-number=943-476-5919; ethnicity=WBRI; address=12 Mill Lane; postcode=BD1 1AA");
  EXPECT_EQ(ava.name, "Ava Shaw");
  EXPECT_EQ(ava.age, "3 years 2 months");
  EXPECT_EQ(ava.sex, "Female");
  EXPECT_EQ(ava.nhs_number, "943 476 5919");
  EXPECT_EQ(ava.ethnicity, "White British");
  EXPECT_EQ(ava.address, "12 Mill Lane, BD1 1AA");
  EXPECT_EQ(ava.source_records, 1);
  EXPECT_TRUE(ava.disagreements.empty());
}

TEST(IdentityBar, TheValueToldLastIsTheBest) {
  const IdentityBar ava = bar(R"(
    2023-01-05 gp identity.details child=ava | forename=Ava; surname=Shaw
    2024-02-05 schools identity.details child=ava | forename=Ava; surname=Khan
  )");
  EXPECT_EQ(ava.name, "Ava Khan");
  EXPECT_EQ(ava.other_names, std::vector<std::string>{"Ava Shaw"});
  EXPECT_EQ(ava.disagreements, std::vector<std::string>{"GP holds another name: Ava Shaw"});
}

TEST(IdentityBar, OnTheSameDayTheValueMoreAgenciesHoldWins) {
  const IdentityBar ava = bar(R"(
    2024-02-05 gp identity.details child=ava | birth-date=2021-04-03
    2024-02-05 schools identity.details child=ava | birth-date=2021-03-04
    2024-01-05 health-visiting identity.details child=ava | birth-date=2021-03-04
    2023-01-05 city-police identity.details child=ava | birth-date=2021-04-03
    2023-01-05 midwifery identity.details child=ava | birth-date=2021-03-04
  )");
  EXPECT_EQ(ava.born, Date::of(2021, 3, 4));
  EXPECT_EQ(ava.disagreements, std::vector<std::string>{"City Police and GP hold another date of birth: 3 April 2021"});
}

TEST(IdentityBar, ASlipOfThePenDoesNotRenameAChildBecauseItCameLast) {
  const IdentityBar daniel = bar(R"(
    2023-01-05 gp identity.details child=ava | forename=Daniel; surname=Dunn
    2023-02-05 midwifery identity.details child=ava | forename=Daniel; surname=Dunn
    2024-02-05 schools identity.details child=ava | forename=Dnaiel; surname=Dunn
  )");
  EXPECT_EQ(daniel.name, "Daniel Dunn");
  EXPECT_EQ(daniel.disagreements, std::vector<std::string>{"Schools holds another name: Dnaiel Dunn"});
}

TEST(IdentityBar, ADateOfBirthDoesNotChangeSoTheOneMoreAgenciesHoldIsTheBest) {
  const IdentityBar ava = bar(R"(
    2023-01-05 gp identity.details child=ava | birth-date=2021-04-03
    2023-01-06 midwifery identity.details child=ava | birth-date=2021-04-03
    2024-02-05 schools identity.details child=ava | birth-date=2021-03-04
  )");
  EXPECT_EQ(ava.born, Date::of(2021, 4, 3));
}

TEST(IdentityBar, AnAgencyThatMendedItsRecordNoLongerDisagrees) {
  const IdentityBar ava = bar(R"(
    2023-01-05 gp identity.details child=ava | birth-date=2021-04-03
    2023-06-05 schools identity.details child=ava | birth-date=2021-03-04
    2024-01-05 gp identity.details child=ava | birth-date=2021-03-04
  )");
  EXPECT_EQ(ava.born, Date::of(2021, 3, 4));
  EXPECT_TRUE(ava.disagreements.empty());
}

TEST(IdentityBar, TwoWaysToWriteAnAddressAreOne) {
  const IdentityBar ava = bar(R"(
    2023-01-05 gp identity.details child=ava | address=Flat 2, 10 ELM ST; postcode=BD1 1AA
    2024-01-05 schools identity.details child=ava | address=Flat 2 10 Elm St BD1 1AA
  )");
  EXPECT_EQ(ava.address, "Flat 2 10 Elm St BD1 1AA");
  EXPECT_TRUE(ava.disagreements.empty());
}

TEST(IdentityBar, AnUnbornChildIsCalledAfterTheMother) {
  const IdentityBar ava = bar(R"(
    2024-01-05 midwifery identity.details mother=zoe | forename=Zoe; surname=Shaw
    2024-01-05 midwifery identity.details unborn-child=ava | expected-date=2024-07-04
    2024-01-05 midwifery family.relationship unborn-child=ava mother=zoe
  )");
  EXPECT_EQ(ava.name, "Unborn child of Zoe Shaw");
  EXPECT_EQ(ava.age, "unborn, due 4 July 2024");
  EXPECT_FALSE(ava.born);
}

TEST(IdentityBar, AChildOfWhomNothingIsHeldHasNoInventedDetails) {
  const IdentityBar ava = bar("2024-01-05 city-police police.domestic-abuse child=ava");
  EXPECT_EQ(ava.name, "Name not known");
  EXPECT_EQ(ava.age, "age not known");
  EXPECT_TRUE(ava.nhs_number.empty());
  EXPECT_TRUE(ava.sex.empty());
}

TEST(IdentityBar, AChildOfWhomOnlyTheYearIsKnownIsToldRoughly) {
  const IdentityBar ava = bar("2024-01-05 schools identity.details child=ava | forename=Ava; birth-year=2016");
  EXPECT_EQ(ava.age, "about 7 years") << "on 30 June the first half of the year is not over";
  EXPECT_FALSE(ava.born) << "no day is invented";
}

TEST(RoughAge, ToldAgainOnTheSameDayIsTheSameAge) {
  for (int days = 0; days < 800; ++days)
    for (int age = 0; age < 18; ++age) {
      const Date on = Date::of(2024, 1, 1).plus_days(days);
      const std::string words = rough_age_in_words(rough_year_of_birth(age, on), on);
      const std::string right = age == 0   ? "under 1 year"
                                : age == 1 ? "about 1 year"
                                           : fmt::format("about {} years", age);
      ASSERT_EQ(words, right) << on.iso();
    }
}

TEST(IdentityBar, AChildWhoDiedIsNotToldAsGrowingOlder) {
  const IdentityBar ava = bar("2024-01-05 gp identity.details child=ava | birth-date=2021-04-30; died=2022-04-30");
  EXPECT_EQ(ava.age, "died 30 April 2022, aged 1 year");
}

}  // namespace
}  // namespace roundel
