// How severely each profession judges, as a dot on a line from 0 to 100 with the interval around it.
#pragma once

#include <string>
#include <vector>

#include "oversight/severity.h"
#include "web/html.h"

namespace roundel::web {

struct SeverityRow {
  std::string name;
  InHigherLevel severity;
};
Html draw_severity(const std::vector<SeverityRow>& rows);

}  // namespace roundel::web
