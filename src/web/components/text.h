// Headings, paragraphs, links and lists with the classes of the design system.
#pragma once

#include <vector>

#include "web/html.h"

namespace roundel::web {

enum class Size { s, m, l, xl };

Html heading(int level, Size size, const Html& content, std::string_view id = {});
Html paragraph(const Html& content, std::string_view extra_classes = {});
Html link(std::string_view href, const Html& content, std::string_view extra_classes = {});
Html bullets(const std::vector<Html>& items);
// Read aloud, not seen.
Html hidden_text(const Html& content);
Html bold(const Html& content);
// A <time> that machines can read.
Html time_of(std::string_view iso, std::string_view text);

}  // namespace roundel::web
