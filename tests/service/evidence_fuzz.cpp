// What stands in an entry as evidence is read back whatever it is; what was read is written and read as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "service/linkage/link_evidence.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace roundel::service;
  const auto terms = read_evidence({reinterpret_cast<const char*>(data), size});
  const std::string text = evidence_text(terms);
  if (evidence_text(read_evidence(text)) != text) std::abort();
  return 0;
}
