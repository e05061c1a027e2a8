// The access rules as any text: read or refused with a place, never a crash.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "access/access.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto rules =
      roundel::access::parse_rules(std::string_view(reinterpret_cast<const char*>(data), size), "access.toml");
  if (!rules && rules.error().what.empty()) __builtin_trap();
  return 0;
}
