// Worklists of made-up children.
#pragma once

#include "service/handover.h"
#include "service/worklist.h"

namespace roundel::web::made_up {

service::WorkPage work(service::WorkOf of);
service::HandOverPage hand_over();

}  // namespace roundel::web::made_up
