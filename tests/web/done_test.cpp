// A page says what the form before it did: in words of the program, never in words of the address.
#include "web/pages/done.h"

#include <gtest/gtest.h>

#include "web/pages/frame.h"

namespace roundel::web {
namespace {

TEST(Done, APageThatFollowsAFormSaysWhatWasDone) {
  EXPECT_EQ(with_done("/work", "taken-back"), "/work?done=taken-back");
  const std::string page = whole_page({.done = "taken-back"}, {.title = "My work", .main = "the list"}).str();
  const auto told = page.find("The work is taken back");
  ASSERT_NE(told, std::string::npos);
  EXPECT_NE(page.find("role=\"alert\""), std::string::npos);
  EXPECT_LT(told, page.find("the list")) << "it stands first";
}

TEST(Done, AnAddressCanSayNothingOfItsOwn) {
  EXPECT_TRUE(done_banner("Your account is closed").empty());
  EXPECT_TRUE(done_banner("").empty());
}

TEST(Done, WhereSomethingIsWrongNothingIsSaidToBeDone) {
  const std::string page =
      whole_page({.done = "reminded"},
                 {.title = "A request", .main = "", .errors = {{.text = "Say why", .href = "#why"}}})
          .str();
  EXPECT_EQ(page.find("The reminder is sent"), std::string::npos);
}

}  // namespace
}  // namespace roundel::web
