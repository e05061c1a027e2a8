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
  EXPECT_EQ(copy.error(), "england/vocabulary/police.toml:96:12: 'sharring' is not known here (expected 'sharing'?)");
}

TEST(Loading, AWordThatIsNotThereIsRefused) {
  const Copy copy;
  copy.replace("england/vocabulary/police.toml", "codes = \"dash-grade\"", "codes = \"dash-grad\"");
  EXPECT_EQ(copy.error(),
            "england/vocabulary/police.toml:20:51: 'dash-grad' is not a word for this (expected 'dash-grade'?)");
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

TEST(Loading, APauseOfAClockNeedsAnEndAndASource) {
  const Copy endless;
  endless.replace("england/clocks.toml", "  until = [{ kind = \"police.detention-resumed\" }]\n", "");
  EXPECT_NE(endless.error().find("would stop the clock for ever"), std::string::npos) << endless.error();
  const Copy unfounded;
  unfounded.replace("england/clocks.toml", "  source = \"Police and Criminal Evidence Act 1984, section 41(6)\"\n", "");
  EXPECT_NE(unfounded.error().find("source"), std::string::npos) << unfounded.error();
}

TEST(Loading, WhatLapsesDoesNotStandStillAndWhatIsToldNamesNoCodes) {
  const Copy both;
  both.replace("england/clocks.toml", "  [[clock.pauses]]\n", "  lapses-days = 3\n  [[clock.pauses]]\n");
  EXPECT_NE(both.error().find("a clock that stands still cannot lapse"), std::string::npos) << both.error();
  const Copy codes;
  codes.replace("england/clocks.toml", "value = \"died\", told = true",
                "value = \"died\", told = true, is = [\"yes\"]");
  EXPECT_NE(codes.error().find("names no codes"), std::string::npos) << codes.error();
  const Copy unknown;
  unknown.replace("england/clocks.toml", "value = \"died\", told", "value = \"dead\", told");
  EXPECT_NE(unknown.error().find("no such value"), std::string::npos) << unknown.error();
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

TEST(Loading, APlaceThatLooksLaterThanTheFloorIsRefusedWithItsLine) {
  const Copy copy;
  const std::string file = "places/london-borough/sight.toml";
  copy.replace(file, "days = 10", "days = 15");
  EXPECT_EQ(copy.error("london-borough"),
            file +
                ":5:8: 15 days are looser than the national 14: a child unseen for 15 days would not be told "
                "(expected at most 14)");
  copy.replace(file, "days = 15", "days = 14");
  EXPECT_EQ(copy.error("london-borough"), "in order") << "as strict as the floor is not looser";
  copy.append(file, "\n[[tighten]]\ncode = \"under-one\"\ndays = 14\nunder-months = 11\nsource = \"s\"\n");
  EXPECT_NE(copy.error("london-borough").find("covers fewer children"), std::string::npos)
      << copy.error("london-borough");
  copy.replace(file, "under-months = 11", "under-months = 18");
  EXPECT_EQ(copy.error("london-borough"), "in order");
}

TEST(Loading, APlacesOwnTimesUnseenAreReadAndCounted) {
  const auto nation = load_standards(real, std::nullopt);
  const auto place = load_standards(real, "london-borough");
  ASSERT_TRUE(nation && place);
  const std::vector<KindCode> plan = {KindCode("social-care.protection-plan-started")};
  const std::vector<KindCode> early_help = {KindCode("early-help.episode-started")};
  const Date on = Date::of(2024, 6, 15);
  EXPECT_EQ(strictest(nation->sight, plan, Date::of(2016, 1, 1), on)->days, 14);
  EXPECT_EQ(strictest(place->sight, plan, Date::of(2016, 1, 1), on)->days, 10);
  EXPECT_EQ(strictest(place->sight, early_help, Date::of(2016, 1, 1), on)->days, 21);
  EXPECT_EQ(strictest(place->sight, early_help, Date::of(2021, 1, 1), on)->days, 14);
  for (const PartChecked& part : check_standards(real).parts)
    EXPECT_TRUE(part.name != "london-borough" || part.tightened >= 2U) << part.tightened;
}

TEST(Loading, APlaceAddsNotificationsAndTakesLessForAnAnswer) {
  const auto nation = load_standards(real, std::nullopt);
  const auto place = load_standards(real, "london-borough");
  ASSERT_TRUE(nation && place);
  const NotificationRule &floor = nation->notifications, &own = place->notifications;
  ASSERT_EQ(own.kinds.size(), floor.kinds.size() + 1);
  for (std::size_t at = 0; at < floor.kinds.size(); ++at) {
    EXPECT_EQ(own.kinds[at].kind, floor.kinds[at].kind) << "none of the nation's is lost";
    EXPECT_EQ(own.kinds[at].when, floor.kinds[at].when);
  }
  EXPECT_TRUE(own.kinds.back().of_place);
  EXPECT_EQ(floor.settled_within_days, 14);
  EXPECT_EQ(own.settled_within_days, 7);
  EXPECT_EQ(own.waits_days, floor.waits_days);
}

TEST(Loading, AFrontDoorThatWouldLoseANotificationIsRefusedWithAnExample) {
  const Copy copy;
  const std::string file = "places/london-borough/front-door.toml";
  copy.replace(file, "settled-within-days = 7", "settled-within-days = 20");
  EXPECT_EQ(
      copy.error("london-borough"),
      file +
          ":4:23: 20 days are looser than the national 14: what social care recorded 15 days later would be taken "
          "for an answer, and the notification would wait no more (expected at most 14)");
  copy.replace(file, "settled-within-days = 20", "waits-days = 21");
  EXPECT_EQ(copy.error("london-borough"),
            file +
                ":4:14: 21 days are looser than the national 28: one that nobody decided would be off the list on day "
                "22, and wait for nobody (expected at least 28)");
  copy.replace(file, "waits-days = 21", "waits-days = 28");
  EXPECT_EQ(copy.error("london-borough"), "in order") << "as long as the floor is not looser";
  copy.replace(file, "waits-days = 28", "settled-by = [\"social-care.contact\", \"school.attendance\"]");
  EXPECT_NE(copy.error("london-borough").find("for the nation 'school.attendance' is no answer"), std::string::npos)
      << copy.error("london-borough");
  copy.replace(file, ", \"school.attendance\"]", "]");
  EXPECT_EQ(copy.error("london-borough"), "in order") << "fewer answers leave more waiting";
}

TEST(Loading, AFrontDoorAddsOnlyWhatIsNoNotificationYet) {
  const Copy copy;
  const std::string file = "places/london-borough/front-door.toml";
  copy.append(file, "\n[[notification]]\nkind = \"police.missing\"\nsource = \"s\"\n");
  EXPECT_NE(copy.error("london-borough").find("every 'police.missing' that this names is a notification already"),
            std::string::npos)
      << copy.error("london-borough");
  const Copy narrower;
  narrower.replace(file, "value = \"child-present\", is = [\"yes\"]", "value = \"grade\", is = [\"high\"]");
  EXPECT_NE(narrower.error("london-borough").find("none of the nation's can be taken away"), std::string::npos);
  const Copy without_source;
  without_source.append(file, "\n[[notification]]\nkind = \"ambulance.attendance\"\n");
  EXPECT_NE(without_source.error("london-borough").find("source"), std::string::npos);
}

TEST(Loading, ANumberOutsideItsRangeIsRefusedWithItsLine) {
  const Copy copy;
  const std::string file = "places/london-borough/limits.toml";
  EXPECT_EQ(load_standards(copy.dir(), "london-borough")->limits[LimitOf::families_a_page], 15);
  EXPECT_EQ(load_standards(copy.dir(), std::nullopt)->limits[LimitOf::families_a_page], 20);
  copy.replace(file, "value = 15", "value = 51");
  EXPECT_EQ(copy.error("london-borough"), file + ":5:9: 51 is out of range (expected 5 to 50)");
  copy.replace("england/limits.toml", "code = \"days-put-off\"", "code = \"families-a-page\"");
  EXPECT_NE(copy.error().find("this limit is there already"), std::string::npos) << copy.error();
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
