// Values for the pages that look at time: put off, replay, who could have known, out of sight.
#pragma once

#include "service/oversee/out_of_sight.h"
#include "service/oversee/replay.h"

namespace roundel::web::made_up {

service::ChangesToday changes_with_put_off();
service::ReplayPage replay(const Standards& standards);
service::WhoKnewPage who_knew(const Standards& standards);
service::OutOfSightPage out_of_sight();

}  // namespace roundel::web::made_up
