// Every page from made-up children, held to tests/web/golden. ROUNDEL_UPDATE_GOLDEN=1 writes them anew: read the
// difference before you commit it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/web/made_up.h"
#include "tests/web/made_up_pages.h"
#include "web/components/moj.h"

namespace roundel::web {
namespace {

// One element a line, so that a difference can be read.
std::string lines_of(const std::string& html) {
  std::string out;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] == '<' && i > 0 && html[i - 1] == '>') out += '\n';
    out += html[i];
  }
  return out + "\n";
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Pages, AreAsTheyWere) {
  const std::filesystem::path golden = ROUNDEL_SOURCE_DIR "/tests/web/golden";
  const bool update = std::getenv("ROUNDEL_UPDATE_GOLDEN") != nullptr;
  for (const auto& [name, html] : made_up::pages()) {
    const auto path = golden / (name + ".html");
    const std::string now = lines_of(html.str());
    if (update) std::ofstream(path) << now;
    EXPECT_TRUE(read(path) == now) << name << ".html differs from the golden page";
  }
}

TEST(Pages, CarryNoNameAndNoNumberInAnAddress) {
  const std::regex address("(?:href|action|src)=\"([^\"]*)\"");
  for (const auto& [name, html] : made_up::pages()) {
    const std::string& text = html.str();
    for (std::sregex_iterator found(text.begin(), text.end(), address), end; found != end; ++found) {
      const std::string path = (*found)[1];
      for (const char* personal : {"Ruby", "Brown", "Shaw", "Yusuf", "943", "5919", "2021-03-14", "Canal"}) {
        EXPECT_EQ(path.find(personal), std::string::npos) << name << ": " << path;
      }
    }
  }
}

TEST(Pages, HaveNoInlineStyleOrScript) {
  const std::regex event("<[^>]* on[a-z]+=\"");
  for (const auto& [name, html] : made_up::pages()) {
    EXPECT_EQ(html.str().find(" style=\""), std::string::npos) << name;
    EXPECT_FALSE(std::regex_search(html.str(), event)) << name << " carries an event attribute";
    EXPECT_EQ(html.str().find("<script>"), std::string::npos) << name;
  }
}

// A link, a label or an error that leads to one of two leads to the wrong one.
TEST(Pages, GiveNoIdTwice) {
  const std::regex id(" id=\"([^\"]*)\"");
  for (const auto& [name, html] : made_up::pages()) {
    std::set<std::string> seen;
    const std::string& text = html.str();
    for (std::sregex_iterator found(text.begin(), text.end(), id), end; found != end; ++found)
      EXPECT_TRUE(seen.insert((*found)[1]).second) << name << ": " << (*found)[1];
  }
}

TEST(Pages, HaveTitlesWithoutNames) {
  const std::regex title("<title>([^<]*)</title>");
  for (const auto& [name, html] : made_up::pages()) {
    std::smatch found;
    ASSERT_TRUE(std::regex_search(html.str(), found, title)) << name;
    EXPECT_EQ(found[1].str().find("Ruby"), std::string::npos) << name;
  }
}

TEST(Pages, AChildWithoutContentShowsNone) {
  const Standards words = made_up::standards();
  const access::Caller teacher = made_up::teacher();
  const std::string html =
      child_page({.site = {}, .caller = &teacher, .csrf = "c"}, made_up::child_without_content(words), words, {}).str();
  EXPECT_NE(html.find("Moorside Surgery"), std::string::npos) << "who is involved is wide";
  EXPECT_NE(html.find("Ask for access"), std::string::npos);
  for (const char* content :
       {"Domestic abuse", "bruise", "Canal View", "943 476", "Liam", "id=\"chronology\"", "id=\"family\""}) {
    EXPECT_EQ(html.find(content), std::string::npos) << content;
  }
}

TEST(Pages, EveryPostFormCarriesTheToken) {
  const std::regex form("<form method=\"post\"[^>]*>(<input type=\"hidden\" name=\"csrf\")?");
  for (const auto& [name, html] : made_up::pages()) {
    const std::string& text = html.str();
    for (std::sregex_iterator found(text.begin(), text.end(), form), end; found != end; ++found) {
      EXPECT_TRUE((*found)[1].matched) << name << ": " << (*found)[0];
    }
  }
}

TEST(MojComponents, HaveTheMarkupOfTheDesignSystem) {
  EXPECT_EQ(badge("New", "moj-badge--red").str(), "<span class=\"moj-badge moj-badge--red\">New</span>");
  EXPECT_EQ(identity_bar("Title").str(),
            "<div class=\"moj-identity-bar\"><div class=\"moj-identity-bar__container\"><div "
            "class=\"moj-identity-bar__details\">"
            "<span class=\"moj-identity-bar__title\">Title</span></div></div></div>");
  EXPECT_EQ(
      timeline({.items = {{.label = "Visit", .by = "A", .iso = "2024-05-01", .when = "1 May", .content = "Seen"}}})
          .str(),
      "<div class=\"moj-timeline\"><div class=\"moj-timeline__item\"><div class=\"moj-timeline__header\">"
      "<h2 class=\"moj-timeline__title\">Visit</h2><p class=\"moj-timeline__byline\">by A</p></div>"
      "<p class=\"moj-timeline__date\"><time datetime=\"2024-05-01\">1 May</time></p>"
      "<div class=\"moj-timeline__description\">Seen</div></div></div>");
}

}  // namespace
}  // namespace roundel::web
