// A page as PDF: written to a folder that only this user may read, printed by Chromium, and the folder removed.
#pragma once

#include <string>

#include "core/result.h"
#include "web/html.h"

namespace roundel::cli {

// Where Debian's package puts it.
inline constexpr const char* debian_chromium = "/usr/bin/chromium";

struct Paper {
  std::string out;       // the file to write; what is there is written over
  std::string chromium;  // path of the program
};
// `page` links its style by its path on this machine. Only this user may read the file that is made.
Done print_to_pdf(const web::Html& page, const Paper& paper);

}  // namespace roundel::cli
