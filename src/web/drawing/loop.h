// What became of what one source passed on, from sending it to its coming back, as a drawing.
#pragma once

#include "response/loop.h"
#include "web/html.h"

namespace roundel::web {

// "12", or "few" where it is withheld.
std::string told(const Count& count);
Html draw_loop(const LoopRow& row);

}  // namespace roundel::web
