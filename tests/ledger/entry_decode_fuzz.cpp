// Whatever bytes come: the reader says no, or these are exactly the bytes that the entry would be written as.
#include <cstdlib>

#include "ledger/entry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto entry = roundel::decode(bytes);
  if (entry && roundel::encode(*entry) != bytes) std::abort();
  return 0;
}
