#include "access/lookup_key.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace roundel::access {
namespace {

class LookupKeyFile : public ::testing::Test {
 protected:
  Result<LookupKey> read(const std::string& content) const {
    const std::string path = testing::TempDir() + "roundel_lookup_key";
    std::ofstream(path) << content;
    auto key = LookupKey::read(path);
    std::remove(path.c_str());
    return key;
  }
};

TEST_F(LookupKeyFile, TheSameKeyHashesAlikeAndAnotherDoesNot) {
  const std::string digits(64, 'a');
  const auto one = read(digits + "\n");
  const auto same = read("  " + digits);
  const auto other = read(std::string(63, 'a') + "b");
  ASSERT_TRUE(one && same && other);
  EXPECT_EQ(one->hash("number 9434765919"), same->hash("number 9434765919"));
  EXPECT_NE(one->hash("number 9434765919"), other->hash("number 9434765919"));
  EXPECT_NE(one->hash("number 9434765919"), one->hash("number 9434765870"));
}

TEST_F(LookupKeyFile, WhatIsNotAKeyIsRefused) {
  for (const std::string& content :
       {std::string(), std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'g'), std::string(64, ' ')}) {
    const auto key = read(content);
    ASSERT_FALSE(key) << content;
    EXPECT_EQ(key.error().fault, Fault::bad_input);
    EXPECT_TRUE(content.empty() || key.error().text().find(content) == std::string::npos) << "the key is never told";
  }
  EXPECT_EQ(LookupKey::read(testing::TempDir() + "roundel_no_such_key").error().fault, Fault::not_found);
}

}  // namespace
}  // namespace roundel::access
