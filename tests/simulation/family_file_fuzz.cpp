#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/support/family_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)roundel::support::read_family(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz.family");
  return 0;
}
