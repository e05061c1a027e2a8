#include <gtest/gtest.h>

#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

std::vector<FamilyMember> members(std::string_view text) { return tiny::picture(text).family; }

const FamilyMember* find(const std::vector<FamilyMember>& family, std::string_view person) {
  for (const FamilyMember& member : family)
    if (member.person.value == person) return &member;
  return nullptr;
}

TEST(Family, RelationsGoThroughTheirWords) {
  for (int i = 0; i <= static_cast<int>(Relation::other); ++i) {
    const auto relation = static_cast<Relation>(i);
    EXPECT_EQ(relation_of_role(RoleCode(std::string(word(relation)))), relation);
  }
  EXPECT_FALSE(relation_of_role(RoleCode("suspect")));
  EXPECT_EQ(relation_name(Relation::partner), "Parent's partner");
}

TEST(Family, ATieIsReadFromARelationshipAndNothingElse) {
  const auto lines = tiny::entries(R"(
    2024-01-05 schools family.relationship child=ava father=liam | resident=elsewhere; since=2021-04-30
    2024-01-05 city-police police.domestic-abuse child=ava father=liam
  )");
  const Membership members = tiny::members_of(lines);
  const auto ties = ties_of(lines[0], members);
  ASSERT_EQ(ties.size(), 1U);
  EXPECT_EQ(ties[0].other, PersonId("liam"));
  EXPECT_EQ(ties[0].relation, Relation::father);
  EXPECT_EQ(ties[0].residence, Residence::elsewhere);
  EXPECT_EQ(ties[0].since, Date::of(2021, 4, 30));
  EXPECT_TRUE(ties_of(lines[1], members).empty());
}

TEST(Family, AFatherWhoIsNowhereRecordedIsNotInvented) {
  const auto family = members("2024-01-05 midwifery family.relationship child=ava mother=zoe | resident=resident");
  ASSERT_EQ(family.size(), 1U);
  EXPECT_EQ(family[0].relation, Relation::mother);
  EXPECT_EQ(family[0].name, "Mother, name not known");
  EXPECT_FALSE(family[0].known);
}

TEST(Family, StandsInOrderWithWhatItsOwnDetailsSay) {
  const auto family = members(R"(
    2024-01-05 gp identity.details adult=liam | forename=Liam; surname=Shaw; sex=m; birth-date=1999-01-02
    2024-01-05 gp identity.details adult=zoe | forename=Zoe; surname=Khan; sex=f
    2024-01-05 gp family.relationship child=ava partner=dean
    2024-01-05 gp family.relationship child=ava father=liam
    2024-01-05 gp family.relationship child=ava mother=zoe
  )");
  ASSERT_EQ(family.size(), 3U);
  EXPECT_EQ(family[0].name, "Zoe Khan");
  EXPECT_EQ(family[1].name, "Liam Shaw");
  EXPECT_EQ(family[1].sex, "Male");
  EXPECT_EQ(family[1].born, Date::of(1999, 1, 2));
  EXPECT_FALSE(family[1].child);
  EXPECT_EQ(family[2].relation, Relation::partner);
}

TEST(Family, TheLatestWordOnWhereSomebodyLivesWins) {
  const auto family = members(R"(
    2023-01-05 gp family.relationship child=ava father=liam | resident=resident
    2024-01-05 schools family.relationship child=ava father=liam | resident=elsewhere
    2024-02-05 city-police family.relationship child=ava father=liam
  )");
  EXPECT_EQ(find(family, "liam")->residence, Residence::elsewhere) << "saying nothing does not unsay";
}

TEST(Family, APartnerBecomesAFormerPartnerButAFatherStaysFather) {
  const auto family = members(R"(
    2023-01-05 gp family.relationship child=ava partner=dean
    2024-01-05 gp family.relationship child=ava ex-partner=dean
    2023-01-05 gp family.relationship child=ava father=liam
    2024-01-05 schools family.relationship child=ava carer=liam
  )");
  EXPECT_EQ(find(family, "dean")->relation, Relation::ex_partner);
  EXPECT_EQ(find(family, "liam")->relation, Relation::father);
}

TEST(Family, SiblingsFollowFromASharedParent) {
  const auto family = members(R"(
    2024-01-05 gp family.relationship child=ava mother=zoe | resident=resident
    2024-01-05 gp family.relationship child=ben mother=zoe | resident=resident
    2024-01-05 gp family.relationship child=ben father=noah | resident=elsewhere
    2024-01-05 gp family.relationship child=cal father=noah
  )");
  ASSERT_EQ(family.size(), 2U);
  const FamilyMember* ben = find(family, "ben");
  ASSERT_NE(ben, nullptr);
  EXPECT_EQ(ben->relation, Relation::sibling);
  EXPECT_EQ(ben->residence, Residence::resident);
  EXPECT_TRUE(ben->child);
  EXPECT_EQ(ben->parents, std::vector<std::string>{"zoe"}) << "only parents who are in the picture";
  EXPECT_EQ(find(family, "noah"), nullptr) << "the father of a half-sibling is not tied to the child";
}

TEST(Family, FiveSightingsOfOneUnknownManDrawOneMan) {
  const auto family = members(R"(
    2024-01-05 schools family.unknown-adult child=ava | sex=m; relation=mother's partner
    2024-02-05 city-police family.unknown-adult child=ava | sex=m; relation=partner
    2024-02-05 city-police family.unknown-adult child=ava | sex=f
  )");
  ASSERT_EQ(family.size(), 2U);
  EXPECT_EQ(family[0].name, "Unknown adult male");
  EXPECT_EQ(family[0].relation, Relation::partner);
  EXPECT_EQ(family[0].since, Date::of(2024, 1, 5));
  EXPECT_FALSE(family[0].known);
  EXPECT_TRUE(family[0].person.empty());
  EXPECT_EQ(family[1].name, "Unknown adult female");
}

}  // namespace
}  // namespace roundel
