#include <cstdint>
#include <string_view>

#include "core/text.h"
#include "web/multipart.h"

// The first line is the header, the rest the body: whatever is accepted is UTF-8 without NUL.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = text.find('\n');
  const std::string boundary = roundel::web::boundary_of(text.substr(0, line));
  const std::string_view body = line == std::string_view::npos ? std::string_view() : text.substr(line + 1);
  if (const auto form = roundel::web::parse_multipart(body, boundary.empty() ? "b" : boundary))
    for (const auto& [name, value] : *form)
      if (name.empty() || !roundel::is_valid_utf8(name) || !roundel::is_valid_utf8(value) ||
          value.find('\0') != std::string::npos)
        __builtin_trap();
  return 0;
}
