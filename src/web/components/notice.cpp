#include "web/components/notice.h"

namespace roundel::web {

Html inset_text(const Html& content, std::string_view extra_classes) {
  return element("div", {{"class", classes("govuk-inset-text", extra_classes)}}, content);
}

Html warning_text(const Html& content, std::string_view icon_says) {
  return element("div", {{"class", "govuk-warning-text"}},
                 element("span", {{"class", "govuk-warning-text__icon"}, {"aria-hidden", "true"}}, "!"),
                 element("strong", {{"class", "govuk-warning-text__text"}},
                         element("span", {{"class", "govuk-visually-hidden"}}, icon_says), " ", content));
}

Html notification_banner(const NotificationBanner& banner) {
  const std::string title = !banner.title.empty() ? banner.title : banner.success ? "Success" : "Important";
  const std::string role = !banner.role.empty() ? banner.role : banner.success ? "alert" : "region";
  const std::string id = banner.title_id.empty() ? "govuk-notification-banner-title" : banner.title_id;
  const std::string style = classes(
      classes("govuk-notification-banner", banner.success ? "govuk-notification-banner--success" : ""), banner.classes);
  const Html body = !banner.content.empty() ? banner.content
                    : banner.text.empty()
                        ? Html()
                        : element("p", {{"class", "govuk-notification-banner__heading"}}, banner.text);
  return element("div",
                 {{"class", style},
                  {"role", role},
                  {"aria-labelledby", id},
                  {"data-module", "govuk-notification-banner"},
                  Attribute("data-disable-auto-focus", banner.disable_auto_focus.value_or(false) ? "true" : "false")
                      .when(banner.disable_auto_focus.has_value())},
                 element("div", {{"class", "govuk-notification-banner__header"}},
                         element("h2", {{"class", "govuk-notification-banner__title"}, {"id", id}}, title)),
                 element("div", {{"class", "govuk-notification-banner__content"}}, body));
}

Html panel(const Panel& panel) {
  const Attributes titled = {{"class", "govuk-panel__title"}};
  return element("div", {{"class", classes("govuk-panel govuk-panel--confirmation", panel.classes)}},
                 panel.heading_level == 1 ? element("h1", titled, panel.title) : element("h2", titled, panel.title),
                 panel.content.empty() ? Html() : element("div", {{"class", "govuk-panel__body"}}, panel.content));
}

Html details(const Details& details) {
  return element("details",
                 {optional("id", details.id),
                  {"class", classes("govuk-details", details.classes)},
                  Attribute("open").when(details.open)},
                 element("summary", {{"class", "govuk-details__summary"}},
                         element("span", {{"class", "govuk-details__summary-text"}}, details.summary)),
                 element("div", {{"class", "govuk-details__text"}}, details.content));
}

}  // namespace roundel::web
