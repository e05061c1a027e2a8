// What a run learned, as a file: read again it makes a run without learning, and two can be compared.
#pragma once

#include <memory>
#include <string>

#include "core/document.h"
#include "identity/learn.h"
#include "identity/linkage.h"

namespace roundel::identity {

// TOML in the model's words. The same parameters give the same text.
std::string learned_text(const Parameters& parameters, const Model& model);
// Refuses parameters of other comparisons or levels than the model's.
Result<Parameters> read_learned(const Node& file, const Model& model);

// How far two sets of parameters are apart: a line for each level, "COMPARISON | LEVEL | bits before | bits after".
// In bits, log2 m/u, which is what a decision sees.
std::string learned_difference(const Parameters& before, const Parameters& after, const Model& model);

}  // namespace roundel::identity
