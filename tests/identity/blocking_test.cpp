#include "identity/blocking.h"

#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/identity/families.h"

namespace roundel::identity {
namespace {

// Pairs that agree on all parts of some rule, by looking at every pair.
std::set<std::pair<std::uint32_t, std::uint32_t>> brute_force(const Table& table, const Model& model) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t a = 0; a < table.rows(); ++a)
    for (std::uint32_t b = a + 1; b < table.rows(); ++b)
      for (const BlockRule& rule : model.rules) {
        bool agree = true;
        for (const auto& [column, part] : rule) {
          const auto x = part_hash(table.dictionary(column).text(table.row(a)[column]), part);
          agree &= x != 0 && x == part_hash(table.dictionary(column).text(table.row(b)[column]), part);
        }
        if (agree) pairs.emplace(a, b);
      }
  return pairs;
}

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// Over all shares, in the order they come.
Pairs made_by(const CandidatePairs& candidates, std::size_t shares) {
  Pairs made;
  for (std::size_t share = 0; share < shares; ++share)
    candidates.each(share, shares, [&](std::span<const RowPair> pairs) {
      for (const RowPair& pair : pairs) made.emplace_back(pair.a, pair.b);
    });
  return made;
}

TEST(Blocking, MakesEachPairOnceHoweverManyRulesFindIt) {
  const auto model = test::model_from(test::family_model);
  const Table table = Table::of(test::records_of(test::make_families(60, 7)), *model, 1);
  const auto expected = brute_force(table, *model);
  for (const unsigned threads : {1U, 2U})
    for (const std::size_t shares : {1U, 3U})
      EXPECT_EQ(made_by(CandidatePairs::of(table, *model, threads), shares), Pairs(expected.begin(), expected.end()))
          << "each once, in order";
}

TEST(Blocking, RecordsFarApartInTheFileMeet) {
  const auto model = test::model_from(test::family_model);
  std::vector<test::Person> people;
  for (int i = 0; i < 20'000; ++i) {  // everybody is alone but every 5000th, who are one Ann Smith
    const bool ann = i % 5'000 == 0;
    people.push_back({.id = std::to_string(i),
                      .values = {"gp", ann ? "ann" : "x" + std::to_string(i), ann ? "smith" : "y" + std::to_string(i),
                                 ann ? "2010-05-05" : "", "", "", ""}});
  }
  const Table table = Table::of(test::records_of(people), *model, 2);
  EXPECT_EQ(made_by(CandidatePairs::of(table, *model, 2), 4),
            (Pairs{{0, 5'000}, {0, 10'000}, {0, 15'000}, {5'000, 10'000}, {5'000, 15'000}, {10'000, 15'000}}));
}

TEST(Blocking, ABlockAboveTheLimitIsSkippedAndHidesNoPairOfLaterRules) {
  Model model = *test::model_from(test::family_model);
  model.largest_block = 3;
  std::vector<test::Person> people;
  for (int i = 0; i < 5; ++i)  // five Ann Smiths born on one day, two of them at one postcode
    people.push_back(
        {.id = std::to_string(i), .values = {"gp", "ann", "smith", "2010-05-05", "", i < 2 ? "BD1 1AA" : "", ""}});
  const Table table = Table::of(test::records_of(people), model, 1);
  EXPECT_EQ(made_by(CandidatePairs::of(table, model, 1), 1), (Pairs{{0, 1}}));
}

}  // namespace
}  // namespace roundel::identity
