#include "web/components/moj.h"

namespace roundel::web {

Html identity_bar(const Html& title, const Html& actions) {
  return element("div", {{"class", "moj-identity-bar"}},
                 element("div", {{"class", "moj-identity-bar__container"}},
                         element("div", {{"class", "moj-identity-bar__details"}},
                                 element("span", {{"class", "moj-identity-bar__title"}}, title)),
                         actions.empty() ? Html()
                                         : element("div", {{"class", "moj-identity-bar__actions"}},
                                                   element("div", {{"class", "moj-identity-bar__menu"}}, actions))));
}

Html timeline(const Timeline& timeline) {
  const Attributes titled = {{"class", "moj-timeline__title"}};
  return element(
      "div", {{"class", "moj-timeline"}}, each(timeline.items, [&](const TimelineItem& item) {
        const Html title =
            timeline.heading_level == 2 ? element("h2", titled, item.label) : element("h3", titled, item.label);
        return element(
            "div", {{"class", "moj-timeline__item"}},
            element("div", {{"class", "moj-timeline__header"}}, title,
                    item.by.empty() ? Html() : element("p", {{"class", "moj-timeline__byline"}}, "by ", item.by)),
            element("p", {{"class", "moj-timeline__date"}}, element("time", {{"datetime", item.iso}}, item.when)),
            element("div", {{"class", "moj-timeline__description"}}, item.content));
      }));
}

Html badge(const Html& text, std::string_view extra_classes) {
  return element("span", {{"class", classes("moj-badge", extra_classes)}}, text);
}

}  // namespace roundel::web
