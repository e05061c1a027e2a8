#include "tests/support/family_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "core/document.h"

namespace roundel::support {
namespace {

constexpr const char* head = "area E08000032\nperson ROBYN child forename=Robyn birth-date=2020-06-11\n";

TEST(FamilyFile, ReadsPeopleTiesAndEntries) {
  const auto family = read_family(
      std::string(head) +
          "person TESS adult forename=Tess\n"
          "tie ROBYN mother TESS resident health-visiting 2020-06-20\n"
          "2020-09-10 known 2020-09-14 city-police police.domestic-abuse about victim TESS, child ROBYN: grade=medium "
          "child-present=yes\n"
          "expect 2020-10-01 somebody asks\n",
      "robyn.family");
  ASSERT_TRUE(family) << family.error().text();
  ASSERT_EQ(family->entries.size(), 6U) << "two details for each of two agencies, a tie and an incident";
  const NewEntry& incident = family->entries.back();
  EXPECT_EQ(incident.kind.str(), "police.domestic-abuse");
  EXPECT_EQ(incident.happened.from, Date::of(2020, 9, 10));
  EXPECT_EQ(incident.known, Date::of(2020, 9, 14));
  ASSERT_EQ(incident.about.size(), 2U);
  EXPECT_EQ(incident.about[0].source.str(), "city-police/TESS");
  EXPECT_EQ(incident.about[1].role.str(), "child");
  ASSERT_EQ(incident.values.size(), 2U);
  EXPECT_EQ(std::get<bool>(incident.values[0].second), true);
  EXPECT_EQ(family->entries[0].kind.str(), "identity.details");
  ASSERT_EQ(family->expectations.size(), 1U);
  EXPECT_EQ(family->expectations[0].prose, "somebody asks");
}

TEST(FamilyFile, AnErrorNamesItsLine) {
  const auto error = [](const std::string& line) {
    const auto family = read_family(head + line + "\n", "x.family");
    EXPECT_FALSE(family) << line;
    return family ? 0 : family.error().place.line;
  };
  EXPECT_EQ(error("2020-09-31 gp gp.registration about child ROBYN"), 3);
  EXPECT_EQ(error("2020-09-30 gp gp.registration about child NOBODY"), 3);
  EXPECT_EQ(error("2020-09-30 known 2020-09-29 gp gp.registration about child ROBYN"), 3);
  EXPECT_EQ(error("2020-09-30 gp gp.consultation about child ROBYN: topic=\"open"), 3);
  EXPECT_EQ(error("2020-09-30 gp gp.consultation about child ROBYN topic=injury"), 3);
  EXPECT_EQ(error("2020-09-30 gp gp.consultation about child ROBYN: topic=a topic=b"), 3);
  EXPECT_EQ(error("person ROBYN adult"), 3);
}

TEST(FamilyFile, TheFiveWrittenFamiliesRead) {
  std::set<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(std::string(ROUNDEL_SOURCE_DIR) + "/tests/families")) {
    if (file.path().extension() != ".family") continue;
    names.insert(file.path().stem());
    const auto family = read_family(*read_file(file.path()), file.path().filename());
    ASSERT_TRUE(family) << family.error().text();
    EXPECT_GT(family->entries.size(), 8U);
    EXPECT_FALSE(family->expectations.empty());
    std::set<std::string> keys;
    for (const NewEntry& entry : family->entries) EXPECT_TRUE(keys.insert(entry.key).second) << entry.key;
  }
  EXPECT_EQ(names.size(), 5U);
}

}  // namespace
}  // namespace roundel::support
