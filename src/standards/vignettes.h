// Made-up families, each told in a few plain sentences, which practitioners of every profession rate by the same levels
// of need: vignettes/*.toml. No real family, and no right answer.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "standards/standards.h"

namespace roundel {

struct Vignette {
  std::string code;                     // "late-from-school"
  std::string name;                     // how people speak of it: "Late from school"
  std::string age;                      // of the child, in words
  Domain domain = Domain::development;  // where most of the need lies
  std::string story;
};

// Reads DIR/england/vignettes/*.toml, by file and within a file in its order.
Result<std::vector<Vignette>> load_vignettes(const std::string& standards_dir);

}  // namespace roundel
