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

TEST(Blocking, MakesEachPairOnceHoweverManyRulesFindIt) {
  const auto model = test::model_from(test::family_model);
  const Table table = Table::of(test::records_of(test::make_families(60, 7)), *model, 1);
  for (const std::size_t shares : {1U, 3U}) {
    const BlockKeys keys = block_keys(table, *model, 2);
    std::set<std::pair<std::uint32_t, std::uint32_t>> made;
    std::size_t visits = 0;
    for (std::size_t share = 0; share < shares; ++share)
      for (std::size_t rule = 0; rule < model->rules.size(); ++rule)
        each_pair(keys, rule, share, shares, [&](std::uint32_t a, std::uint32_t b) {
          made.emplace(std::min(a, b), std::max(a, b));
          ++visits;
        });
    EXPECT_EQ(visits, made.size()) << "no pair twice";
    EXPECT_EQ(made, brute_force(table, *model));
  }
}

TEST(Blocking, ABlockAboveTheLimitIsSkippedAndHidesNoPairOfLaterRules) {
  Model model = *test::model_from(test::family_model);
  model.largest_block = 3;
  std::vector<test::Person> people;
  for (int i = 0; i < 5; ++i)  // five Ann Smiths born on one day, two of them at one postcode
    people.push_back(
        {.id = std::to_string(i), .values = {"gp", "ann", "smith", "2010-05-05", "", i < 2 ? "BD1 1AA" : "", ""}});
  const Table table = Table::of(test::records_of(people), model, 1);
  const BlockKeys keys = block_keys(table, model, 1);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> made;
  for (std::size_t rule = 0; rule < model.rules.size(); ++rule)
    each_pair(keys, rule, 0, 1, [&](std::uint32_t a, std::uint32_t b) { made.emplace_back(a, b); });
  EXPECT_EQ(made, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 1}}));
}

}  // namespace
}  // namespace roundel::identity
