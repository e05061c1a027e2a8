// How severely each profession judges, as a mark on a line from 0 to 100 with the interval around it: a dot for made-up
// families, a ring for real decisions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oversight/severity.h"
#include "web/html.h"

namespace roundel::web {

struct SeverityRow {
  std::string name;
  std::optional<InHigherLevel> made_up;
  std::optional<InHigherLevel> decided;
};
Html draw_severity(const std::vector<SeverityRow>& rows);

}  // namespace roundel::web
