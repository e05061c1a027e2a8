// A rule: one sentence of the rule language, parsed.
#pragma once

namespace roundel {
struct Rule {};
}  // namespace roundel
