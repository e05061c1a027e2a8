// The list of children out of sight.
#pragma once

#include "service/oversee/out_of_sight.h"
#include "web/pages/frame.h"

namespace roundel::web {

Html out_of_sight_page(const Frame&, const service::OutOfSightPage&);

}  // namespace roundel::web
