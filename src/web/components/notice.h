// What a page says aloud: inset text, warning, notification banner, panel, details.
#pragma once

#include <optional>
#include <string>

#include "web/html.h"

namespace roundel::web {

Html inset_text(const Html& content, std::string_view extra_classes = {});
Html warning_text(const Html& content, std::string_view icon_says = "Warning");

struct NotificationBanner {
  Html text;     // one line, or
  Html content;  // several
  bool success = false;
  std::string title;
  std::string title_id;
  std::string classes;
  std::string role;
  std::optional<bool> disable_auto_focus;
};
Html notification_banner(const NotificationBanner&);

struct Panel {
  Html title;
  Html content;
  int heading_level = 1;
  std::string classes;
};
Html panel(const Panel&);

struct Details {
  Html summary;
  Html content;
  std::string id;
  std::string classes;
  bool open = false;
};
Html details(const Details&);

}  // namespace roundel::web
