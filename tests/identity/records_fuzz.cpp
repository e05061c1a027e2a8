// Any bytes are either records, all columns as long as the ids, or an error with a place.
#include <cstdlib>

#include "identity/records.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view csv(reinterpret_cast<const char*>(data), size);
  const auto records = roundel::identity::parse_records(csv, "fuzz.csv", "id");
  if (records) {
    for (const auto& column : records->columns)
      if (column.size() != records->ids.size()) std::abort();
  } else if (records.error().place.file != "fuzz.csv") {
    std::abort();
  }
  return 0;
}
