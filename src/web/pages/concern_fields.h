// The questions of a concern, whoever it is about.
#pragma once

#include "web/pages/pages.h"

namespace roundel::web {

// What worries, what the child says, whether there is danger, and whether the parents know.
Html concern_fields(const Filled&);

}  // namespace roundel::web
