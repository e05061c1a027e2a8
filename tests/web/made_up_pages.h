// Every page, made from made-up children.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "web/pages/pages.h"

namespace roundel::web::made_up {

std::vector<std::pair<std::string, Html>> pages();

}  // namespace roundel::web::made_up
