// What was passed on and what became of it, as JSON.
#pragma once

#include <string>

#include "service/oversee/referral_loop.h"
#include "service/respond/passed_on.h"

namespace roundel::web {

std::string to_json(const service::PassedOnPage&);
std::string to_json(const service::ReferralLoop&);

}  // namespace roundel::web
