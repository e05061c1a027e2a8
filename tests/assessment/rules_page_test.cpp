// docs/rules.md tells of families for whom a rule holds, or does not: each is run here.
#include <gtest/gtest.h>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "assessment/family_text.h"
#include "core/document.h"
#include "core/text.h"
#include "standards/standards.h"

namespace roundel {
namespace {

constexpr std::string_view does_hold = "holds on ";
constexpr std::string_view does_not = "does not hold on ";

struct Told {
  std::string rule;
  bool holds = false;
  Date on;
  std::string family;
  int line = 0;  // of the page
};

// Blocks marked `family`: the rule, then what is said of each family, with the family below it.
std::vector<Told> families_of(std::string_view page) {
  std::vector<Told> out;
  std::string rule;
  bool inside = false;
  int number = 0;
  for (const std::string_view line : split(page, '\n')) {
    ++number;
    if (line.starts_with("```")) {
      inside = line == "```family";
      rule.clear();
    } else if (inside && rule.empty()) {
      rule = line;
    } else if (inside && (line.starts_with(does_hold) || line.starts_with(does_not))) {
      const bool holds = line.starts_with(does_hold);
      const auto on = parse_date(line.substr((holds ? does_hold : does_not).size()));
      EXPECT_TRUE(on) << number << ": " << line;
      out.push_back({.rule = rule, .holds = holds, .on = on.value_or(Date()), .family = {}, .line = number});
    } else if (inside && !out.empty()) {
      out.back().family += std::string(line) + "\n";
    }
  }
  return out;
}

bool holds(const Rule& rule, const FamilyText& family, Date on, const Vocabulary& vocabulary) {
  Columns columns{Rulebook({&rule}, vocabulary)};
  for (const Entry& entry : family.entries()) columns.add(entry);
  columns.finish(Membership{});
  const auto child = columns.find(FamilyText::person("child"));
  if (!child) return false;
  Evaluation evaluation(columns, on);
  evaluation.look_at(*child);
  return evaluation.holds(0);
}

TEST(RulesPage, WhatItSaysOfEachFamilyIsSo) {
  const std::string root = ROUNDEL_SOURCE_DIR;
  const Standards standards = load_standards(root + "/standards", std::nullopt).value();
  const std::string page = read_file(root + "/docs/rules.md").value();
  const std::vector<Told> told = families_of(page);
  EXPECT_GE(told.size(), 25U);
  for (const Told& one : told) {
    const auto rule = parse_rule(one.rule, standards.vocabulary);
    ASSERT_TRUE(rule) << one.line << ": " << rule.error().text();
    EXPECT_EQ(format(*rule), one.rule) << "line " << one.line;
    const auto family = FamilyText::read(one.family, standards.vocabulary);
    ASSERT_TRUE(family) << "line " << one.line << ": " << family.error().text();
    EXPECT_EQ(holds(*rule, *family, one.on, standards.vocabulary), one.holds) << "line " << one.line << "\n"
                                                                              << one.rule;
  }
}

}  // namespace
}  // namespace roundel
