#include "web/components/navigation.h"

namespace roundel::web {
namespace {

Html arrow(Name path_attribute, std::string_view style, std::string_view path) {
  return element("svg",
                 {{"class", style},
                  {"xmlns", "http://www.w3.org/2000/svg"},
                  {"height", "13"},
                  {"width", "15"},
                  {"aria-hidden", "true"},
                  {"focusable", "false"},
                  {"viewBox", "0 0 15 13"}},
                 element("path", {{path_attribute, path}}));
}

Html arrow_back() {
  return arrow("d", "govuk-pagination__icon govuk-pagination__icon--prev",
               "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 "
               "1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z");
}

Html arrow_on() {
  return arrow("d", "govuk-pagination__icon govuk-pagination__icon--next",
               "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 "
               "6.7441-6.4062-6.7246-6.7266z");
}

Html step_title(std::string_view word) {
  return element("span", {{"class", "govuk-pagination__link-title"}}, word,
                 element("span", {{"class", "govuk-visually-hidden"}}, " page"));
}

Html page_item(const PageLink& item) {
  if (item.number == 0) {
    return element("li", {{"class", "govuk-pagination__item govuk-pagination__item--ellipsis"}}, "\u22EF");
  }
  const std::string number = std::to_string(item.number);
  return element("li",
                 {{"class", classes("govuk-pagination__item", item.current ? "govuk-pagination__item--current" : "")}},
                 element("a",
                         {{"class", "govuk-link govuk-pagination__link"},
                          {"href", item.href},
                          {"aria-label", "Page " + number},
                          Attribute("aria-current", "page").when(item.current)},
                         number));
}

Html navigation_item(const NavigationItem& item) {
  const Html inner =
      item.current ? element("strong", {{"class", "govuk-service-navigation__active-fallback"}}, item.text) : item.text;
  return element("li",
                 {{"class", classes("govuk-service-navigation__item",
                                    item.current ? "govuk-service-navigation__item--active" : "")}},
                 element("a",
                         {{"class", "govuk-service-navigation__link"},
                          {"href", item.href},
                          Attribute("aria-current", "page").when(item.current)},
                         inner));
}

}  // namespace

Html skip_link(std::string_view href, const Html& text) {
  return element("a", {{"href", href}, {"class", "govuk-skip-link"}, {"data-module", "govuk-skip-link"}}, text);
}

Html back_link(std::string_view href, const Html& text) {
  return element("a", {{"href", href}, {"class", "govuk-back-link"}}, text);
}

Html generic_header(const Html& name) {
  return element(
      "div", {{"class", "govuk-generic-header"}},
      element("div", {{"class", "govuk-generic-header__container govuk-width-container"}},
              element("div", {{"class", "govuk-generic-header__logo"}},
                      element("a", {{"href", "/"}, {"class", "govuk-generic-header__homepage-link"}}, name))));
}

Html service_navigation(const ServiceNavigation& navigation) {
  Html name;
  if (!navigation.name.empty()) {
    name = element(
        "span", {{"class", "govuk-service-navigation__service-name"}},
        navigation.url.empty()
            ? element("span", {{"class", "govuk-service-navigation__text"}}, navigation.name)
            : element("a", {{"href", navigation.url}, {"class", "govuk-service-navigation__link"}}, navigation.name));
  }
  Html menu;
  if (!navigation.items.empty()) {
    Html toggle;
    if (navigation.items.size() > 1) {
      toggle = element("button",
                       {{"type", "button"},
                        {"class", "govuk-service-navigation__toggle govuk-js-service-navigation-toggle"},
                        {"aria-controls", navigation.id},
                        Attribute("hidden"),
                        {"aria-hidden", "true"}},
                       "Menu");
    }
    menu = element("nav", {{"aria-label", navigation.label}, {"class", "govuk-service-navigation__wrapper"}}, toggle,
                   element("ul", {{"class", "govuk-service-navigation__list"}, {"id", navigation.id}},
                           each(navigation.items, navigation_item)));
  }
  const Html inside = element("div", {{"class", "govuk-width-container"}},
                              element("div", {{"class", "govuk-service-navigation__container"}}, name, menu));
  const Attribute style("class", "govuk-service-navigation");
  const Attribute module("data-module", "govuk-service-navigation");
  if (navigation.name.empty()) return element("div", {style, module}, inside);
  return element("section", {{"aria-label", "Service information"}, style, module}, inside);
}

Html breadcrumbs(const std::vector<Crumb>& crumbs) {
  const Html items = each(crumbs, [](const Crumb& crumb) {
    if (crumb.href.empty()) {
      return element("li", {{"class", "govuk-breadcrumbs__list-item"}, {"aria-current", "page"}}, crumb.text);
    }
    return element("li", {{"class", "govuk-breadcrumbs__list-item"}},
                   element("a", {{"class", "govuk-breadcrumbs__link"}, {"href", crumb.href}}, crumb.text));
  });
  return element("nav", {{"class", "govuk-breadcrumbs"}, {"aria-label", "Breadcrumb"}},
                 element("ol", {{"class", "govuk-breadcrumbs__list"}}, items));
}

Html pagination(const Pagination& pages) {
  Html back;
  if (!pages.previous.empty()) {
    back = element(
        "div", {{"class", "govuk-pagination__prev"}},
        element("a", {{"class", "govuk-link govuk-pagination__link"}, {"href", pages.previous}, {"rel", "prev"}},
                arrow_back(), step_title("Previous")));
  }
  Html on;
  if (!pages.next.empty()) {
    on = element("div", {{"class", "govuk-pagination__next"}},
                 element("a", {{"class", "govuk-link govuk-pagination__link"}, {"href", pages.next}, {"rel", "next"}},
                         step_title("Next"), arrow_on()));
  }
  return element(
      "nav", {{"class", "govuk-pagination"}, {"aria-label", "Pagination"}}, back,
      pages.items.empty() ? Html() : element("ul", {{"class", "govuk-pagination__list"}}, each(pages.items, page_item)),
      on);
}

Html numbered_pages(int page, int last, const std::function<std::string(int)>& address) {
  if (last <= 1) return {};
  Pagination pages;
  if (page > 1) pages.previous = address(page - 1);
  if (page < last) pages.next = address(page + 1);
  bool gap = false;
  for (int number = 1; number <= last; ++number) {
    if (number == 1 || number == last || std::abs(number - page) <= 1) {
      pages.items.push_back({.number = number, .href = address(number), .current = number == page});
      gap = false;
    } else if (!std::exchange(gap, true)) {
      pages.items.push_back({});
    }
  }
  return pagination(pages);
}

}  // namespace roundel::web
