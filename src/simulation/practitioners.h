// What those who work with families are called and where they are rung: a child's page names people, not references.
#pragma once

#include <string>

#include "simulation/feeds.h"
#include "simulation/names.h"

namespace roundel::simulation {

// The same worker has the same name in every place and on every day. Drawn aside from the place's own chance, so that
// nothing else hangs on it. Empty for nobody.
std::string name_of(const Worker& worker, const Names& names);

// From the numbers kept for drama; several share one, as at a desk. Empty for nobody.
std::string telephone_of(const Worker& worker);

}  // namespace roundel::simulation
