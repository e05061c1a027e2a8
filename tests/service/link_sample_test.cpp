// How many links are right, by links that chance drew.
#include "service/linkage/link_sample.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

Entry as_recorded(const NewEntry& entry) {
  static std::int64_t sequence = 0;
  Entry out;
  out.id = EntryId("e" + entry.key);
  out.area = entry.area;
  out.kind = entry.kind;
  out.agency = entry.agency;
  out.about = entry.about;
  out.values = entry.values;
  out.sequence = sequence++;
  return out;
}

// `persons` persons of three records each.
SourceRecords records_of(int persons) {
  SourceRecords records;
  for (int i = 0; i < persons; ++i) {
    std::vector<About> together;
    for (const char* agency : {"gp", "police", "schools"}) {
      const std::string source = std::string(agency) + "/" + std::to_string(i);
      records.add(as_recorded(entry(source, "identity.details", agency, "2024-01-05", {about(source, "child")},
                                    {{"forename", std::string("Ella")}})));
      together.push_back(about(source, "same-person"));
    }
    records.add(as_recorded(entry("l" + std::to_string(i), "identity.link", "roundel", "2024-01-05", together,
                                  {{"person", "p" + std::to_string(i)}})));
  }
  return records;
}

void judge(SourceRecords& records, const std::string& a, const std::string& b, const std::string& choice, bool together,
           std::vector<About> others = {}) {
  std::vector<About> all = {about(a, "compared"), about(b, "compared")};
  all.insert(all.end(), others.begin(), others.end());
  records.add(as_recorded(entry(
      "j" + a + b, "identity.judged", "roundel", "2024-02-01", all,
      {{"author", std::string("Ines")}, {"choice", choice}, {"reason", std::string("r")}, {"together", together}})));
}
void link(SourceRecords& records, const std::string& key, const std::vector<std::string>& sources,
          const std::string& person) {
  std::vector<About> all;
  for (const std::string& source : sources) all.push_back(about(source, "same-person"));
  records.add(as_recorded(entry(key, "identity.link", "roundel", "2024-02-01", all, {{"person", person}})));
}

bool drawn(const std::vector<SourcePair>& links, const std::string& a, const std::string& b) {
  return std::find(links.begin(), links.end(), pair_of(SourceId(a), SourceId(b))) != links.end();
}

TEST(LinkSample, DrawsEachLinkOnceAndNoOtherPair) {
  const SourceRecords records = records_of(10);
  const auto all = draw_links(records, {.area = "E08000032", .number = 1, .links = 1000});
  EXPECT_EQ(all.size(), 30U);
  EXPECT_EQ(std::set<SourcePair>(all.begin(), all.end()).size(), 30U);
  for (const auto& [a, b] : all) {
    EXPECT_LT(a, b);
    EXPECT_EQ(records.members().person_of(a), records.members().person_of(b));
  }
}

TEST(LinkSample, FewerAreTheFirstOfMoreAndNewRecordsLeaveTheirOrder) {
  const auto all = draw_links(records_of(40), {.area = "E08000032", .number = 1, .links = 1000});
  const auto few = draw_links(records_of(40), {.area = "E08000032", .number = 1, .links = 15});
  ASSERT_EQ(few.size(), 15U);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), all.begin()));
  std::vector<SourcePair> earlier = draw_links(records_of(30), {.area = "E08000032", .number = 1, .links = 1000});
  std::vector<SourcePair> kept;
  for (const SourcePair& pair : all)
    if (std::find(earlier.begin(), earlier.end(), pair) != earlier.end()) kept.push_back(pair);
  EXPECT_EQ(kept, earlier);
}

TEST(LinkSample, AnotherNumberOrAreaDrawsOthers) {
  const SourceRecords records = records_of(40);
  const auto one = draw_links(records, {.area = "E08000032", .number = 1, .links = 20});
  EXPECT_EQ(one, draw_links(records, {.area = "E08000032", .number = 1, .links = 20}));
  EXPECT_NE(one, draw_links(records, {.area = "E08000032", .number = 2, .links = 20}));
  EXPECT_NE(one, draw_links(records, {.area = "E09000029", .number = 1, .links = 20}));
}

TEST(LinkSample, EveryLinkIsDrawnAboutAsOften) {
  const SourceRecords records = records_of(20);  // 60 links
  std::map<SourcePair, int> times;
  for (int number = 1; number <= 600; ++number)
    for (const SourcePair& pair : draw_links(records, {.area = "E08000032", .number = number, .links = 10}))
      ++times[pair];
  ASSERT_EQ(times.size(), 60U);
  for (const auto& [pair, count] : times) {
    EXPECT_GT(count, 60) << "of 100 expected";
    EXPECT_LT(count, 140);
  }
}

TEST(LinkSample, WhatAStewardPartedWasALinkAndWhatAStewardJoinedWasNone) {
  SourceRecords records = records_of(2);
  judge(records, "gp/0", "police/0", "different", true, {about("schools/0", "with-second")});
  link(records, "parted-a", {"gp/0"}, "pa");
  link(records, "parted-b", {"police/0", "schools/0"}, "pb");
  judge(records, "gp/0", "gp/1", "same", false);
  link(records, "joined", {"gp/0", "gp/1", "police/1", "schools/1"}, "p1");
  const auto links = draw_links(records, {.area = "E08000032", .number = 1, .links = 1000});
  EXPECT_TRUE(drawn(links, "gp/0", "police/0"));
  EXPECT_TRUE(drawn(links, "gp/0", "schools/0")) << "parted with it";
  EXPECT_TRUE(drawn(links, "police/0", "schools/0"));
  EXPECT_FALSE(drawn(links, "gp/0", "gp/1"));
}

TEST(LinkSample, TheIntervalIsWilsons) {
  const ShareInterval all_right = wilson_interval(200, 200);
  EXPECT_NEAR(all_right.from, 0.9812, 5e-5);
  EXPECT_DOUBLE_EQ(all_right.to, 1);
  const ShareInterval some = wilson_interval(81, 263);  // Newcombe 1998, method 3
  EXPECT_NEAR(some.from, 0.2553, 5e-5);
  EXPECT_NEAR(some.to, 0.3662, 5e-5);
  EXPECT_DOUBLE_EQ(wilson_interval(0, 0).from, 0);
  EXPECT_DOUBLE_EQ(wilson_interval(0, 0).to, 1);
}

std::vector<DrawnLink> judged(int count, LinkChoice choice, const std::string& agency) {
  return std::vector<DrawnLink>(static_cast<std::size_t>(count), {.agencies = {agency}, .judged = choice});
}
std::vector<DrawnLink> together(std::initializer_list<std::vector<DrawnLink>> parts) {
  std::vector<DrawnLink> out;
  for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

TEST(SampledPrecision, IsNotToldUntilEnoughAreJudged) {
  std::vector<DrawnLink> links = judged(49, LinkChoice::same, "gp");
  links.resize(100);
  const SampledPrecision few = sampled_precision(links, 50);
  EXPECT_EQ(few.drawn, 100);
  EXPECT_EQ(few.judged, 49);
  EXPECT_EQ(few.share, std::nullopt);
  EXPECT_TRUE(few.agencies.empty());
  links[49].judged = LinkChoice::different;
  const SampledPrecision enough = sampled_precision(links, 50);
  ASSERT_TRUE(enough.share && enough.interval);
  EXPECT_DOUBLE_EQ(*enough.share, 0.98);
  EXPECT_LT(enough.interval->from, 0.98);
  EXPECT_GT(enough.interval->to, 0.98);
}

TEST(SampledPrecision, WhatWasJudgedOutOfTurnWaits) {
  std::vector<DrawnLink> links = judged(60, LinkChoice::same, "gp");
  links.resize(70);
  for (DrawnLink& doubtful : links)
    if (!doubtful.judged) doubtful.judged = LinkChoice::different;
  links[55].judged.reset();
  const SampledPrecision found = sampled_precision(links, 50);
  EXPECT_EQ(found.judged, 55);
  EXPECT_EQ(found.wrong, 0) << "the doubtful ones were judged for another reason than their turn";
}

TEST(SampledPrecision, WhatNobodyCanTellIsCountedApart) {
  const SampledPrecision found =
      sampled_precision(together({judged(40, LinkChoice::same, "gp"), judged(10, LinkChoice::unsure, "gp")}), 50);
  EXPECT_EQ(found.judged, 50);
  EXPECT_EQ(found.unsure, 10);
  EXPECT_DOUBLE_EQ(*found.share, 1);
}

TEST(SampledPrecision, AnAgencyOfFewTellsNothing) {
  const SampledPrecision found =
      sampled_precision(together({judged(19, LinkChoice::same, "police"), judged(20, LinkChoice::same, "schools"),
                                  judged(11, LinkChoice::different, "gp")}),
                        50);
  ASSERT_EQ(found.agencies.size(), 3U);
  EXPECT_EQ(found.agencies[0].agency, "gp");
  EXPECT_FALSE(found.agencies[0].interval);
  EXPECT_FALSE(found.agencies[1].interval) << "19 of police";
  EXPECT_TRUE(found.agencies[2].interval) << "20 of schools";
}

TEST(SampledPrecision, WhereAllLinksAreFewerTheyAreJudgedAll) {
  EXPECT_TRUE(sampled_precision(judged(7, LinkChoice::same, "gp"), 50).share);
  EXPECT_FALSE(sampled_precision({}, 50).share);
}

}  // namespace
}  // namespace roundel::service
