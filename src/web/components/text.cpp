#include "web/components/text.h"

namespace roundel::web {
namespace {

std::string_view heading_class(Size size) {
  switch (size) {
    case Size::s:
      return "govuk-heading-s";
    case Size::m:
      return "govuk-heading-m";
    case Size::l:
      return "govuk-heading-l";
    case Size::xl:
      break;
  }
  return "govuk-heading-xl";
}

}  // namespace

Html heading(int level, Size size, const Html& content, std::string_view id) {
  const Attributes attributes = {{"class", heading_class(size)}, optional("id", id)};
  switch (level) {
    case 1:
      return element("h1", attributes, content);
    case 2:
      return element("h2", attributes, content);
    case 3:
      return element("h3", attributes, content);
    default:
      return element("h4", attributes, content);
  }
}

Html paragraph(const Html& content, std::string_view extra_classes) {
  return element("p", {{"class", classes("govuk-body", extra_classes)}}, content);
}

Html link(std::string_view href, const Html& content, std::string_view extra_classes) {
  return element("a", {{"class", classes("govuk-link", extra_classes)}, {"href", href}}, content);
}

Html bullets(const std::vector<Html>& items) {
  return element("ul", {{"class", "govuk-list govuk-list--bullet"}},
                 each(items, [](const Html& item) { return element("li", {}, item); }));
}

Html hidden_text(const Html& content) { return element("span", {{"class", "govuk-visually-hidden"}}, content); }

Html bold(const Html& content) { return element("strong", {{"class", "govuk-!-font-weight-bold"}}, content); }

Html time_of(std::string_view iso, std::string_view text) { return element("time", {{"datetime", iso}}, text); }

}  // namespace roundel::web
