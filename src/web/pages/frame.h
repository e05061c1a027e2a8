// What stands around every page: header, navigation, banners, footer.
#pragma once

#include <string>
#include <vector>

#include "access/access.h"
#include "web/components/form.h"
#include "web/html.h"

namespace roundel::web {

// The same for all pages of a running program.
struct Site {
  std::string css = "/assets/roundel.css";
  std::string script = "/assets/roundel.js";
  std::string icon = "/assets/icon.svg";
  std::string place;           // "Northern City"
  bool demonstration = false;  // synthetic people: every page says so
};

// Who looks, and the token that their forms carry.
struct Frame {
  Site site;
  const access::Caller* caller = nullptr;  // nobody: not signed in
  std::string csrf;
  std::string done;  // what a form did just before, by its word in done.h; empty: nothing
};

struct Page {
  std::string title;    // without names of people: it goes into browser histories
  std::string current;  // address of the navigation item this page belongs to
  Html before;          // back link or breadcrumbs
  Html banner;          // across the page, under the navigation: the identity bar
  Html main;
  std::vector<ErrorLine> errors;
};

Html whole_page(const Frame& frame, const Page& page);

// A form that posts to this site, with its CSRF token.
Html post_form(const Frame& frame, std::string_view action, const Html& content);
// The same for a form that carries a file.
Html post_file_form(const Frame& frame, std::string_view action, const Html& content);

// Addresses. Nothing in them but opaque ids and dates.
std::string child_path(const PersonId& child);
std::string child_path(const PersonId& child, std::string_view below);  // "/child/p4f0c…/concern"

}  // namespace roundel::web
