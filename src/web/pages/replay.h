// Replay: a child's assessment at any moment and for any agency, and who could have known what, when.
#pragma once

#include "service/oversee/replay.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html replay_page(const Frame&, const service::ReplayPage&, const Standards&);
Html who_knew_page(const Frame&, const service::WhoKnewPage&, const Standards&);

}  // namespace roundel::web
