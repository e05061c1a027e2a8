// Made-up families and how professions rate them, as JSON.
#pragma once

#include <string>

#include "service/oversee/vignettes.h"
#include "web/api/json.h"

namespace roundel::web {

std::string vignettes_json(const std::vector<service::VignetteToRate>&);
std::string severity_json(const service::SeverityPage&);

}  // namespace roundel::web
