// Reads a family told as text (tests/families/README.md) into entries. Pure; errors name file and line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "ledger/entry.h"

namespace roundel::support {

struct Expectation {
  Date on;
  std::string prose;
  int line = 0;
};

struct FamilyFile {
  std::vector<NewEntry> entries;  // people first appear before what is about them
  std::vector<Expectation> expectations;
};

Result<FamilyFile> read_family(std::string_view text, const std::string& file);

}  // namespace roundel::support
