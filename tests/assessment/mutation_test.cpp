// Every operator of the language matters: a rule in which one of them is changed a little is told from the right rule
// by some family, made at random around it. An operator that no family could tell would be one that the program
// ignores.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "core/document.h"
#include "tests/assessment/any_district.h"

namespace roundel {
namespace {

using testing::AnyDistrict;

const Vocabulary& words() {
  static const Vocabulary loaded =
      load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt).value().vocabulary;
  return loaded;
}

struct Mutant {
  const char* what;
  const char* right;
  const char* wrong;
};

const Mutant mutants[] = {
    {"one more", "at least 2 concern.raised about child within 6 months",
     "at least 3 concern.raised about child within 6 months"},
    {"one fewer", "at least 2 concern.raised about child within 6 months",
     "at least 1 concern.raised about child within 6 months"},
    {"a longer window", "at least 1 concern.raised about child within 30 days",
     "at least 1 concern.raised about child within 31 days"},
    {"a shorter window", "at least 1 concern.raised about child within 30 days",
     "at least 1 concern.raised about child within 29 days"},
    {"no window", "at least 1 concern.raised about child within 12 months",
     "at least 1 concern.raised about child ever"},
    {"days for weeks", "at least 1 concern.raised about child within 9 weeks",
     "at least 1 concern.raised about child within 9 days"},
    {"agencies for entries", "at least 2 agencies with concern.raised about child within 6 months",
     "at least 2 concern.raised about child within 6 months"},
    {"a kind left out", "at least 1 concern.raised or gp.not-brought about child within 2 months",
     "at least 1 concern.raised about child within 2 months"},
    {"a group for a kind", "at least 1 any not-brought about child within 2 months",
     "at least 1 gp.not-brought about child within 2 months"},
    {"a test left out", "at least 1 school.attendance with percent under 50 about child within 2 months",
     "at least 1 school.attendance about child within 2 months"},
    {"the limit itself", "at least 1 school.attendance with percent under 50 about child within 2 years",
     "at least 1 school.attendance with percent under 51 about child within 2 years"},
    {"under for or more", "at least 1 school.attendance with percent under 50 about child within 2 months",
     "at least 1 school.attendance with percent 50 or more about child within 2 months"},
    {"another code", "at least 1 police.domestic-abuse with grade is high about child within 2 years",
     "at least 1 police.domestic-abuse with grade is medium about child within 2 years"},
    {"a code left out", "at least 1 police.domestic-abuse with grade is high or medium about child within 2 years",
     "at least 1 police.domestic-abuse with grade is high about child within 2 years"},
    {"yes for no", "at least 1 police.domestic-abuse with child-present is yes about child within 2 months",
     "at least 1 police.domestic-abuse with child-present is no about child within 2 months"},
    {"lasting longer", "at least 1 any worry lasting 10 days or more about family within 2 years",
     "at least 1 any worry lasting 11 days or more about family within 2 years"},
    {"lasting left out", "at least 1 concern.raised lasting 5 days or more about child within 2 years",
     "at least 1 concern.raised about child within 2 years"},
    {"mother for child", "at least 1 concern.raised about mother within 6 months",
     "at least 1 concern.raised about child within 6 months"},
    {"father for mother", "at least 1 concern.raised about mother within 6 months",
     "at least 1 concern.raised about father within 6 months"},
    {"partner for ex-partner", "at least 1 concern.raised about ex-partner within 12 months",
     "at least 1 concern.raised about partner within 12 months"},
    {"parent for adult", "at least 1 concern.raised about adult within 6 months",
     "at least 1 concern.raised about parent within 6 months"},
    {"household for family", "at least 1 concern.raised about family within 6 months",
     "at least 1 concern.raised about household within 6 months"},
    {"household for household at the time", "at least 1 concern.raised about household at the time within 12 months",
     "at least 1 concern.raised about household within 12 months"},
    {"child for household at the time", "at least 1 concern.raised about household at the time within 12 months",
     "at least 1 concern.raised about child within 12 months"},
    {"sibling for child", "at least 1 concern.raised about sibling within 6 months",
     "at least 1 concern.raised about child within 6 months"},
    {"resident left out", "at least 1 concern.raised about resident father within 12 months",
     "at least 1 concern.raised about father within 12 months"},
    {"non-resident for resident", "at least 1 concern.raised about resident father within 12 months",
     "at least 1 concern.raised about non-resident father within 12 months"},
    {"when left out", "at least 1 concern.raised about child when child under 6 years within 2 years",
     "at least 1 concern.raised about child within 2 years"},
    {"when for while", "at least 1 concern.raised about child when child under 6 years within 2 years",
     "at least 1 concern.raised about child within 2 years while child under 6 years"},
    {"when turned", "at least 1 concern.raised about child when child under 6 years within 2 years",
     "at least 1 concern.raised about child when child aged 6 years or more within 2 years"},
    {"when unborn", "at least 1 concern.raised about child when child unborn within 2 years",
     "at least 1 concern.raised about child when child under 1 month within 2 years"},
    {"until left out", "at least 1 concern.raised about child until social-care.case-closed within 12 months",
     "at least 1 concern.raised about child within 12 months"},
    {"until another", "at least 1 concern.raised about child until social-care.case-closed within 12 months",
     "at least 1 concern.raised about child until gp.not-brought within 12 months"},
    {"a sequence turned round",
     "first social-care.case-closed about child then concern.raised about child within 6 months ever",
     "first concern.raised about child then social-care.case-closed about child within 6 months ever"},
    {"a sequence without its order",
     "first social-care.case-closed about child then concern.raised about child within 6 months ever",
     "at least 1 social-care.case-closed about child ever and at least 1 concern.raised about child ever"},
    {"a longer time between",
     "first social-care.case-closed about child then concern.raised about child within 20 days ever",
     "first social-care.case-closed about child then concern.raised about child within 24 days ever"},
    {"all within left out",
     "first social-care.case-closed about child then concern.raised about child within 3 months all within 6 months",
     "first social-care.case-closed about child then concern.raised about child within 3 months ever"},
    {"a later entry about another",
     "first social-care.case-closed about child then concern.raised about mother within 6 months ever",
     "first social-care.case-closed about child then concern.raised about child within 6 months ever"},
    {"more by one", "at least 1 more concern.raised about child within 3 months than before",
     "at least 2 more concern.raised about child within 3 months than before"},
    {"more without before", "at least 1 more concern.raised about child within 3 months than before",
     "at least 1 concern.raised about child within 3 months"},
    {"more over another time", "at least 1 more concern.raised about child within 3 months than before",
     "at least 1 more concern.raised about child within 4 months than before"},
    {"rising for falling", "falling school.attendance percent by 20 or more within 12 months",
     "rising school.attendance percent by 20 or more within 12 months"},
    {"falling further", "falling school.attendance percent by 20 or more within 12 months",
     "falling school.attendance percent by 30 or more within 12 months"},
    {"a trend over a shorter time", "falling school.attendance percent by 20 or more within 12 months",
     "falling school.attendance percent by 20 or more within 6 months"},
    {"another value", "falling school.attendance percent by 20 or more within 12 months",
     "falling school.attendance unauthorised-percent by 20 or more within 12 months"},
    {"open for longer", "at least 60 days since social-care.case-closed without concern.raised about child",
     "at least 90 days since social-care.case-closed without concern.raised about child"},
    {"open without its end", "at least 60 days since social-care.case-closed without concern.raised about child",
     "at least 60 days since social-care.case-closed without gp.not-brought about child"},
    {"a count for an absence", "no concern.raised about child since 3 months",
     "at least 1 concern.raised about child within 3 months"},
    {"a longer absence", "no concern.raised about child since 60 days", "no concern.raised about child since 90 days"},
    {"an absence for ever", "no concern.raised about child since 3 months", "no concern.raised about child ever"},
    {"has for has no", "child has father", "child has no father"},
    {"has resident", "child has resident father", "child has father"},
    {"has non-resident", "child has non-resident father", "child has resident father"},
    {"under an older age", "at least 1 any worry about family ever while child under 8 years",
     "at least 1 any worry about family ever while child under 9 years"},
    {"or more for under", "at least 1 any worry about family ever while child under 8 years",
     "at least 1 any worry about family ever while child aged 8 years or more"},
    {"unborn for young", "at least 1 any worry about family ever while child unborn",
     "at least 1 any worry about family ever while child under 1 year"},
    {"the age of another", "at least 1 any worry about family ever while mother under 25 years",
     "at least 1 any worry about family ever while child under 25 years"},
    {"a while left out", "at least 1 any worry about family ever while child under 8 years",
     "at least 1 any worry about family ever"},
    {"and left out",
     "at least 1 concern.raised about child within 6 months and at least 1 gp.not-brought about child within 6 months",
     "at least 1 concern.raised about child within 6 months"},
    {"unless left out",
     "at least 1 concern.raised about child within 6 months unless at least 1 social-care.case-closed about child "
     "within 6 months",
     "at least 1 concern.raised about child within 6 months"},
    {"unless turned to and",
     "at least 1 concern.raised about child within 6 months unless at least 1 social-care.case-closed about child "
     "within 6 months",
     "at least 1 concern.raised about child within 6 months and at least 1 social-care.case-closed about child within "
     "6 months"},
    {"a longer window in months", "at least 1 concern.raised about child within 3 months",
     "at least 1 concern.raised about child within 4 months"},
    {"weeks for months", "at least 1 concern.raised about child within 2 months",
     "at least 1 concern.raised about child within 2 weeks"},
    {"months for years", "at least 1 concern.raised about child within 2 years",
     "at least 1 concern.raised about child within 2 months"},
    {"one week for one day", "at least 1 concern.raised about child within 1 day",
     "at least 1 concern.raised about child within 1 week"},
    {"one month for one year", "at least 1 concern.raised about child within 1 year",
     "at least 1 concern.raised about child within 1 month"},
    {"another kind", "at least 1 concern.raised about child within 2 months",
     "at least 1 gp.not-brought about child within 2 months"},
    {"nobody named is the child", "at least 1 concern.raised within 2 months",
     "at least 1 concern.raised about family within 2 months"},
    {"an agency more", "at least 2 agencies with concern.raised about child within 6 months",
     "at least 3 agencies with concern.raised about child within 6 months"},
    {"agencies over a longer time", "at least 2 agencies with concern.raised about child within 60 days",
     "at least 2 agencies with concern.raised about child within 64 days"},
    {"agencies about another", "at least 2 agencies with concern.raised about family within 6 months",
     "at least 2 agencies with concern.raised about child within 6 months"},
    {"agencies with an age left out",
     "at least 2 agencies with concern.raised about child when child under 6 years within 2 years",
     "at least 2 agencies with concern.raised about child within 2 years"},
    {"agencies without their end",
     "at least 2 agencies with concern.raised about child until social-care.case-closed within 12 months",
     "at least 2 agencies with concern.raised about child within 12 months"},
    {"agencies of another kind",
     "at least 2 agencies with concern.raised or gp.not-brought about child within 6 months",
     "at least 2 agencies with concern.raised about child within 6 months"},
    {"the limit itself of or more", "at least 1 school.attendance with percent 50 or more about child within 2 years",
     "at least 1 school.attendance with percent 51 or more about child within 2 years"},
    {"a test of a code left out", "at least 1 police.domestic-abuse with grade is high about child within 2 months",
     "at least 1 police.domestic-abuse about child within 2 months"},
    {"a test of another value", "at least 1 school.attendance with percent under 50 about child within 2 months",
     "at least 1 school.attendance with unauthorised-percent under 50 about child within 2 months"},
    {"a group lasting", "at least 1 any worry lasting 10 days or more about family within 2 years",
     "at least 1 any worry about family within 2 years"},
    {"father for parent", "at least 1 concern.raised about parent within 6 months",
     "at least 1 concern.raised about father within 6 months"},
    {"partner for father", "at least 1 concern.raised about father within 12 months",
     "at least 1 concern.raised about partner within 12 months"},
    {"family for adult", "at least 1 concern.raised about adult within 6 months",
     "at least 1 concern.raised about family within 6 months"},
    {"partner for adult", "at least 1 concern.raised about adult within 6 months",
     "at least 1 concern.raised about partner within 6 months"},
    {"an older age at the time", "at least 1 concern.raised about child when child under 6 years within 2 years",
     "at least 1 concern.raised about child when child under 7 years within 2 years"},
    {"a younger age at the time",
     "at least 1 concern.raised about child when child aged 6 years or more within 2 years",
     "at least 1 concern.raised about child when child aged 5 years or more within 2 years"},
    {"until one of two",
     "at least 1 concern.raised about child until social-care.case-closed or gp.not-brought within "
     "12 months",
     "at least 1 concern.raised about child until social-care.case-closed within 12 months"},
    {"a sequence from another kind",
     "first social-care.case-closed or gp.not-brought about child then concern.raised about child within 6 months ever",
     "first social-care.case-closed about child then concern.raised about child within 6 months ever"},
    {"a sequence to another kind",
     "first social-care.case-closed about child then concern.raised or gp.not-brought about child within 6 months ever",
     "first social-care.case-closed about child then concern.raised about child within 6 months ever"},
    {"an earlier entry about another",
     "first social-care.case-closed about mother then concern.raised about child within 6 months ever",
     "first social-care.case-closed about child then concern.raised about child within 6 months ever"},
    {"all within a longer time",
     "first social-care.case-closed about child then concern.raised about child within 3 months all within 6 months",
     "first social-care.case-closed about child then concern.raised about child within 3 months all within 7 months"},
    {"more about another", "at least 1 more concern.raised about family within 3 months than before",
     "at least 1 more concern.raised about child within 3 months than before"},
    {"more of another kind", "at least 1 more concern.raised or gp.not-brought about child within 3 months than before",
     "at least 1 more concern.raised about child within 3 months than before"},
    {"rising further", "rising school.attendance percent by 20 or more within 12 months",
     "rising school.attendance percent by 21 or more within 12 months"},
    {"a trend of another kind", "falling school.attendance percent by 20 or more within 12 months",
     "falling nursery.attendance percent by 20 or more within 12 months"},
    {"a count for a trend", "falling school.attendance percent by 20 or more within 12 months",
     "at least 1 school.attendance about child within 12 months"},
    {"open about another", "at least 60 days since social-care.case-closed without concern.raised about family",
     "at least 60 days since social-care.case-closed without concern.raised about child"},
    {"open since another",
     "at least 60 days since social-care.case-closed or gp.not-brought without concern.raised about child",
     "at least 60 days since social-care.case-closed without concern.raised about child"},
    {"open with one end fewer",
     "at least 60 days since social-care.case-closed without concern.raised or gp.not-brought about child",
     "at least 60 days since social-care.case-closed without concern.raised about child"},
    {"a count for what is open", "at least 60 days since social-care.case-closed without concern.raised about child",
     "at least 1 social-care.case-closed about child ever"},
    {"an absence of another kind", "no concern.raised or gp.not-brought about child since 3 months",
     "no concern.raised about child since 3 months"},
    {"an absence of another", "no concern.raised about family since 3 months",
     "no concern.raised about child since 3 months"},
    {"mother for father of whom the child has", "child has father", "child has mother"},
    {"sibling for parent of whom the child has", "child has sibling", "child has parent"},
    {"a count for whom the child has", "child has father", "at least 1 any worry about father ever"},
    {"an older age or more", "at least 1 any worry about family ever while child aged 8 years or more",
     "at least 1 any worry about family ever while child aged 9 years or more"},
    {"an unborn sibling", "at least 1 any worry about family ever while sibling unborn",
     "at least 1 any worry about family ever while sibling under 1 year"},
    {"the age of a resident one", "at least 1 any worry about family ever while resident mother under 25 years",
     "at least 1 any worry about family ever while mother under 25 years"},
    {"one of two ages left out",
     "at least 1 any worry about family ever while child under 8 years and child aged 4 years or more",
     "at least 1 any worry about family ever while child under 8 years"},
    {"or unless left out",
     "at least 1 concern.raised about child within 6 months unless at least 1 social-care.case-closed about child "
     "within 6 months or unless at least 1 gp.not-brought about child within 6 months",
     "at least 1 concern.raised about child within 6 months unless at least 1 social-care.case-closed about child "
     "within 6 months"},
    {"unless turned to or unless",
     "at least 1 concern.raised about child within 6 months unless at least 1 social-care.case-closed about child "
     "within 6 months",
     "at least 1 concern.raised about child within 6 months unless at least 1 gp.not-brought about child within 6 "
     "months or unless at least 1 social-care.case-closed about child within 6 months"},
};

// Whether each of two rules holds for the child of a family.
std::pair<bool, bool> hold(const Rule& right, const Rule& wrong, const FamilyEntries& known) {
  Columns columns{Rulebook({&right, &wrong}, words())};
  for (const Entry& entry : known.entries) columns.add(entry);
  columns.finish(known.members);
  const auto child = columns.find(known.child);
  if (!child) return {};
  Evaluation evaluation(columns, known.on);
  evaluation.look_at(*child);
  return {evaluation.holds(0), evaluation.holds(1)};
}

class Mutation : public ::testing::TestWithParam<Mutant> {};

TEST_P(Mutation, IsToldByAFamily) {
  const Rule right = parse_rule(GetParam().right, words()).value();
  const auto read = parse_rule(GetParam().wrong, words());
  ASSERT_TRUE(read) << read.error().text();
  const Rule& wrong = *read;
  const std::vector<std::string> busy = {"concern.raised", "social-care.case-closed", "gp.not-brought",
                                         "school.attendance", "police.domestic-abuse"};
  constexpr int most = 4000;
  int family = 0;
  for (bool told = false; !told && family < most; ++family) {
    const auto made = rc::gen::exec([&] { return AnyDistrict(words(), busy, 1, 30); });
    const AnyDistrict district = made(rc::Random(static_cast<std::uint64_t>(family)), 100).value();
    const auto known = as_known(district.entries(), View{}, [](const Entry&, const AgencyId&) { return true; });
    for (int day = 0; !told && day < 4; ++day) {
      FamilyEntries one = AnyDistrict::house_of(known, 0, "child");
      one.on = testing::today.plus_days(-40 * day);
      const auto [a, b] = hold(right, wrong, one);
      told = a != b;
    }
  }
  EXPECT_LT(family, most) << GetParam().what << ": no family tells\n  " << GetParam().right << "\n  "
                          << GetParam().wrong;
}

INSTANTIATE_TEST_SUITE_P(Operators, Mutation, ::testing::ValuesIn(mutants), [](const auto& one) {
  std::string name = one.param.what;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});

// ---- none forgotten ----

// The words in quotation marks of the grammar that docs/rules.md gives.
std::set<std::string> words_of_the_grammar() {
  const std::string page = read_file(std::string(ROUNDEL_SOURCE_DIR) + "/docs/rules.md").value();
  const auto begin = page.find("```ebnf");
  const std::string grammar = page.substr(begin, page.find("```", begin + 3) - begin);
  std::set<std::string> out;
  for (std::size_t at = grammar.find('"'); at != std::string::npos; at = grammar.find('"', at)) {
    const auto end = grammar.find('"', at + 1);
    out.insert(grammar.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return out;
}

// As whole words: "any" does not stand in "many".
int times_in(const std::string& sentence, const std::string& phrase) {
  const std::string in = " " + sentence + " ", what = " " + phrase + " ";
  int out = 0;
  for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) ++out;
  return out;
}

// A word that comes into the language comes with a mutant of it, or this fails.
TEST(Mutants, ChangeEveryWordOfTheGrammar) {
  const auto all = words_of_the_grammar();
  ASSERT_GT(all.size(), 50U) << "the page's grammar was not found";
  for (const std::string& word : all) {
    const bool changed = std::any_of(std::begin(mutants), std::end(mutants), [&](const Mutant& one) {
      return times_in(one.right, word) != times_in(one.wrong, word);
    });
    EXPECT_TRUE(changed) << "no mutant changes '" << word << "'";
  }
}

// Every field of a condition, by the shapes that have it: changed alone, the rest as it was.
TEST(Mutants, ChangeEachPartOfEachShape) {
  std::map<Condition::Shape, std::set<std::string>> changed;
  for (const Mutant& one : mutants) {
    const Rule right = parse_rule(one.right, words()).value(), wrong = parse_rule(one.wrong, words()).value();
    const Condition &a = right.conditions.front(), &b = wrong.conditions.front();
    if (a.shape != b.shape) continue;
    std::vector<std::string> parts;
    if (a.at_least != b.at_least) parts.emplace_back("at least");
    if (a.kinds != b.kinds) parts.emplace_back("kinds");
    if (a.who != b.who) parts.emplace_back("who");
    if (a.window != b.window) parts.emplace_back("window");
    if (a.has != b.has) parts.emplace_back("has");
    if (a.when != b.when) parts.emplace_back("when");
    if (a.until != b.until) parts.emplace_back("until");
    if (a.then_kinds != b.then_kinds) parts.emplace_back("then");
    if (a.then_who != b.then_who) parts.emplace_back("then who");
    if (a.apart != b.apart) parts.emplace_back("apart");
    if (a.value != b.value) parts.emplace_back("value");
    if (a.rising != b.rising) parts.emplace_back("rising");
    if (parts.size() == 1) changed[a.shape].insert(parts.front());
  }
  using Shape = Condition::Shape;
  using Parts = std::set<std::string>;
  EXPECT_EQ(changed[Shape::count], (Parts{"at least", "kinds", "until", "when", "who", "window"}));
  EXPECT_EQ(changed[Shape::agencies], (Parts{"at least", "kinds", "until", "when", "who", "window"}));
  EXPECT_EQ(changed[Shape::absence], (Parts{"kinds", "who", "window"}));
  EXPECT_EQ(changed[Shape::tie], (Parts{"has", "who"}));
  EXPECT_EQ(changed[Shape::sequence], (Parts{"apart", "kinds", "then", "then who", "who", "window"}));
  EXPECT_EQ(changed[Shape::more], (Parts{"at least", "kinds", "who", "window"}));
  EXPECT_EQ(changed[Shape::trend], (Parts{"at least", "kinds", "rising", "value", "window"}));
  EXPECT_EQ(changed[Shape::open], (Parts{"kinds", "until", "who", "window"}));
}

}  // namespace
}  // namespace roundel
