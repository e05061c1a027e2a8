#include <cstdint>
#include <string_view>

#include "core/text.h"
#include "web/http.h"

// Forms and targets: whatever is accepted is UTF-8 without NUL.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto check = [](const roundel::web::Fields& fields) {
    for (const auto& [name, value] : fields) {
      if (!roundel::is_valid_utf8(name) || !roundel::is_valid_utf8(value) || value.find('\0') != std::string::npos)
        __builtin_trap();
    }
  };
  if (const auto form = roundel::web::parse_form(text)) check(*form);
  if (const auto target = roundel::web::parse_target(text)) check(target->query);
  roundel::web::cookie_value(text, "roundel");
  return 0;
}
