// Two records at first sight, by the program's own model.
#include "identity/alike.h"

#include <gtest/gtest.h>

namespace roundel::identity {
namespace {

Alike compared(const AtFirstSight& one, const AtFirstSight& other) {
  const auto model = load_model(ROUNDEL_SOURCE_DIR "/standards/england/identity/model.toml");
  EXPECT_TRUE(model) << model.error().text();
  return compare_at_first_sight(**model, one, {other}).at(0);
}

const AtFirstSight robert{.forename = "Robert", .surname = "O'Brien", .birth_date = "2017-03-09"};

TEST(AtFirstSight, AFormOfTheNameAndASlipInTheDateAreNear) {
  const Alike alike = compared(robert, {.forename = "bobby", .surname = "obrien", .birth_date = "2017-09-03"});
  EXPECT_EQ(alike.forename, Likeness::near);
  EXPECT_EQ(alike.surname, Likeness::same);
  EXPECT_EQ(alike.birth_date, Likeness::near);
}

TEST(AtFirstSight, WhatIsMissingIsNotKnownAndNotDifferent) {
  const Alike alike = compared(robert, {.forename = "Baby", .surname = "", .birth_date = ""});
  EXPECT_EQ(alike.forename, Likeness::not_known) << "no name is given yet";
  EXPECT_EQ(alike.surname, Likeness::not_known);
  EXPECT_EQ(alike.birth_date, Likeness::not_known);
}

TEST(AtFirstSight, AnotherChildIsDifferentInAllThreeAndTheYearAloneIsPartOfADate) {
  const Alike other = compared(robert, {.forename = "Zainab", .surname = "Khan", .birth_date = "2011-11-28"});
  EXPECT_EQ(other.forename, Likeness::different);
  EXPECT_EQ(other.surname, Likeness::different);
  EXPECT_EQ(other.birth_date, Likeness::different);
  EXPECT_EQ(compared(robert, {.forename = "", .surname = "", .birth_date = "2017-11-28"}).birth_date, Likeness::partly);
}

TEST(AtFirstSight, ADistantLikenessOfNamesIsNoFormOfTheName) {
  const AtFirstSight ahmed{.forename = "Ahmed", .surname = "Khan", .birth_date = ""};
  EXPECT_EQ(compared({.forename = "Mohammed", .surname = "Khan", .birth_date = ""}, ahmed).forename, Likeness::partly);
  EXPECT_EQ(compared({.forename = "Ahmad", .surname = "Khan", .birth_date = ""}, ahmed).forename, Likeness::near);
}

TEST(AtFirstSight, EachOfManyIsComparedWithTheOne) {
  const auto model = load_model(ROUNDEL_SOURCE_DIR "/standards/england/identity/model.toml");
  ASSERT_TRUE(model);
  const auto all =
      compare_at_first_sight(**model, robert, {robert, {.forename = "Ann", .surname = "", .birth_date = ""}, robert});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].birth_date, Likeness::same);
  EXPECT_EQ(all[1].forename, Likeness::different);
  EXPECT_EQ(all[2].forename, Likeness::same);
}

}  // namespace
}  // namespace roundel::identity
