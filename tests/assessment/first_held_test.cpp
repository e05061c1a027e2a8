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

}  // namespace
}  // namespace roundel
