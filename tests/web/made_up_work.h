// Worklists of made-up children.
#pragma once

#include "service/respond/handover.h"
#include "service/respond/worklist.h"

namespace roundel::web::made_up {

service::WorkPage work(service::WorkOf of);
service::HandOverPage hand_over();

}  // namespace roundel::web::made_up
