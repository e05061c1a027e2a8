// Rules in files, brought into their one canonical form; and what of a line an error points at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "standards/vocabulary.h"

namespace roundel {

struct RuleRewritten {
  Place place;
  std::string from;
  std::string to;
};
struct Formatted {
  std::string text;                      // the file, with every rule in its canonical form
  std::vector<RuleRewritten> rewritten;  // those that were not
};

// Looks at lines `rule = "…"` and leaves every other byte as it is. A rule that cannot be read is an error.
Result<Formatted> format_rules(std::string_view text, const Vocabulary& vocabulary, const std::string& file);

// The files of DIR that hold rules: indicators, questions, and each place's indicators.
std::vector<std::string> files_with_rules(const std::string& dir);

// The line that an error names, with a mark under the column; empty where the error names none that can be read.
std::string pointed_at(const Error& error);

}  // namespace roundel
