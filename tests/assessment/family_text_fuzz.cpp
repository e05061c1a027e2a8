// Families as text: any bytes are read or refused, and what is read can be assessed.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "assessment/assessment.h"
#include "assessment/family_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace roundel;
  static const Standards standards =
      load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt).value();
  const auto read = FamilyText::read({reinterpret_cast<const char*>(data), size}, standards.vocabulary);
  if (read) assess(read->on(Date::of(2024, 6, 15)), standards);
  return 0;
}
