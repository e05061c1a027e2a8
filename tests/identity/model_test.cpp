#include "identity/model.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "identity/compare.h"
#include "identity/linkage.h"
#include "tests/identity/families.h"

namespace roundel::identity {
namespace {

std::string error_of(const std::string& toml) {
  const auto file = parse_document(toml, "m.toml");
  if (!file) return file.error().text();
  const auto model = read_model(*file, "");
  return model ? "none" : model.error().text();
}

constexpr const char* head = "record-id = 'id'\n[[column]]\nname = 'surname'\nis = 'name'\n";

TEST(Model, ErrorsNameFileLineAndColumn) {
  EXPECT_EQ(error_of("record-id = 'id'\n[[colum]]\nname = 'a'\n"),
            "m.toml:2:1: 'colum' is not known here (expected 'column'?)");
  EXPECT_EQ(error_of(std::string(head) + "[[compare]]\ntitle = 'S'\ncolumn = 'sirname'\nlevels = ['exact']\n"),
            "m.toml:7:10: no column is named 'sirname' (expected 'surname'?)");
  EXPECT_EQ(error_of(std::string(head) +
                     "[[compare]]\ntitle = 'S'\ncolumn = 'surname'\nlevels = ['exact', 'jaro-winkler']\n"),
            "m.toml:8:20: 'jaro-winkler' is not complete or says too much (expected 'jaro-winkler NUMBER')");
  EXPECT_EQ(error_of(std::string(head) +
                     "[[compare]]\ntitle = 'S'\ncolumn = 'surname'\nlevels = ['exact', 'jaro-winkler 1.5']\n"),
            "m.toml:8:20: '1.5' is not a limit of 'jaro-winkler' (expected a number above 0, at most 1)");
  EXPECT_EQ(
      error_of(std::string(head) + "[[compare]]\ntitle = 'S'\ncolumn = 'surname'\nlevels = ['nickname']\n"),
      "m.toml:8:10: the first level is not 'exact' (expected a list of levels, best first, that begins with 'exact')");
}

TEST(Model, RefusesWhatCannotLink) {
  const std::string compare = "[[compare]]\ntitle = 'S'\ncolumn = 'surname'\nlevels = ['exact']\n";
  EXPECT_NE(error_of("").find("'record-id' is missing"), std::string::npos);
  EXPECT_NE(error_of("record-id = 'id'\n").find("no columns"), std::string::npos);
  EXPECT_NE(error_of(head).find("compares nothing"), std::string::npos);
  EXPECT_NE(error_of(head + compare).find("no blocking rule"), std::string::npos);
  EXPECT_NE(error_of(head + compare + "[[block]]\non = ['surname.decade']\n").find("'decade' is not a part"),
            std::string::npos);
  EXPECT_NE(error_of(head + compare + "[[block]]\non = []\n").find("names no column"), std::string::npos);
  EXPECT_NE(error_of("join-at = 2\n" + (head + compare)).find("out of range"), std::string::npos);
  EXPECT_NE(error_of(std::string(head) + "[[column]]\nname = 'surname'\nis = 'name'\n").find("stands twice"),
            std::string::npos);
  EXPECT_EQ(error_of(head + compare + "[[block]]\non = ['surname.first3']\n"), "none");
}

TEST(Model, EveryModelOfTheRepositoryIsRead) {
  std::size_t read = 0;
  for (const char* folder : {"/bench/linkage/models", "/standards/england/identity"})
    for (const auto& entry : std::filesystem::directory_iterator(std::string(ROUNDEL_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".toml") continue;
      const auto model = load_model(entry.path().string());
      EXPECT_TRUE(model) << model.error().text();
      ++read;
    }
  EXPECT_GE(read, 5U);
}

TEST(Levels, AreTakenBestFirstAndMissingIsItsOwn) {
  const auto model = load_model(std::string(ROUNDEL_SOURCE_DIR) + "/bench/linkage/models/uk_family.toml");
  ASSERT_TRUE(model) << model.error().text();
  const Comparison& forename = (*model)->comparisons[0];
  ASSERT_EQ(forename.title, "Forename");
  const auto level = [&](const std::string& x, const std::string& y) {
    Column column("forename");
    const std::uint32_t a = column.intern(x);
    const std::uint32_t b = column.intern(y);
    const std::size_t found = value_level(**model, forename, {.id = a, .sound = 0, .text = &column.text(a)},
                                          {.id = b, .sound = 0, .text = &column.text(b)});
    return found == 0 ? "missing" : found > forename.levels.size() ? "different" : forename.levels[found - 1].title;
  };
  EXPECT_EQ(level("anna", "anna"), "exact");
  EXPECT_EQ(level("", "anna"), "missing");
  EXPECT_EQ(level("william", "bill"), "nickname");
  EXPECT_EQ(level("bill", "william"), "nickname");
  EXPECT_EQ(level("h", "haniya"), "initial");
  EXPECT_EQ(level("mary ann", "mary"), "jaro-winkler 0.9");
  EXPECT_EQ(level("oliver", "grace"), "different");
}

TEST(Levels, CrossedLooksIntoTheOtherColumn) {
  const auto model = test::model_from(test::family_model);
  const auto records =
      test::records_of({{.id = "1", .values = {"gp", "jack", "morton", "2013-01-25", "", "", ""}},
                        {.id = "2", .values = {"school", "morton", "jack", "2013-01-25", "", "", ""}},
                        {.id = "3", .values = {"school", "baby", "morton", "2013-01-25", "", "", ""}}});
  const Table table = Table::of(records, *model, 1);
  Comparer comparer(*model, table);
  std::vector<Pattern> patterns;
  comparer.compare(std::vector<RowPair>{{0, 1}, {1, 0}, {0, 2}}, patterns);
  EXPECT_EQ(level_in(patterns[0], 0), 2U) << "'crossed surname' is the second level";
  EXPECT_EQ(patterns[0], patterns[1]);
  EXPECT_EQ(level_in(patterns[2], 0), 0U) << "'baby' is no forename";
}

TEST(Levels, ManyPairsAtATimeAreComparedAsEachByItself) {
  const auto model = test::model_from(test::family_model);
  const Table table = Table::of(test::records_of(test::make_families(30, 5)), *model, 1);
  std::vector<RowPair> pairs;
  for (std::uint32_t a = 0; a < table.rows(); ++a)
    for (std::uint32_t b = 0; b < table.rows(); ++b) pairs.push_back({.a = a, .b = b});
  ASSERT_GT(pairs.size(), 1'000U);
  Comparer comparer(*model, table);
  std::vector<Pattern> patterns;
  comparer.compare(pairs, patterns);
  for (std::size_t i = 0; i < pairs.size(); ++i)
    ASSERT_EQ(patterns[i], compare(*model, RecordView(table, pairs[i].a), RecordView(table, pairs[i].b)));
}

}  // namespace
}  // namespace roundel::identity
