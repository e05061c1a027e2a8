#include "core/result.h"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

namespace roundel {

std::string Error::text() const {
  std::string out = place.file;
  if (place.line > 0) out += fmt::format("{}{}", out.empty() ? "line " : ":", place.line);
  if (place.column > 0) out += fmt::format("{}{}", out.empty() ? "column " : ":", place.column);
  if (!out.empty()) out += ": ";
  if (!place.field.empty()) out += place.field + ": ";
  out += what;
  if (!expected.empty()) out += " (expected " + expected + ")";
  return out;
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "roundel: a promise of the program does not hold: %s\n", what);
  std::abort();
}

}  // namespace roundel
