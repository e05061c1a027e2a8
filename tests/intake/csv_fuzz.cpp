// Any bytes as CSV: the reader ends, gives back no more than it was given, and its rows lie in order in the content.
#include <cstdint>

#include "core/result.h"
#include "intake/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view content(reinterpret_cast<const char*>(data), size);
  roundel::intake::CsvReader reader(content);
  const char* end = content.data();
  std::size_t line = 0;
  while (reader.next()) {
    const roundel::intake::CsvRow& row = reader.row();
    roundel::require(row.line > line, "rows start on later and later lines");
    roundel::require(row.raw.data() >= end, "rows do not overlap");
    roundel::require(row.problem ? row.cells.empty() : !row.cells.empty(), "a row has cells or a problem");
    line = row.line;
    end = row.raw.data() + row.raw.size();
    std::size_t bytes = 0;
    for (const auto cell : row.cells) bytes += cell.size();
    roundel::require(bytes <= row.raw.size(), "cells hold no more than their row");
  }
  roundel::require(reader.position() == content.size(), "everything is read");
  return 0;
}
