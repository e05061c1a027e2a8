// What is told over time as JSON: replay, who could have known, who is out of sight.
#pragma once

#include <string>

#include "service/oversee/out_of_sight.h"
#include "service/oversee/replay.h"

namespace roundel::web {

std::string to_json(const service::ReplayPage&);
std::string to_json(const service::WhoKnewPage&);
std::string to_json(const service::OutOfSightPage&);

}  // namespace roundel::web
