// Speaking one language: made-up families that practitioners rate, each for themselves, and what a manager sees of how
// professions differ. Who rated what is shown to nobody but whoever rated.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oversight/decided_severity.h"
#include "oversight/severity.h"
#include "service/service.h"

namespace roundel::service {

struct VignetteToRate {
  Vignette vignette;
  std::optional<VignetteRating> mine;  // the last of the caller
};
Result<std::vector<VignetteToRate>> see_vignettes(Desk& desk, const Caller& caller);

struct RateForm {
  std::string vignette;
  LevelCode level;
  std::string sure;  // code of the set "sureness"
  std::string key;   // idempotency key made with the form: sending it twice records it once
};
Done rate_vignette(Desk& desk, const Caller& caller, const RateForm& form);

struct SeverityPage {
  Severity severity;        // in made-up families
  DecidedSeverity decided;  // in real decisions
  std::vector<Vignette> vignettes;
};
Result<SeverityPage> see_severity(Desk& desk, const Caller& caller);

}  // namespace roundel::service
