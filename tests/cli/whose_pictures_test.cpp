// What another edition would change is read by people: counts first, then references in lines that fit a screen, and
// how to see the others.
#include "cli/whose_pictures.h"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/text.h"

namespace roundel::cli {
namespace {

std::vector<PersonId> children(int from, int to) {
  std::vector<PersonId> out;
  for (int i = from; i < to; ++i) out.emplace_back(fmt::format("p{:024x}", i));
  return out;
}

service::WhosePictures pictures() {
  return {
      .on = Date::of(2024, 6, 15),
      .children = 900,
      .changed = 60,
      .findings = {{.indicator = IndicatorCode("attendance-falling"),
                    .name = "Attendance falling",
                    .gained = children(0, 50),
                    .lost = children(100, 103)},
                   {.indicator = IndicatorCode("neglect"), .name = "Neglect", .gained = {}, .lost = children(50, 58)}}};
}

std::size_t longest_line(const std::string& text) {
  std::size_t out = 0;
  for (const std::string_view line : split(text, '\n')) out = std::max(out, line.size());
  return out;
}

TEST(WhosePictures, AreCountedByFindingBeforeAnybodyIsNamed) {
  const std::string words = in_words(pictures(), children_named);
  const auto counted = words.find("Attendance falling (attendance-falling)             50              3");
  EXPECT_NE(counted, std::string::npos) << words;
  EXPECT_LT(counted, words.find("p0000"));
  EXPECT_NE(words.find("60 of 900 children"), std::string::npos);
}

TEST(WhosePictures, FitAScreen) {
  EXPECT_LE(longest_line(in_words(pictures(), children_named)), 120U);
  EXPECT_LE(longest_line(in_words(pictures(), 1000)), 120U);
}

TEST(WhosePictures, SayHowToSeeThoseWhoAreNotNamed) {
  const std::string few = in_words(pictures(), 12);
  EXPECT_NE(few.find("and 38 more"), std::string::npos) << few;
  EXPECT_NE(few.find("--all"), std::string::npos);
  EXPECT_EQ(few.find(children(12, 13).front().str()), std::string::npos);
  const std::string all = in_words(pictures(), 50);
  for (const PersonId& child : children(0, 50)) EXPECT_NE(all.find(child.str()), std::string::npos);
  EXPECT_EQ(all.find("more\n\n"), std::string::npos);
  EXPECT_EQ(all.find("--all"), std::string::npos) << "nobody is left out, so nothing is said of it";
}

TEST(WhosePictures, AreCompleteAsJson) {
  const std::string json = in_json(pictures());
  for (const PersonId& child : children(0, 58)) EXPECT_NE(json.find('"' + child.str() + '"'), std::string::npos);
}

TEST(WhosePictures, NobodysChangesIsOneLine) {
  EXPECT_EQ(in_words({.on = Date::of(2024, 6, 15), .children = 9}, 12),
            "\nWhose pictures would change, on 15 June 2024: 0 of 9 children\n");
}

}  // namespace
}  // namespace roundel::cli
