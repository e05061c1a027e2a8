// A slip of the pen, a word that is not there, a place that is looser: each is refused with its file and line.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/document.h"
#include "standards/explain.h"
#include "standards/standards.h"

namespace roundel {
namespace {

namespace fs = std::filesystem;
const std::string real = std::string(ROUNDEL_SOURCE_DIR) + "/standards";

// A copy of the standards that a test may spoil.
class Copy {
 public:
  Copy()
      : dir_(fs::temp_directory_path() /
             ("roundel-standards-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    fs::remove_all(dir_);
    fs::create_directories(dir_);
    for (const char* part : {"england", "places"})
      fs::copy(fs::path(real) / part, dir_ / part, fs::copy_options::recursive);
  }
  ~Copy() { fs::remove_all(dir_); }
  std::string dir() const { return dir_.string(); }
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string content = read_file((dir_ / file).string()).value();
    const auto at = content.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    content.replace(at, from.size(), to);
    std::ofstream(dir_ / file, std::ios::binary) << content;
  }
  void append(const std::string& file, const std::string& text) const {
    std::ofstream(dir_ / file, std::ios::app) << text;
  }
  // The error without the folder: "england/…".
  std::string error(const std::optional<std::string>& place = {}) const {
    const auto read = load_standards(dir(), place);
    if (read) return "in order";
    std::string text = read.error().text();
    if (const auto at = text.find(dir()); at != std::string::npos) text.erase(at, dir().size() + 1);
    return text;
  }

 private:
  fs::path dir_;
};

TEST(Loading, TheUnspoiltCopyIsInOrder) {
  const Copy copy;
  EXPECT_EQ(copy.error("northern-city"), "in order");
}

TEST(Loading, ASlipInAMemberNamesTheLineAndTheWord) {
  const Copy copy;
  copy.replace("england/vocabulary/police.toml", "sharing = \"agency\"", "sharring = \"agency\"");
  EXPECT_EQ(copy.error(), "england/vocabulary/police.toml:58:12: 'sharring' is not known here (expected 'sharing'?)");
}

TEST(Loading, AWordThatIsNotThereIsRefused) {
  const Copy copy;
  copy.replace("england/vocabulary/police.toml", "codes = \"dash-grade\"", "codes = \"dash-grad\"");
  EXPECT_EQ(copy.error(),
            "england/vocabulary/police.toml:19:51: 'dash-grad' is not a word for this (expected 'dash-grade'?)");
}

TEST(Loading, AHolidayOnAWeekendIsRefused) {
  const Copy copy;
  copy.replace("england/bank-holidays.toml", "2022-12-27", "2022-12-31");
  EXPECT_NE(copy.error().find("england/bank-holidays.toml:"), std::string::npos) << copy.error();
  EXPECT_NE(copy.error().find("is a weekend"), std::string::npos) << copy.error();
}

TEST(Loading, EditionsOfAClockDoNotOverlap) {
  const Copy copy;
  copy.replace("england/clocks.toml", "effective-to = 2023-12-14", "effective-to = 2023-12-15");
  EXPECT_NE(copy.error().find("it overlaps the edition 'Working Together 2018'"), std::string::npos) << copy.error();
}

TEST(Loading, ANotificationNamesAKindItsValuesAndTheirWords) {
  const std::string file = "england/front-door.toml";
  for (const auto& [from, to] : {std::pair("kind = \"police.missing\"", "kind = \"police.mising\""),
                                 {"value = \"grade\"", "value = \"grades\""},
                                 {"\"medium\", \"high\"", "\"medium\", \"hihg\""},
                                 {"without = \"outcome\"", "without = \"outcomes\""},
                                 {"waits-days = 28", "waits-days = 0"},
                                 {"\"social-care.referral\"", "\"social-care.referrals\""}}) {
    const Copy copy;
    copy.replace(file, from, to);
    EXPECT_EQ(copy.error().find(file), 0U) << to << ": " << copy.error();
  }
}

TEST(Loading, AnErrorInARulePointsIntoTheSentence) {
  const Copy copy;
  copy.append("england/indicators/family.toml", R"(
[[indicator]]
code = "x"
name = "X"
domain = "family"
suggests = "2"
why = "w"
source = "s"
rule = "at least 2 housing.arears about household within 12 months"
)");
  EXPECT_NE(copy.error().find(":20: 'housing.arears' is not a kind of entry (expected 'housing.arrears'?)"),
            std::string::npos)
      << copy.error();
}

TEST(Loading, APlaceLooserThanTheFloorIsRefusedWithItsLine) {
  const Copy copy;
  copy.replace("places/northern-city/indicators.toml", "at least 2 any not-brought about child within 12 months",
               "at least 4 any not-brought about child within 12 months");
  EXPECT_EQ(copy.error("northern-city"),
            "places/northern-city/indicators.toml:6:9: 'at least 4 any not-brought about child within 12 months' is "
            "looser than the national "
            "rule 'at least 3 any not-brought about child within 12 months', or cannot be shown not to be (expected a "
            "count of at most 3)");
  EXPECT_EQ(copy.error(), "in order") << "the nation stands without the place";
}

TEST(Loading, APlaceMayNotLengthenAClock) {
  const Copy copy;
  copy.replace("places/northern-city/clocks.toml", "limit = 35", "limit = 46");
  EXPECT_NE(copy.error("northern-city").find("clocks.toml:5:"), std::string::npos) << copy.error("northern-city");
  EXPECT_NE(copy.error("northern-city").find("at most 45"), std::string::npos) << copy.error("northern-city");
}

TEST(Loading, APlaceMayNotLowerALevelNorRenameAKind) {
  const Copy copy;
  copy.replace("places/northern-city/indicators.toml", "suggests = \"3\"", "suggests = \"1\"");
  EXPECT_NE(copy.error("northern-city").find("is a lower level than the national '2'"), std::string::npos)
      << copy.error("northern-city");
  const Copy other;
  fs::create_directories(other.dir() + "/places/northern-city/vocabulary");
  other.append("places/northern-city/vocabulary/police.toml",
               "[default]\nrecorded-by = []\nroles = [\"child\"]\nsharing = \"joint\"\nretention = \"police-record\"\n"
               "[[kind]]\ncode = \"police.missing\"\nname = \"Other\"\n");
  EXPECT_NE(other.error("northern-city").find("the kind 'police.missing' is there already"), std::string::npos)
      << other.error("northern-city");
}

TEST(Loading, APlaceMayNarrowSharingAndNotWidenIt) {
  const Copy copy;
  copy.append("places/northern-city/sharing.toml",
              "[[narrow]]\nkind = \"police.antisocial-behaviour\"\nclass = \"agency\"\nwhy = \"local agreement\"\n");
  EXPECT_EQ(copy.error("northern-city"), "in order");
  EXPECT_EQ(load_standards(copy.dir(), "northern-city")->vocabulary.kind("police.antisocial-behaviour")->sharing,
            "agency");
  copy.append("places/northern-city/sharing.toml",
              "[[narrow]]\nkind = \"gp.adult-consultation\"\nclass = \"joint\"\nwhy = \"no\"\n");
  EXPECT_NE(copy.error("northern-city").find("sharing.toml:7:"), std::string::npos) << copy.error("northern-city");
}

TEST(Check, TellsEachPartAndCountsWhatAPlaceTightened) {
  const auto checked = check_standards(real);
  EXPECT_TRUE(checked.in_order()) << text(checked);
  ASSERT_GE(checked.parts.size(), 2U);
  EXPECT_GE(checked.parts[0].indicators, 30U);
  EXPECT_GE(checked.parts[1].tightened, 3U);
  const Copy copy;
  copy.replace("places/northern-city/clocks.toml", "limit = 35", "limit = 46");
  EXPECT_FALSE(check_standards(copy.dir()).in_order());
}

TEST(Explain, TellsEveryIndicatorInWords) {
  const auto explained = explain_standards(load_standards(real, "northern-city").value());
  EXPECT_EQ(explained.place, "Northern City");
  std::size_t protective = 0;
  for (const IndicatorExplained& one : explained.indicators) {
    EXPECT_TRUE(one.explained.starts_with("Holds when ")) << one.code;
    EXPECT_NE(one.protective, !one.suggests.empty()) << one.code;
    protective += one.protective ? 1 : 0;
  }
  EXPECT_GE(protective, 6U);
}

}  // namespace
}  // namespace roundel
