// Worklists of made-up children.
#pragma once

#include "service/respond/handover.h"
#include "service/respond/worklist.h"

namespace roundel::web::made_up {

service::WorkPage work(service::WorkOf of);
service::WorkPage work_of_one_part();  // its last page
service::HandOverPage hand_over();

}  // namespace roundel::web::made_up
