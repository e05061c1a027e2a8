// The ways from every page: at most seven in the bar, and the rest on a page of its own, each with what it is for. Both
// hold only what the role may do.
#pragma once

#include <string_view>
#include <vector>

#include "web/pages/frame.h"

namespace roundel::web {

struct MenuItem {
  std::string_view name;
  std::string_view href;
  std::string_view what_for;  // said on the page of the rest
};
std::vector<MenuItem> main_menu(const access::Caller& caller);
std::vector<MenuItem> rest_of_menu(const access::Caller& caller);  // below "/more"

// Whether the role passes on concerns.
bool passes_on(const access::Caller& caller);

// The item of the bar that a page belongs to, by the page's own item.
std::string_view item_of_bar(const access::Caller& caller, std::string_view current);

Html more_page(const Frame&);

}  // namespace roundel::web
