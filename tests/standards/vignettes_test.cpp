#include "standards/vignettes.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/stores.h"

namespace roundel {
namespace {

const std::vector<Vignette>& england() {
  static const std::vector<Vignette> loaded = load_vignettes(std::string(ROUNDEL_SOURCE_DIR) + "/standards").value();
  return loaded;
}

TEST(Vignettes, AtLeastTwelveFamiliesOverEverySideOfTheTriangleAndEveryAge) {
  EXPECT_GE(england().size(), 12U);
  std::set<Domain> domains;
  bool unborn = false, baby = false, teenager = false;
  for (const Vignette& one : england()) {
    domains.insert(one.domain);
    unborn = unborn || one.age == "Unborn";
    baby = baby || one.age.find("month") != std::string::npos || one.age.find("week") != std::string::npos;
    teenager = teenager || (one.age >= "13" && one.age < "18");
  }
  EXPECT_EQ(domains.size(), 3U);
  EXPECT_TRUE(unborn && baby && teenager);
}

class WrittenVignettes : public ::testing::Test {
 protected:
  Result<std::vector<Vignette>> load(const std::string& toml) {
    const std::string folder = folder_.path() + "/england/vignettes";
    std::filesystem::create_directories(folder);
    std::ofstream(folder + "/some.toml") << toml;
    return load_vignettes(folder_.path());
  }
  support::TemporaryDirectory folder_;
};

std::string family(const std::string& code, const std::string& story, const std::string& domain = "family") {
  return "[[vignette]]\ncode = \"" + code + "\"\nname = \"N\"\nage = \"1 year\"\ndomain = \"" + domain +
         "\"\nstory = \"" + story + "\"\n";
}

TEST_F(WrittenVignettes, WhatIsWrongIsSaidWithItsLine) {
  EXPECT_TRUE(load(family("a-b", "Something.")));
  for (const std::string& wrong :
       {family("a-b", "One.") + family("a-b", "Two."), family("a b", "One."), family("a", std::string(901, 'x')),
        family("a", "One.", "weather"), family("a", "")}) {
    const auto loaded = load(wrong);
    ASSERT_FALSE(loaded) << wrong;
    EXPECT_GT(loaded.error().place.line, 0) << loaded.error().text();
  }
}

}  // namespace
}  // namespace roundel
