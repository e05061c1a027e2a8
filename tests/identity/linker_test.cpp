#include <random>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "identity/linkage.h"
#include "tests/identity/families.h"

namespace roundel::identity {
namespace {

using test::Person;

// Learns from half of the town and adds the other half, one by one. Tolerance: at most 2 % of the pairs that either
// way joins are joined one way only; the later records may rightly tell what the earlier could not.
TEST(Linker, OneByOneGivesTheClustersOfABatch) {
  const auto model = test::model_from(test::family_model);
  const auto people = test::make_families(150, 21);
  const auto batch = dedupe(test::records_of(people), *model, 2, {});
  ASSERT_TRUE(batch);
  const std::vector<Person> first(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(people.size() / 2));
  const auto start = dedupe(test::records_of(first), *model, 2, {});
  ASSERT_TRUE(start);
  auto linker = Linker::learn(test::records_of(first), start->of, model, 2);
  ASSERT_TRUE(linker);
  std::vector<std::uint32_t> of = start->of;
  for (std::size_t i = first.size(); i < people.size(); ++i)
    of.push_back(linker->add(people[i].id, people[i].values).cluster);
  double either = 0, one = 0;
  for (std::size_t i = 0; i < people.size(); ++i)
    for (std::size_t j = i + 1; j < people.size(); ++j) {
      const bool a = batch->of[i] == batch->of[j];
      const bool b = of[i] == of[j];
      either += a || b ? 1 : 0;
      one += a != b ? 1 : 0;
    }
  EXPECT_LE(one / either, 0.02);
  EXPECT_GT(test::quality(people, of).precision, 0.99);
}

// How far what the Linker decided is from a full run by the same parameters, as shares of pairs.
struct Apart {
  double knowing = 1;  // from one that knows where the records stand, as the program's own runs do
  double fresh = 1;    // from one that knows nothing
};

// Records of 60 families come one by one in any order, some with wrong details that are put right later.
Apart apart_from_a_full_run(unsigned seed) {
  const auto model = test::model_from(test::family_model);
  auto people = test::make_families(60, seed);
  std::mt19937 random(seed + 7);
  std::shuffle(people.begin(), people.end(), random);
  const std::size_t half = people.size() / 2;
  auto linker = Linker::learn(test::records_of({people.begin(), people.begin() + static_cast<std::ptrdiff_t>(half)}),
                              Given{}, model, 1);
  if (!linker) return {};
  std::vector<std::uint32_t> wrong;
  for (std::size_t i = half; i < people.size(); ++i) {
    auto values = people[i].values;
    if (random() % 4 == 0) {
      values = people[random() % people.size()].values;
      wrong.push_back(static_cast<std::uint32_t>(i));
    }
    linker->add(people[i].id, values);
  }
  for (const std::uint32_t row : wrong) linker->change(row, people[row].values);
  std::vector<std::uint32_t> of;
  for (std::uint32_t row = 0; row < people.size(); ++row) of.push_back(linker->cluster_of(row));
  const auto records = test::records_of(people);
  const auto knowing = dedupe(records, *model, {.rulings = {}, .before = of, .learned = linker->learned()}, 1, {});
  const auto fresh = dedupe(records, *model, {.rulings = {}, .before = {}, .learned = linker->learned()}, 1, {});
  if (!knowing || !fresh) return {};
  return {.knowing = test::share_apart(of, knowing->of), .fresh = test::share_apart(of, fresh->of)};
}

// In 3,000 districts a full run that knew where the records stood moved none of them in 2,999, and in the last 0.6 % of
// the pairs: early pairs had been weighed by the frequencies of their day. One that knew nothing differed in 17, by up
// to 1.9 %: records that fit two persons alike (a police record of a surname neither has) stay where they were first
// put.
RC_GTEST_PROP(Linker, AddedAndChangedRecordsStandNearlyAsInAFullRun, (unsigned seed)) {
  const Apart apart = apart_from_a_full_run(seed);
  RC_ASSERT(apart.knowing <= 0.015);
  RC_ASSERT(apart.fresh <= 0.05);
}

TEST(Linker, AddedAndChangedRecordsOfManyDistrictsStandAsInAFullRunButForOnePairInTwoThousand) {
  constexpr unsigned districts = 100;
  Apart sum{.knowing = 0, .fresh = 0};
  for (unsigned seed = 0; seed < districts; ++seed) {
    const Apart apart = apart_from_a_full_run(seed);
    sum.knowing += apart.knowing;
    sum.fresh += apart.fresh;
  }
  EXPECT_LE(sum.knowing / districts, 0.0001);
  EXPECT_LE(sum.fresh / districts, 0.0005);
}

TEST(Linker, AChangedRecordLeavesWhomItNoLongerIs) {
  const auto model = test::model_from(test::family_model);
  const auto people = test::make_families(80, 2);
  auto linker = Linker::learn(test::records_of(people), Given{}, model, 1);
  ASSERT_TRUE(linker);
  const std::uint32_t before = linker->cluster_of(1);
  ASSERT_EQ(linker->cluster_of(0), before);
  const auto decision =
      linker->change(1, {"school", "peregrine", "fotheringay", "2012-02-01", "1 far lane", "ZE1 0AA", ""});
  EXPECT_FALSE(decision.joined);
  EXPECT_NE(linker->cluster_of(1), linker->cluster_of(0));
  const auto back = linker->change(1, people[1].values);
  EXPECT_TRUE(back.joined);
  EXPECT_EQ(linker->cluster_of(1), linker->cluster_of(0));
}

TEST(Linker, ExplainsAJoinAndKeepsNothingOfALookUp) {
  const auto model = test::model_from(test::family_model);
  const auto people = test::make_families(80, 2);
  const auto start = dedupe(test::records_of(people), *model, 1, {});
  auto linker = Linker::learn(test::records_of(people), start->of, model, 1);
  ASSERT_TRUE(linker);
  EXPECT_EQ(linker->columns(), test::fields);
  auto values = people[0].values;
  values[0] = "hospital";  // an agency that has no record of this person yet
  const auto known = linker->look_up(values);
  EXPECT_TRUE(known.joined);
  EXPECT_EQ(known.cluster, start->of[0]);
  EXPECT_GT(known.probability, 0.99);
  ASSERT_FALSE(known.terms.empty());
  EXPECT_EQ(known.terms[0].comparison, "Forename");
  EXPECT_EQ(known.terms[0].level, "exact");
  EXPECT_GT(known.terms[0].bits, 0);
  const std::vector<std::string> stranger = {"school",  "peregrine", "fotheringay", "2012-02-01", "1 far lane",
                                             "ZE1 0AA", ""};
  const auto unknown = linker->look_up(stranger);
  EXPECT_FALSE(unknown.joined);
  const auto added = linker->add("new", stranger);
  EXPECT_FALSE(added.joined);
  EXPECT_EQ(added.cluster, unknown.cluster) << "a look-up took no number";
  const auto again = linker->add("new-2", stranger);
  EXPECT_TRUE(again.joined);
  EXPECT_EQ(again.cluster, added.cluster);
  EXPECT_EQ(again.match, people.size());
}

TEST(Linker, ANewRecordWithAnotherNhsNumberDoesNotJoin) {
  const auto model = test::model_from(test::family_model);
  const auto people = test::make_families(80, 2);
  const auto start = dedupe(test::records_of(people), *model, 1, {});
  auto linker = Linker::learn(test::records_of(people), start->of, model, 1);
  auto values = people[0].values;
  ASSERT_FALSE(values[6].empty());
  values[6] = test::nhs_number(999'999);
  EXPECT_FALSE(linker->look_up(values).joined);
}

TEST(Linker, WantsAClusterForEachRecord) {
  EXPECT_FALSE(Linker::learn(test::records_of(test::make_families(2, 1)), std::vector<std::uint32_t>{},
                             test::model_from(test::family_model), 1));
}

}  // namespace
}  // namespace roundel::identity
