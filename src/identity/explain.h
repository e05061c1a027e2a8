// Why two records were, or were not, taken for one person: the terms add up to the log odds of the decision.
#pragma once

#include <vector>

#include "identity/linkage.h"
#include "identity/pairs.h"

namespace roundel::identity {

// In the model's order; then what relatives take away, and what was to be expected before any comparison. In bits.
std::vector<Term> explain(const Scoring& scoring, Pattern pattern, const RecordView& a, const RecordView& b);

}  // namespace roundel::identity
