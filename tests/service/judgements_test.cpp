// What stewards said, and what their pages tell of the engine.
#include "service/linkage/judgements.h"

#include <gtest/gtest.h>

#include "service/linkage/link_evidence.h"
#include "service/linkage/linkage_quality.h"

namespace roundel::service {
namespace {

Entry judged(const std::string& id, std::int64_t sequence, const std::string& a, const std::string& b,
             const std::string& choice, const std::string& undoes = "") {
  Entry entry;
  entry.id = EntryId(id);
  entry.sequence = sequence;
  entry.kind = KindCode("identity.judged");
  entry.about = {{SourceId(a), RoleCode("compared")}, {SourceId(b), RoleCode("compared")}};
  entry.values = {{"author", "Ines"}, {"choice", choice}, {"reason", "because"}};
  if (!undoes.empty()) entry.values.emplace_back("undoes", undoes);
  return entry;
}

TEST(Judgements, TheLastThatNobodyTookBackStands) {
  Judgements judgements;
  judgements.apply(judged("1", 0, "b/2", "a/1", "unsure"));
  judgements.apply(judged("2", 1, "a/1", "b/2", "same"));
  ASSERT_NE(judgements.standing(SourceId("a/1"), SourceId("b/2")), nullptr);
  EXPECT_EQ(judgements.standing(SourceId("b/2"), SourceId("a/1"))->choice, LinkChoice::same);
  judgements.apply(judged("3", 2, "a/1", "b/2", "undone", "2"));
  EXPECT_EQ(judgements.standing(SourceId("a/1"), SourceId("b/2"))->choice, LinkChoice::unsure);
  EXPECT_EQ(judgements.find(EntryId("2"))->undone_by, EntryId("3"));
  EXPECT_TRUE(judgements.pairs(LinkChoice::same).empty());
  EXPECT_EQ(judgements.all().size(), 2U);
}

TEST(Judgements, PartingTwoGroupsKeepsEveryPairAcrossApart) {
  Entry entry = judged("1", 0, "b/2", "a/1", "different");
  entry.about.push_back({SourceId("c/3"), RoleCode("with-first")});   // goes with b/2
  entry.about.push_back({SourceId("d/4"), RoleCode("with-second")});  // goes with a/1
  Judgements judgements;
  judgements.apply(entry);
  const auto apart = judgements.pairs(LinkChoice::different);
  EXPECT_EQ(std::set<SourcePair>(apart.begin(), apart.end()),
            (std::set<SourcePair>{{SourceId("a/1"), SourceId("b/2")},
                                  {SourceId("a/1"), SourceId("c/3")},
                                  {SourceId("b/2"), SourceId("d/4")},
                                  {SourceId("c/3"), SourceId("d/4")}}));
}

TEST(Evidence, IsReadBackAsItWasWritten) {
  const std::vector<LinkTerm> terms = {
      {.comparison = "Forename", .level = "jaro-winkler 0.9", .bits = 4.13, .frequency = -0.25},
      {.comparison = "Before any comparison", .level = "share of pairs that are one person", .bits = -11.5}};
  const std::string text = evidence_text(terms);
  EXPECT_EQ(text,
            "Forename: jaro-winkler 0.9 = 4.13 + -0.25; Before any comparison: share of pairs that are one person = "
            "-11.50 + 0.00");
  const auto back = read_evidence(text);
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[0].comparison, "Forename");
  EXPECT_EQ(back[0].level, "jaro-winkler 0.9");
  EXPECT_DOUBLE_EQ(back[0].frequency, -0.25);
  EXPECT_DOUBLE_EQ(back[1].bits, -11.5);
  EXPECT_TRUE(read_evidence("what people write; = ; : = 1 + x").empty());
}

TEST(QualityTable, WithholdsASmallCountAndTheNextThatWouldGiveItAway) {
  const std::vector<QualityCount> counts = {
      {"agency", "gp", "records", 900},     {"agency", "gp", "duplicates", 40},
      {"agency", "police", "records", 300}, {"agency", "police", "duplicates", 12},
      {"agency", "school", "records", 500}, {"agency", "school", "duplicates", 2}};
  const QualityTable table = quality_table("By agency", "Agency", counts, {{"gp", "General practice"}});
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.rows[0].group, "General practice");
  EXPECT_EQ(table.rows[0].duplicates, 40);
  EXPECT_EQ(table.rows[1].duplicates, std::nullopt) << "else 54 less 40 and 12 would tell";
  EXPECT_EQ(table.rows[2].duplicates, std::nullopt);
  EXPECT_EQ(table.rows[2].records, 500);
}

TEST(QualityTable, TellsNothingOfAGroupOfFour) {
  const std::vector<QualityCount> counts = {{"ethnicity", "White", "records", 4},
                                            {"ethnicity", "White", "links", 9},
                                            {"ethnicity", "White", "links-right", 9000},
                                            {"ethnicity", "White", "expected", 9000}};
  const QualityTable table = quality_table("", "", counts, {});
  EXPECT_EQ(table.rows.front().records, std::nullopt);
  EXPECT_EQ(table.rows.front().links, std::nullopt);
  EXPECT_EQ(table.rows.front().precision, std::nullopt);
}

TEST(QualityTable, EstimatesFromTheProbabilities) {
  const std::vector<QualityCount> counts = {{"all", "", "records", 100},
                                            {"all", "", "links", 50},
                                            {"all", "", "links-right", 49'000},
                                            {"all", "", "expected", 56'000}};
  const QualityRow row = quality_table("", "", counts, {}).rows.front();
  EXPECT_DOUBLE_EQ(*row.precision, 0.98);
  EXPECT_DOUBLE_EQ(*row.recall, 0.875);
}

}  // namespace
}  // namespace roundel::service
