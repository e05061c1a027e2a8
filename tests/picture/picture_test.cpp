#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

TEST(Involvement, AServiceThatSaysItBeganIsToldWithHowToReachIt) {
  const auto involved = tiny::picture(R"(
    2024-01-05 health-visiting:hv-1 involvement.started child=ava | service=0-5 team; practitioner=Sam Okoro; contact=01274 000001
    2024-02-05 health-visiting:hv-1 health-visiting.contact child=ava
    2024-03-05 health-visiting:hv-1 health-visiting.contact child=ava
    2024-04-05 schools school.late-collection child=ava
  )")
                            .involved;
  ASSERT_EQ(involved.size(), 2U);
  EXPECT_EQ(involved[0].agency_name, "Schools") << "newest first";
  EXPECT_EQ(involved[0].since, Date::of(2024, 4, 5));
  EXPECT_EQ(involved[0].contact, "Schools duty desk");
  EXPECT_EQ(involved[0].service, "School");
  EXPECT_EQ(involved[1].practitioner, "Sam Okoro");
  EXPECT_EQ(involved[1].service, "0-5 team");
  EXPECT_EQ(involved[1].contact, "01274 000001");
  EXPECT_EQ(involved[1].last_contact, Date::of(2024, 3, 5));
  EXPECT_FALSE(involved[1].until);
}

TEST(Involvement, AnEndClosesWhatItsPractitionerHadOpenAndNoOther) {
  const auto involved = tiny::picture(R"(
    2024-01-05 social-care:sw-1 involvement.started child=ava | service=Assessment
    2024-01-06 social-care:sw-2 involvement.started child=ava | service=Disability
    2024-02-05 social-care:sw-1 involvement.ended child=ava
  )")
                            .involved;
  ASSERT_EQ(involved.size(), 2U);
  EXPECT_EQ(involved[0].service, "Disability");
  EXPECT_FALSE(involved[0].until);
  EXPECT_EQ(involved[1].until, Date::of(2024, 2, 5));
}

TEST(Involvement, HoldingARecordOrBeingSilentForTwoYearsIsNotBeingInvolved) {
  const auto involved = tiny::picture(R"(
    2024-01-05 gp identity.details child=ava | forename=Ava
    2021-01-05 city-police police.domestic-abuse child=ava
    2022-06-30 schools school.late-collection child=ava
  )")
                            .involved;
  ASSERT_EQ(involved.size(), 2U);
  EXPECT_EQ(involved[0].agency_name, "Schools");
  EXPECT_FALSE(involved[0].until) << "two years to the day still count";
  EXPECT_EQ(involved[1].until, Date::of(2021, 1, 5));
}

TEST(Chronology, TellsEntriesOfChildAndFamilyNewestFirstInWords) {
  const auto lines = tiny::picture(R"(
    2024-01-01 gp identity.details adult=liam | forename=Liam; surname=Shaw
    2024-01-01 gp family.relationship child=ava father=liam
    2024-03-04 city-police police.domestic-abuse child=ava alleged-perpetrator=liam | grade=medium; child-present=yes
    2024-02-01 housing housing.arrears adult=liam | weeks=6
    2024-05-01 social-care social-care.assessment-completed child=ava | factors=3A 16A
    2024-05-02 city-police police.domestic-abuse victim=stranger
  )")
                         .chronology;
  ASSERT_EQ(lines.size(), 3U) << "structural entries and strangers have no line";
  EXPECT_EQ(lines[0].detail, "Factors: Domestic abuse of the child, Neglect");
  EXPECT_EQ(lines[1].title, "Domestic abuse incident");
  EXPECT_EQ(lines[1].detail, "Risk grade: Medium risk. Child present: yes");
  EXPECT_EQ(lines[1].about, "the child and father, Liam Shaw (alleged perpetrator)");
  EXPECT_EQ(lines[1].lane, "police");
  EXPECT_EQ(lines[1].agency_name, "City Police");
  EXPECT_EQ(lines[2].about, "father, Liam Shaw");
  EXPECT_EQ(lines[2].detail, "Weeks: 6");
}

TEST(Chronology, AnEntryWithoutAKnownDayStandsWhereItsAgencyLearnedOfIt) {
  const auto lines = tiny::picture(R"(
    2024-03-04 schools school.late-collection#late child=ava
    ?/2024-02-01 gp gp.not-brought#undated child=ava
  )")
                         .chronology;
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].entry, EntryId("late"));
  EXPECT_EQ(lines[1].entry, EntryId("undated"));
}

TEST(Needs, CountByMonthWithoutGapsUpToTheDay) {
  const auto needs = tiny::picture(R"(
    2024-01-01 gp family.relationship child=ava mother=zoe
    2024-02-10 gp gp.not-brought child=ava
    2024-02-11 housing housing.arrears adult=zoe
    2024-04-12 adult-mental-health adult-mental-health.crisis adult=zoe
    2024-04-13 health-visiting protective.engagement child=ava
    2024-04-14 health-visiting health-visiting.contact child=ava
    2024-04-15 city-police police.domestic-abuse child=ava victim=zoe
    2024-07-01 gp gp.not-brought child=ava
  )")
                         .needs;
  ASSERT_EQ(needs.size(), 5U) << "February to June";
  EXPECT_EQ(needs[0].month, Date::of(2024, 2, 1));
  EXPECT_EQ(needs[0].development, 1);
  EXPECT_EQ(needs[0].family, 1);
  EXPECT_EQ(needs[1].development + needs[1].parenting + needs[1].family + needs[1].protective, 0);
  EXPECT_EQ(needs[2].parenting, 1);
  EXPECT_EQ(needs[2].protective, 1);
  EXPECT_EQ(needs[2].family, 1);
  EXPECT_EQ(needs[2].development, 0) << "a contact is not a need";
  EXPECT_EQ(needs[4].month, Date::of(2024, 6, 1));
}

TEST(Needs, WhatBefellTheParentsLongBeforeTheBirthIsNotTheChildsNeed) {
  const auto needs = tiny::picture(R"(
    2024-01-01 gp identity.details child=ava | birth-date=2023-03-01
    2024-01-01 gp family.relationship child=ava mother=zoe
    2005-02-11 housing housing.arrears adult=zoe
    2022-04-11 housing housing.arrears adult=zoe
  )")
                         .needs;
  ASSERT_FALSE(needs.empty());
  EXPECT_EQ(needs.front().month, Date::of(2022, 4, 1));
}

// ---- properties over made-up families ----

std::string random_family() {
  const auto line = [] {
    static const std::vector<std::string> kinds = {"identity.details child=ava | forename=Ava; birth-date=2021-04-30",
                                                   "identity.details child=ava | forename=Eva",
                                                   "family.relationship child=ava mother=zoe | resident=resident",
                                                   "family.relationship child=ava father=liam",
                                                   "family.relationship child=ben mother=zoe",
                                                   "police.domestic-abuse child=ava victim=zoe",
                                                   "police.restraining-order child=ava alleged-perpetrator=liam",
                                                   "adult-mental-health.crisis adult=zoe",
                                                   "gp.not-brought child=ava",
                                                   "involvement.started child=ava | service=a",
                                                   "involvement.ended child=ava",
                                                   "health-visiting.contact child=ben"};
    static const std::vector<std::string> agencies = {"gp", "city-police", "schools", "housing", "social-care"};
    const Date day = Date::of(2024, 1, 1).plus_days(*rc::gen::inRange(0, 20));
    const Date recorded = day.plus_days(*rc::gen::inRange(0, 20));
    return day.iso() + "/" + recorded.iso() + " " + *rc::gen::elementOf(agencies) + " " + *rc::gen::elementOf(kinds) +
           "\n";
  };
  std::string text;
  const int lines = *rc::gen::inRange(0, 40);
  for (int i = 0; i < lines; ++i) text += line();
  return text;
}

std::set<std::string> lines_of(const Picture& picture) {
  std::set<std::string> out;
  for (const ChronologyItem& item : picture.chronology) out.insert(item.entry.value);
  return out;
}

Picture picture_as_known(const FamilyEntries& all, const View& view) {
  const Standards standards = tiny::standards();
  const auto in_team = [&](const AgencyId& agency) { return standards.agency(agency)->joint_team; };
  const auto shared = shared_by_standards(all.entries, standards.vocabulary, in_team, view.at);
  FamilyEntries known = all;
  known.entries = as_known(all.entries, view, shared);
  return build_picture(known, standards, view);
}

RC_GTEST_PROP(PictureProperty, AsKnownAtAMomentShowsNothingRecordedLater, ()) {
  const FamilyEntries all = tiny::family(random_family());
  const Timestamp at = Timestamp::end_of(Date::of(2024, 1, 1).plus_days(*rc::gen::inRange(-1, 45)));
  const Picture picture = picture_as_known(all, {.at = at});
  for (const ChronologyItem& item : picture.chronology) RC_ASSERT(item.recorded <= at);
  for (const FamilyMember& member : picture.family)
    RC_ASSERT(std::any_of(all.entries.begin(), all.entries.end(), [&](const Entry& entry) {
      return entry.recorded <= at && std::any_of(entry.about.begin(), entry.about.end(), [&](const About& about) {
               return all.members.person_of(about.source) == member.person;
             });
    }));
  for (const Involvement& involved : picture.involved)
    RC_ASSERT(std::any_of(all.entries.begin(), all.entries.end(),
                          [&](const Entry& entry) { return entry.recorded <= at && entry.agency == involved.agency; }));
}

RC_GTEST_PROP(PictureProperty, WhatOneAgencySeesIsPartOfWhatAllSeeTogether, ()) {
  const FamilyEntries all = tiny::family(random_family());
  const std::set<std::string> everything = lines_of(picture_as_known(all, {}));
  for (const char* agency : {"gp", "city-police", "housing"}) {
    const Picture picture = picture_as_known(all, {.agency = AgencyId(agency)});
    for (const std::string& line : lines_of(picture)) RC_ASSERT(everything.contains(line));
    for (const ChronologyItem& item : picture.chronology)
      RC_ASSERT(item.agency.value == agency || item.kind.value != "police.restraining-order");
  }
}

RC_GTEST_PROP(PictureProperty, TheOrderInWhichEntriesAreHandedOverDoesNotMatter, ()) {
  const FamilyEntries all = tiny::family(random_family());
  FamilyEntries turned = all;
  std::reverse(turned.entries.begin(), turned.entries.end());
  const Picture one = build_picture(all, tiny::standards(), {});
  const Picture other = build_picture(turned, tiny::standards(), {});
  RC_ASSERT(one.identity.name == other.identity.name);
  RC_ASSERT(one.identity.disagreements == other.identity.disagreements);
  RC_ASSERT(one.involved.size() == other.involved.size());
  for (std::size_t i = 0; i < one.involved.size(); ++i) {
    RC_ASSERT(one.involved[i].agency == other.involved[i].agency);
    RC_ASSERT(one.involved[i].until == other.involved[i].until);
  }
  RC_ASSERT(one.family.size() == other.family.size());
  for (std::size_t i = 0; i < one.family.size(); ++i) RC_ASSERT(one.family[i].person == other.family[i].person);
  RC_ASSERT(one.chronology.size() == other.chronology.size());
  for (std::size_t i = 0; i < one.chronology.size(); ++i)
    RC_ASSERT(one.chronology[i].entry == other.chronology[i].entry);
}

TEST(PictureAsKnown, ACorrectedEntryIsGoneAndItsCorrectionStands) {
  const FamilyEntries all = tiny::family(R"(
    2024-03-04 city-police police.domestic-abuse#first child=ava | grade=high
    2024-03-04/2024-03-09 city-police police.domestic-abuse^first child=ava | grade=medium
  )");
  const auto now = picture_as_known(all, {}).chronology;
  ASSERT_EQ(now.size(), 1U);
  EXPECT_EQ(now[0].detail, "Risk grade: Medium risk");
  const auto then = picture_as_known(all, {.at = Timestamp::end_of(Date::of(2024, 3, 5))}).chronology;
  ASSERT_EQ(then.size(), 1U);
  EXPECT_EQ(then[0].detail, "Risk grade: High risk");
}

TEST(PictureAsKnown, ADisagreementIsNotToldToAnAgencyThatMayNotSeeIt) {
  FamilyEntries all = tiny::family(R"(
    2024-01-04 housing identity.details child=ava | birth-date=2021-04-03
    2024-01-05 gp identity.details child=ava | birth-date=2021-03-04
  )");
  all.entries[0].sharing = "agency";
  EXPECT_EQ(picture_as_known(all, {}).identity.disagreements.size(), 1U);
  EXPECT_TRUE(picture_as_known(all, {.agency = AgencyId("gp")}).identity.disagreements.empty());
}

}  // namespace
}  // namespace roundel
