// Finding one's way: skip link, header, service navigation, breadcrumbs, back link, pagination.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "web/html.h"

namespace roundel::web {

Html skip_link(std::string_view href, const Html& text);
Html back_link(std::string_view href, const Html& text = "Back");
// The header without a crown: a name that leads home.
Html generic_header(const Html& name);

struct NavigationItem {
  Html text;
  std::string href;
  bool current = false;
};
struct ServiceNavigation {
  std::string name;  // of the service; empty: none
  std::string url;
  std::vector<NavigationItem> items;
  std::string label = "Menu";
  std::string id = "navigation";
};
Html service_navigation(const ServiceNavigation&);

struct Crumb {
  Html text;
  std::string href;  // empty: this page
};
Html breadcrumbs(const std::vector<Crumb>&);

struct PageLink {
  int number = 0;  // 0: pages left out
  std::string href;
  bool current = false;
};
struct Pagination {
  std::string previous;  // address; empty: none
  std::string next;
  std::vector<PageLink> items;
};
Html pagination(const Pagination&);
// The way through `last` pages: the first, the last, and those beside `page`. Nothing where there is one page only.
Html numbered_pages(int page, int last, const std::function<std::string(int)>& address);

}  // namespace roundel::web
