// Two editions held against each other, and rules brought into their canonical form.
#include "standards/difference.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/document.h"
#include "standards/formatting.h"
#include "standards/rule.h"

namespace roundel {
namespace {

const std::string dir = std::string(ROUNDEL_SOURCE_DIR) + "/standards";

const Standards& england() {
  static const Standards loaded = load_standards(dir, std::nullopt).value();
  return loaded;
}

const StandardsChange* change(const StandardsDifference& all, std::string_view code) {
  const auto at =
      std::find_if(all.changes.begin(), all.changes.end(), [&](const auto& one) { return one.code == code; });
  return at == all.changes.end() ? nullptr : &*at;
}

TEST(Difference, OfAnEditionFromItselfIsNothing) { EXPECT_TRUE(difference(england(), england()).changes.empty()); }

TEST(Difference, OfAPlaceFromTheNationNamesWhatItTightenedAndAdded) {
  const Standards place = load_standards(dir, "northern-city").value();
  const auto all = difference(england(), place);
  const StandardsChange* tightened = change(all, "was-not-brought");
  ASSERT_NE(tightened, nullptr);
  EXPECT_EQ(tightened->how, "changed");
  EXPECT_EQ(tightened->reach, "holds whenever it did, and may hold for more");
  const StandardsChange* added = change(all, "young-carer-strain");
  ASSERT_NE(added, nullptr);
  EXPECT_EQ(added->how, "added");
  EXPECT_EQ(change(all, "severe-absence"), nullptr);
}

TEST(Difference, TellsWhatAPlacesFrontDoorAddsAndShortens) {
  const auto all = difference(england(), *load_standards(dir, "london-borough"));
  const StandardsChange* added = change(all, "police.domestic-abuse, child-present yes");
  ASSERT_NE(added, nullptr);
  EXPECT_EQ(added->how, "added");
  const StandardsChange* door = change(all, "front-door");
  ASSERT_NE(door, nullptr);
  ASSERT_EQ(door->members.size(), 1U);
  EXPECT_EQ(door->members[0].from, "14 days");
  EXPECT_EQ(door->members[0].to, "7 days");
  const std::string told = text(all);
  EXPECT_NE(told.find("+ limit: those with child-present yes"), std::string::npos) << told;
}

TEST(Difference, TellsWhatWasTakenAwayAndWhatBecameNarrower) {
  Standards later = england();
  std::erase_if(later.indicators, [](const Indicator& one) { return one.code.str() == "exploitation"; });
  for (Indicator& one : later.indicators)
    if (one.code.str() == "was-not-brought") {
      one.rule.conditions[0].at_least = 5;
      one.sentence = format(one.rule);
    }
  const auto all = difference(england(), later);
  ASSERT_EQ(all.changes.size(), 2U);
  EXPECT_EQ(change(all, "exploitation")->how, "removed");
  EXPECT_EQ(change(all, "was-not-brought")->reach, "holds only where it did, and may hold for fewer");
  EXPECT_NE(text(all).find("+ rule: at least 5 any not-brought about child within 12 months"), std::string::npos);
}

TEST(Formatting, WritesEveryRuleInItsOneForm) {
  const std::string file =
      "# kept\n[[indicator]]\ncode = \"x\"\nrule = \"at least 1  police.missing within 3 month\"\n";
  const auto formatted = format_rules(file, england().vocabulary, "x.toml");
  ASSERT_TRUE(formatted) << formatted.error().text();
  EXPECT_EQ(formatted->text,
            "# kept\n[[indicator]]\ncode = \"x\"\nrule = \"at least 1 police.missing about child within 3 months\"\n");
  ASSERT_EQ(formatted->rewritten.size(), 1U);
  EXPECT_EQ(formatted->rewritten[0].place.line, 4);
  EXPECT_TRUE(format_rules(formatted->text, england().vocabulary, "x.toml")->rewritten.empty());
}

TEST(Formatting, AnErrorNamesTheColumnInTheFile) {
  const auto formatted = format_rules("rule = \"at least 1 police.mising ever\"", england().vocabulary, "x.toml");
  ASSERT_FALSE(formatted);
  EXPECT_EQ(formatted.error().text(),
            "x.toml:1:20: 'police.mising' is not a kind of entry (expected 'police.missing'?)");
}

TEST(Formatting, TheStandardsAreInTheirCanonicalForm) {
  const auto files = files_with_rules(dir);
  EXPECT_GE(files.size(), 10U);
  for (const std::string& file : files) {
    const auto formatted = format_rules(read_file(file).value(), england().vocabulary, file);
    ASSERT_TRUE(formatted) << formatted.error().text();
    for (const RuleRewritten& one : formatted->rewritten)
      ADD_FAILURE() << one.place.file << ":" << one.place.line << "\n" << one.from << "\n" << one.to;
  }
}

}  // namespace
}  // namespace roundel
