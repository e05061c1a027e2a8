// Each role finds its way: nothing leads where it may not go, and the bar stays short.
#include "web/pages/menu.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "web/routes.h"

namespace roundel::web {
namespace {

access::Caller in_role(const std::string& role) {
  access::Caller caller;
  caller.account = role;
  caller.role = role;
  return caller;
}

const Route* route_to(std::string_view href) {
  const auto found = std::ranges::find_if(
      routes(), [&](const Route& route) { return route.method == Method::get && route.pattern == href; });
  return found == routes().end() ? nullptr : &*found;
}

class MenuOf : public ::testing::Test {
 protected:
  const access::Rules rules_ = *access::load_rules(ROUNDEL_SOURCE_DIR "/standards");
};

TEST_F(MenuOf, EachRoleLeadsOnlyWhereTheRoleMayGo) {
  for (const access::RoleRule& role : rules_.roles) {
    const access::Caller caller = in_role(role.code);
    auto items = main_menu(caller);
    const auto rest = rest_of_menu(caller);
    items.insert(items.end(), rest.begin(), rest.end());
    for (const MenuItem& item : items) {
      const Route* route = route_to(item.href);
      ASSERT_NE(route, nullptr) << item.href;
      EXPECT_TRUE(route->open || access::lists(role.may, route->use_case)) << role.code << " " << item.href;
    }
  }
}

TEST_F(MenuOf, EachRoleHasAtMostSevenItemsAndNothingTwice) {
  for (const access::RoleRule& role : rules_.roles) {
    const access::Caller caller = in_role(role.code);
    const auto bar = main_menu(caller);
    EXPECT_LE(bar.size(), 7U) << role.code;
    std::set<std::string_view> seen;
    for (const MenuItem& item : bar) EXPECT_TRUE(seen.insert(item.href).second) << role.code << " " << item.href;
    const bool behind = seen.contains("/more");
    for (const MenuItem& item : rest_of_menu(caller)) {
      EXPECT_NE(seen.contains(item.href), behind) << role.code << " " << item.href << ": in the bar, or behind it";
      EXPECT_FALSE(item.what_for.empty()) << item.href;
    }
  }
}

TEST_F(MenuOf, APageBehindTheBarBelongsToTheItemThatLeadsToIt) {
  const access::Caller manager = in_role("manager");
  EXPECT_EQ(item_of_bar(manager, "/time-limits"), "/more");
  EXPECT_EQ(item_of_bar(manager, "/work"), "/work");
  EXPECT_EQ(item_of_bar(manager, ""), "");
  EXPECT_EQ(item_of_bar(in_role("reviewer"), "/standards"), "/standards");
}

}  // namespace
}  // namespace roundel::web
