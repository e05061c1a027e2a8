#include "web/pages/frame.h"

#include "web/components/navigation.h"
#include "web/components/text.h"
#include "web/pages/done.h"
#include "web/pages/menu.h"

namespace roundel::web {
namespace {

Html navigation(const Frame& frame, const Page& page) {
  ServiceNavigation bar{.label = "Main menu"};
  const std::string_view current = item_of_bar(*frame.caller, page.current);
  for (const MenuItem& item : main_menu(*frame.caller))
    bar.items.push_back(
        {.text = item.name, .href = std::string(item.href), .current = !current.empty() && item.href == current});
  return service_navigation(bar);
}

Html who_is_signed_in(const Frame& frame) {
  return element(
      "div", {{"class", "roundel-account"}},
      element("div", {{"class", "govuk-width-container roundel-account__inner"}},
              element("span", {{"class", "roundel-account__name"}}, frame.caller->name),
              post_form(frame, "/sign-out",
                        element("button", {{"type", "submit"}, {"class", "roundel-link-button"}}, "Sign out"))));
}

// Two rings: the picture, and the people around it.
Html mark() {
  return element("svg",
                 {{"class", "roundel-mark"},
                  {"viewBox", "0 0 32 32"},
                  {"width", "28"},
                  {"height", "28"},
                  {"aria-hidden", "true"},
                  {"focusable", "false"}},
                 element("circle", {{"cx", "16"},
                                    {"cy", "16"},
                                    {"r", "13"},
                                    {"fill", "none"},
                                    {"stroke", "currentColor"},
                                    {"stroke-width", "4"}}),
                 element("circle", {{"cx", "16"}, {"cy", "16"}, {"r", "5"}, {"fill", "currentColor"}}));
}

Html header(const Frame& frame, const Page& page) {
  Html inside = generic_header(
      all(mark(), element("span", {{"class", "roundel-name"}}, "Roundel"),
          frame.site.place.empty() ? Html() : element("span", {{"class", "roundel-place"}}, frame.site.place)));
  if (frame.caller != nullptr) {
    inside += who_is_signed_in(frame);
    inside += navigation(frame, page);
  }
  return element("header", {{"class", "govuk-template__header roundel-header"}}, inside);
}

Html demonstration_banner() {
  return element("div", {{"class", "roundel-demonstration"}, {"role", "region"}, {"aria-label", "Demonstration"}},
                 element("div", {{"class", "govuk-width-container"}}, bold("Demonstration."),
                         " Everyone here is made up. Do not enter anything about real people."));
}

Html footer(const Frame& frame) {
  return element(
      "footer", {{"class", "govuk-template__footer roundel-footer"}},
      element(
          "div", {{"class", "govuk-width-container"}},
          element("ul", {{"class", "roundel-footer__list"}},
                  element("li", {}, link("/about", "About Roundel", "govuk-link--no-visited-state")),
                  frame.caller == nullptr
                      ? Html()
                      : element("li", {}, link("/standards", "Standards in words", "govuk-link--no-visited-state"))),
          element("p", {{"class", "roundel-footer__danger"}}, "If a child is in immediate danger, call 999.")));
}

Html head(const Frame& frame, const Page& page) {
  const std::string title = (page.errors.empty() ? "" : "Error: ") + page.title + " – Roundel";
  return element(
      "head", {}, element("meta", {{"charset", "utf-8"}}), element("title", {}, title),
      element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1, viewport-fit=cover"}}),
      element("meta", {{"name", "robots"}, {"content", "noindex"}}),
      element("link", {{"rel", "icon"}, {"href", frame.site.icon}, {"type", "image/svg+xml"}}),
      element("link", {{"rel", "stylesheet"}, {"href", frame.site.css}}),
      element("script", {{"src", frame.site.script}, {"type", "module"}}));
}

}  // namespace

Html whole_page(const Frame& frame, const Page& page) {
  Html errors;
  if (!page.errors.empty()) errors = error_summary({.errors = page.errors});
  return all(
      Html(Literal("<!DOCTYPE html>\n")),
      element("html", {{"lang", "en-GB"}, {"class", "govuk-template"}}, head(frame, page),
              element("body", {{"class", "govuk-template__body"}}, skip_link("#main-content", "Skip to main content"),
                      header(frame, page), frame.site.demonstration ? demonstration_banner() : Html(), page.banner,
                      element("div", {{"class", "govuk-width-container"}},
                              page.before.empty() ? Html() : element("nav", {{"aria-label", "Back"}}, page.before),
                              element("main", {{"class", "govuk-main-wrapper"}, {"id", "main-content"}}, errors,
                                      page.errors.empty() ? done_banner(frame.done) : Html(), page.main)),
                      footer(frame))));
}

Html post_form(const Frame& frame, std::string_view action, const Html& content) {
  return element("form", {{"method", "post"}, {"action", action}, Attribute("novalidate")},
                 hidden_field("csrf", frame.csrf), content);
}

Html post_file_form(const Frame& frame, std::string_view action, const Html& content) {
  return element("form",
                 {{"method", "post"}, {"action", action}, {"enctype", "multipart/form-data"}, Attribute("novalidate")},
                 hidden_field("csrf", frame.csrf), content);
}

std::string child_path(const PersonId& child) { return "/child/" + url_part(child.str()); }

std::string child_path(const PersonId& child, std::string_view below) {
  return child_path(child) + "/" + std::string(below);
}

}  // namespace roundel::web
