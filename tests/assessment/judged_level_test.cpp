#include "assessment/judged_level.h"

#include <gtest/gtest.h>

#include "tests/assessment/family_text.h"

namespace roundel {
namespace {

const Standards& england() {
  static const Standards loaded = load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt).value();
  return loaded;
}

// A child about whom agencies judge, one after the other.
class Judging {
 public:
  Judging() { known_.child = person_of_alone(child_); }

  EntryId by(const std::string& agency, const std::string& kind, std::vector<std::pair<std::string, Value>> values) {
    Entry entry;
    entry.id = EntryId("e" + std::to_string(known_.entries.size()));
    entry.kind = KindCode(kind);
    entry.agency = AgencyId(agency);
    entry.happened = Happened::on(Date::of(2024, 5, 1).plus_days(static_cast<int>(known_.entries.size())));
    entry.about = {{child_, RoleCode("child")}};
    entry.values = std::move(values);
    known_.entries.push_back(entry);
    return entry.id;
  }
  EntryId own(const std::string& agency, const std::string& level) {
    return by(agency, "judgement.level", {{"level", level}, {"reason", "seen so"}});
  }
  EntryId share(const std::string& agency, const std::string& level) {
    return by(agency, "judgement.shared", {{"level", level}, {"reason", "talked"}});
  }
  void sign(const std::string& agency, const EntryId& shared) {
    by(agency, "judgement.signed", {{"shared", shared.str()}});
  }
  JudgedLevels fold() const { return fold_judged_levels(known_, england()); }

 private:
  SourceId child_{"schools/1"};
  FamilyEntries known_;
};

TEST(JudgedLevels, KeepTheLastOfEachProfession) {
  Judging judging;
  judging.own("schools", "2");
  judging.own("health-visiting", "3");
  judging.own("schools", "4");
  const JudgedLevels judged = judging.fold();
  ASSERT_EQ(judged.own.size(), 2U);
  EXPECT_EQ(judged.own[0].level, LevelCode("4")) << "newest first";
  EXPECT_EQ(judged.of("health-visiting")->level, LevelCode("3"));
  EXPECT_EQ(judged.of("police"), nullptr);
}

TEST(JudgedLevels, AreSharedOnceASecondProfessionSigned) {
  Judging judging;
  judging.own("social-care", "3");
  judging.own("health-visiting", "3");
  const EntryId shared = judging.share("social-care", "3");
  EXPECT_FALSE(judging.fold().shared) << "who writes it signs alone";
  ASSERT_TRUE(judging.fold().proposed);
  judging.sign("social-care", shared);
  EXPECT_FALSE(judging.fold().shared) << "the same profession twice is one profession";
  judging.sign("health-visiting", shared);
  const JudgedLevels judged = judging.fold();
  ASSERT_TRUE(judged.shared);
  EXPECT_FALSE(judged.proposed);
  ASSERT_EQ(judged.shared->signatures.size(), 2U);
  EXPECT_EQ(judged.shared->signatures[0].profession, "social-care");
}

TEST(JudgedLevels, ANewProposalStandsBesideWhatWasSigned) {
  Judging judging;
  const EntryId first = judging.share("social-care", "3");
  judging.sign("health-visiting", first);
  judging.share("health-visiting", "2");
  const JudgedLevels judged = judging.fold();
  ASSERT_TRUE(judged.shared && judged.proposed);
  EXPECT_EQ(judged.shared->level, LevelCode("3"));
  EXPECT_EQ(judged.proposed->level, LevelCode("2"));
}

TEST(JudgedLevels, SayWhoJudgedAgainSinceItWasShared) {
  Judging judging;
  judging.own("health-visiting", "3");
  const EntryId shared = judging.share("social-care", "3");
  judging.sign("health-visiting", shared);
  EXPECT_TRUE(judging.fold().shared->judged_since.empty());
  judging.own("health-visiting", "4");
  EXPECT_EQ(judging.fold().shared->judged_since, std::vector<std::string>{"health-visiting"});
}

IndicatorCode of_domain(Domain domain, bool protective) {
  for (const Indicator& one : england().indicators)
    if (one.domain == domain && one.protective == protective) return one.code;
  return {};
}

TEST(JudgedLevels, KeepWhatTheyRestedOn) {
  const Assessment assessed{
      .findings = {{.indicator = of_domain(Domain::parenting, false),
                    .evidence = {EntryId("e1"), EntryId("e2")},
                    .agencies = {}},
                   {.indicator = of_domain(Domain::parenting, true), .evidence = {EntryId("e2")}, .agencies = {}}},
      .suggested = LevelCode("3"),
      .edition = "2026.1"};
  Judging judging;
  auto values = values_of(rested_on(assessed, england()));
  values.emplace_back("level", "2");
  judging.by("schools", "judgement.level", values);
  judging.own("police", "2");
  const JudgedLevels judged = judging.fold();
  const OwnLevel& kept = *judged.of("schools");
  EXPECT_EQ(kept.rested.edition, "2026.1");
  EXPECT_EQ(kept.rested.entries, (std::vector<EntryId>{EntryId("e1"), EntryId("e2")}));
  EXPECT_EQ(kept.rested.found, (FoundByDomain{.parenting = 1, .protective = 1}));
  EXPECT_EQ(kept.agrees(), std::optional(false)) << "it judged 2 where the findings suggested 3";
  EXPECT_EQ(judged.own[0].agrees(), std::nullopt) << "what it rested on was not kept";
}

}  // namespace
}  // namespace roundel
