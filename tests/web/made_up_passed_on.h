// What made-up services passed on and what became of it, and how somebody hears of waiting work.
#pragma once

#include "service/oversee/referral_loop.h"
#include "service/respond/passed_on.h"
#include "service/respond/reminders.h"

namespace roundel::web::made_up {

service::PassedOnPage passed_on();
service::ReferralLoop referral_loop();
service::Reminders reminders();

}  // namespace roundel::web::made_up
