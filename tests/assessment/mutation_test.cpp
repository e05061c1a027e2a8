// Every operator of the language matters: a rule in which one of them is changed a little is told from the right rule
// by some family, made at random around it. An operator that no family could tell would be one that the program
// ignores.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
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

}  // namespace
}  // namespace roundel
