// What is really so, kept apart from the feeds: whose record it is, who lived where, who was harmed and when.
#pragma once

#include "simulation/world.h"

namespace roundel::simulation {

Done write_truth(const World& world);

}  // namespace roundel::simulation
