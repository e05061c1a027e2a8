#include "web/html.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "web/components/form.h"
#include "web/components/lists.h"
#include "web/http.h"

namespace roundel::web {
namespace {

// Every "&" that is left must begin one of the five references that escaping writes.
bool only_our_references(const std::string& markup) {
  for (std::size_t at = markup.find('&'); at != std::string::npos; at = markup.find('&', at + 1)) {
    bool ours = false;
    for (const char* reference : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
      ours = ours || markup.compare(at, std::string(reference).size(), reference) == 0;
    if (!ours) return false;
  }
  return true;
}

std::string unescaped(std::string markup) {
  for (const auto& [from, to] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}) {
    for (std::size_t at = markup.find(from); at != std::string::npos; at = markup.find(from, at + 1)) {
      markup.replace(at, std::string(from).size(), to);
    }
  }
  return markup;
}

// Text such as people type, and worse.
rc::Gen<std::string> any_text() {
  return rc::gen::container<std::string>(
      rc::gen::oneOf(rc::gen::elementOf(std::string("<>&\"'/=;! aZ-")), rc::gen::inRange<char>(0x20, 0x7f)));
}

RC_GTEST_PROP(Html, TextNeverBecomesMarkup, ()) {
  const std::string text = *any_text();
  const std::string markup = Html(text).str();
  RC_ASSERT(markup.find_first_of("<>\"'") == std::string::npos);
  RC_ASSERT(only_our_references(markup));
  RC_ASSERT(unescaped(markup) == text);
}

RC_GTEST_PROP(Html, AnAttributeNeverEndsEarly, ()) {
  const std::string text = *any_text();
  const std::string markup = element("p", {{"title", text}}).str();
  RC_ASSERT(markup.starts_with("<p title=\"") && markup.ends_with("\"></p>"));
  const std::string value = markup.substr(10, markup.size() - 16);
  RC_ASSERT(value.find_first_of("<>\"'") == std::string::npos);
  RC_ASSERT(unescaped(value) == text);
}

RC_GTEST_PROP(Html, WhatIsTypedIntoAFormComesBackEscaped, ()) {
  const std::string text = *any_text() + "<script>";
  for (const Html& html :
       {textarea({.label = {.text = text}, .name = "worry", .value = text, .error = text}),
        input({.label = {.text = text}, .name = "name", .value = text, .hint = Hint{.text = text}}),
        radios({.name = "choice", .items = {{.value = text, .text = text}}}), tag(text),
        error_summary({.errors = {{.text = text, .href = "#" + text}}}), button({.text = text, .value = text})}) {
    RC_ASSERT(html.str().find("<script") == std::string::npos);
  }
}

TEST(Html, AnAddressThatWouldRunIsNotWritten) {
  for (const char* address : {"javascript:alert(1)", " javascript:x", "data:text/html,x", "//elsewhere.example",
                              "/\\elsewhere.example", "vbscript:x"}) {
    EXPECT_EQ(element("a", {{"href", address}}).str(), "<a href=\"#\"></a>") << address;
  }
  EXPECT_EQ(element("a", {{"href", "/child/p1?on=2024-05-01"}}).str(), "<a href=\"/child/p1?on=2024-05-01\"></a>");
}

TEST(Html, ControlCharactersDoNotReachThePage) {
  EXPECT_EQ(Html(std::string("a\0b\x1b", 4)).str(),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
}

TEST(Html, NestedMarkupIsNotEscapedTwice) {
  EXPECT_EQ(element("p", {}, Html("a & b"), element("b", {}, "<"), " > ").str(), "<p>a &amp; b<b>&lt;</b> &gt; </p>");
}

TEST(Html, AVoidElementIsNotClosed) { EXPECT_EQ(element("br", {}).str(), "<br>"); }

TEST(Http, ReadsAFormAndRefusesBrokenText) {
  const auto form = parse_form("worry=two+words%21&child-says=%C3%93");
  ASSERT_TRUE(form);
  EXPECT_EQ(field(*form, "worry"), "two words!");
  EXPECT_EQ(field(*form, "child-says"), "\u00D3");
  EXPECT_FALSE(parse_form("a=%"));
  EXPECT_FALSE(parse_form("a=%4"));
  EXPECT_FALSE(parse_form("a=%zz"));
  EXPECT_FALSE(parse_form("a=%ff"));
  EXPECT_FALSE(parse_form("a=%00"));
}

TEST(Http, ATargetIsAPathAndAQuery) {
  const auto target = parse_target("/child/p1?as-known-on=2024-05-01&lane=social%20care");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/child/p1");
  EXPECT_EQ(field(target->query, "lane"), "social care");
  EXPECT_FALSE(parse_target("child"));
}

TEST(Http, FindsACookieAmongOthers) {
  EXPECT_EQ(cookie_value("a=1; roundel=abc; b=2", "roundel"), "abc");
  EXPECT_EQ(cookie_value("not-roundel=abc", "roundel"), "");
}

}  // namespace
}  // namespace roundel::web
