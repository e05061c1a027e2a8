#include "assessment/first_held.h"

#include <gtest/gtest.h>

#include "tests/assessment/family_text.h"

namespace roundel {
namespace {

const Standards& england() {
  static const Standards loaded = load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt).value();
  return loaded;
}
const IndicatorCode across("not-brought-across-services");

//   A child who was not brought to the practice once and to the dentist once: neither alone is a finding.
FamilyEntries not_brought() {
  return testing::FamilyText(R"(
    child born 2020-05-10
    gp 2023-09-01 gp.not-brought
    dentistry 2024-03-01 dentistry.not-brought)",
                             england().vocabulary)
      .on(Date::of(2024, 6, 15));
}

// Each entry on the day it is known, or never where `has` says so.
template <class Has>
std::vector<std::optional<Date>> as_known_where(const FamilyEntries& known, Has has) {
  std::vector<std::optional<Date>> out;
  for (const Entry& entry : known.entries) out.push_back(has(entry) ? std::optional(entry.known) : std::nullopt);
  return out;
}

TEST(FirstHeld, IsTheDayTheLastPieceCameToHand) {
  const FamilyEntries known = not_brought();
  auto from = as_known_where(known, [](const Entry&) { return true; });
  const auto together = first_held(known, from, england());
  ASSERT_TRUE(together.contains(across));
  EXPECT_EQ(together.at(across), Date::of(2024, 3, 1));
  for (std::size_t i = 0; i < from.size(); ++i)
    if (known.entries[i].agency == AgencyId("dentistry")) from[i] = Date::of(2024, 5, 20);
  EXPECT_EQ(first_held(known, from, england()).at(across), Date::of(2024, 5, 20)) << "the dentist told it late";
}

TEST(FirstHeld, IsNeverForWhoHasOnlyAPart) {
  const FamilyEntries known = not_brought();
  const auto alone =
      first_held(known, as_known_where(known, [](const Entry& entry) { return entry.agency != AgencyId("dentistry"); }),
                 england());
  EXPECT_FALSE(alone.contains(across));
}

TEST(FirstHeld, WhatWasCorrectedCountsUntilTheCorrectionCame) {
  FamilyEntries known = not_brought();
  Entry correction = known.entries.back();
  correction.id = EntryId("correction");
  correction.kind = KindCode("entry.withdrawn");
  correction.corrects = known.entries.back().id;
  known.entries.push_back(correction);
  auto from = as_known_where(known, [](const Entry&) { return true; });
  from.back() = Date::of(2024, 4, 20);
  EXPECT_EQ(first_held(known, from, england()).at(across), Date::of(2024, 3, 1)) << "it was known for weeks";
  from.back() = Date::of(2024, 3, 1);
  EXPECT_FALSE(first_held(known, from, england()).contains(across)) << "it was withdrawn on the same day";
}

TEST(FirstHeld, TimeAloneCanMakeAFinding) {
  const FamilyEntries known = testing::FamilyText(R"(
    child born 2023-02-01
    health-visiting 2023-02-20 health-visiting.contact)",
                                                  england().vocabulary)
                                  .on(Date::of(2024, 6, 15));
  const auto first = first_held(known, as_known_where(known, [](const Entry&) { return true; }), england());
  bool later = false;
  for (const auto& [indicator, day] : first) later = later || day > Date::of(2023, 3, 1);
  EXPECT_TRUE(later) << "nobody saw the infant for months, and nothing was recorded that says so";
}

// The same child with a record in each service, joined on the day given.
FamilyEntries two_records(Date joined) {
  FamilyEntries known = not_brought();
  const SourceId dentists("dentistry/9");
  for (Entry& entry : known.entries)
    if (entry.agency == AgencyId("dentistry"))
      for (About& about : entry.about) about.source = dentists;
  Entry link = known.entries.back();
  link.id = EntryId("link");
  link.kind = KindCode("identity.link");
  link.agency = AgencyId("roundel");
  link.known = joined;
  link.about = {{known.entries.front().about.front().source, RoleCode("same-person")},
                {dentists, RoleCode("same-person")}};
  link.values = {{"person", known.child.str()}};
  known.entries.push_back(link);
  known.members = {};
  for (const Entry& entry : known.entries) known.members.apply(entry);
  return known;
}

TEST(FirstHeld, PiecesOfTwoRecordsCountFromTheDayTheyWereLinked) {
  const FamilyEntries known = two_records(Date::of(2024, 5, 2));
  const auto from = as_known_where(known, [](const Entry&) { return true; });
  const auto first = first_held(known, from, england());
  ASSERT_TRUE(first.contains(across));
  EXPECT_EQ(first.at(across), Date::of(2024, 5, 2)) << "until then they were two children";
  EXPECT_EQ(first_held(two_records(Date::of(2024, 1, 5)),
                       as_known_where(two_records(Date::of(2024, 1, 5)), [](const Entry&) { return true; }), england())
                .at(across),
            Date::of(2024, 3, 1))
      << "linked before the second piece came";
}

TEST(FirstHeld, WhatARecordSaysByItselfWasHeldBeforeItWasLinked) {
  FamilyEntries known = two_records(Date::of(2024, 5, 2));
  for (Entry& entry : known.entries)  // both pieces, and who it is, with the record that was linked last
    if (entry.kind.str() != "identity.link") entry.about.front().source = SourceId("dentistry/9");
  const auto first = first_held(known, as_known_where(known, [](const Entry&) { return true; }), england());
  ASSERT_TRUE(first.contains(across));
  EXPECT_EQ(first.at(across), Date::of(2024, 3, 1));
}

TEST(FirstHeld, WhoIsFamilyCountsFromTheDayItWasKnown) {
  FamilyEntries known = testing::FamilyText(R"(
    child born 2016-05-10
    mother resident
    city-police 2024-01-10 police.domestic-abuse about mother
    city-police 2024-02-10 police.domestic-abuse about mother)",
                                            england().vocabulary)
                            .on(Date::of(2024, 6, 15));
  auto from = as_known_where(known, [](const Entry&) { return true; });
  const IndicatorCode repeated("repeat-domestic-abuse");
  const auto always = first_held(known, from, england());
  ASSERT_TRUE(always.contains(repeated));
  EXPECT_EQ(always.at(repeated), Date::of(2024, 2, 10));
  for (std::size_t i = 0; i < from.size(); ++i)
    if (known.entries[i].kind.str() == "family.relationship") from[i] = Date::of(2024, 4, 1);
  EXPECT_EQ(first_held(known, from, england()).at(repeated), Date::of(2024, 4, 1))
      << "until then nobody knew whose mother she is";
}

}  // namespace
}  // namespace roundel
