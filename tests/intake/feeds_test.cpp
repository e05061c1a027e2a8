// The mappings that come with the standards, and the example of docs/feeds.md.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "intake/mapping.h"
#include "tests/intake/intake_fixtures.h"

namespace roundel::intake {
namespace {

// The first fenced block of the page that opens with this line.
std::string block(const std::string& page, const std::string& opening) {
  const std::string fence = "\n```" + opening + "\n";
  const std::size_t start = page.find(fence);
  require(start != std::string::npos, "the page has the block");
  const std::size_t from = start + fence.size();
  return page.substr(from, page.find("\n```", from) + 1 - from);
}

TEST(FeedsPage, its_example_runs_as_it_says) {
  const auto page = read_file(source_file("docs/feeds.md"));
  ASSERT_TRUE(page.has_value());
  const auto mapping = parse_mapping(block(*page, "toml"), "voluntary.youth-club.toml", england());
  ASSERT_TRUE(mapping.has_value()) << mapping.error().text();
  EXPECT_GT(mapping->fits("youth_club_2024-03.csv"), 0U);
  Collected collected;
  const auto taken = read_csv(*mapping, "youth_club_2024-03.csv", block(*page, "csv name=youth_club_2024-03.csv"),
                              england(), collected.sink());
  ASSERT_TRUE(taken.has_value()) << taken.error().text();
  ASSERT_EQ(collected.entries.size(), 3U);
  EXPECT_EQ(collected.entries[0].kind, KindCode("voluntary.support"));
  EXPECT_EQ(collected.entries[1].about.size(), 2U);
  EXPECT_EQ(collected.entries[1].values[0].second, Value(std::string("Says he is \"not allowed\" to eat at home")));
  EXPECT_EQ(collected.entries[2].happened.precision, Precision::unknown);
  for (const NewEntry& entry : collected.entries) EXPECT_TRUE(check_entry(entry, england().vocabulary).has_value());
  ASSERT_EQ(collected.rejected.size(), 1U);
  EXPECT_EQ(collected.rejected[0].error.text() + "\n", block(*page, "text"));
}

TEST(Feeds, every_mapping_of_the_standards_is_right) {
  const auto mappings = Mappings::load(source_file("standards"), england());
  EXPECT_TRUE(mappings.has_value()) << mappings.error().text();
}

// A folder of standards made for one test.
class Folder {
 public:
  Folder() : path_(std::filesystem::path(testing::TempDir()) / "roundel_feeds_test") {
    std::filesystem::remove_all(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string path() const { return path_.string(); }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }

 private:
  std::filesystem::path path_;
};

std::string mapping_of(const std::string& feed, const std::string& pattern, const std::string& about = ".") {
  return "feed = \"" + feed + "\"\nabout = \"" + about + "\"\nfiles = [\"" + pattern +
         "\"]\nagency = \"city-police\"\ndates = \"yyyy-mm-dd\"\n[columns]\nA = {}\nB = {}\n[[entry]]\n"
         "kind = \"identity.details\"\nkey = [\"A\"]\nknown = { column = \"B\" }\n"
         "about = [{ role = \"child\", source = \"A\" }]\n";
}

TEST(Feeds, the_longest_pattern_that_fits_takes_the_file) {
  const Folder folder;
  folder.write("england/feeds/a.toml", mapping_of("a", "police_*.csv"));
  folder.write("england/feeds/b.toml", mapping_of("b", "police_persons_*.csv"));
  const auto mappings = Mappings::load(folder.path(), small_standards());
  ASSERT_TRUE(mappings.has_value()) << mappings.error().text();
  ASSERT_NE(mappings->find("police_persons_1.csv"), nullptr);
  EXPECT_EQ(mappings->find("feeds/2024-01-01/police_persons_1.csv")->feed, "b");
  EXPECT_EQ(mappings->find("police_incidents.csv")->feed, "a");
  EXPECT_EQ(mappings->find("gp.csv"), nullptr);
  EXPECT_EQ(mappings->by_name("a")->feed, "a");
  EXPECT_EQ(mappings->by_name("c"), nullptr);
}

TEST(Feeds, a_place_may_have_its_own_mapping_of_a_national_feed) {
  const Folder folder;
  folder.write("england/feeds/a.toml", mapping_of("a", "a.csv", "the nation's"));
  folder.write("places/small/feeds/a.toml", mapping_of("a", "a.csv", "the place's"));
  const auto mappings = Mappings::load(folder.path(), small_standards());
  ASSERT_TRUE(mappings.has_value()) << mappings.error().text();
  EXPECT_EQ(mappings->by_name("a")->about, "the place's");
}

TEST(Feeds, two_mappings_may_share_neither_name_nor_pattern) {
  const Folder folder;
  folder.write("england/feeds/a.toml", mapping_of("a", "a.csv"));
  folder.write("england/feeds/b.toml", mapping_of("b", "a.csv"));
  auto mappings = Mappings::load(folder.path(), small_standards());
  ASSERT_FALSE(mappings.has_value());
  EXPECT_NE(mappings.error().text().find("takes the files 'a.csv' too"), std::string::npos) << mappings.error().text();
  folder.write("england/feeds/b.toml", mapping_of("a", "b.csv"));
  mappings = Mappings::load(folder.path(), small_standards());
  ASSERT_FALSE(mappings.has_value());
  EXPECT_NE(mappings.error().text().find("feed 'a' is declared twice"), std::string::npos) << mappings.error().text();
}

TEST(Feeds, a_slip_in_a_mapping_names_its_file_and_line) {
  const Folder folder;
  folder.write("england/feeds/a.toml", mapping_of("a", "a.csv") + "standng = \"fact\"\n");
  const auto mappings = Mappings::load(folder.path(), small_standards());
  ASSERT_FALSE(mappings.has_value());
  EXPECT_TRUE(mappings.error().place.file.ends_with("england/feeds/a.toml"));
  EXPECT_EQ(mappings.error().place.line, 14);
}

}  // namespace
}  // namespace roundel::intake
