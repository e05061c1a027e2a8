// Worklists as JSON.
#pragma once

#include <string>

#include "service/respond/worklist.h"

namespace roundel::web {

std::string to_json(const service::WorkPage&);
std::string handed_over_json(int children);

}  // namespace roundel::web
