// Where the program finds what it reads: the standards, the names for simulation, the assets of the pages.
#pragma once

#include "cli/cli.h"

namespace roundel::cli {

// From ROUNDEL_STANDARDS, ROUNDEL_DATA and ROUNDEL_ASSETS where set; else beside the source tree that the program was
// built in; else where a package puts them (PREFIX/share/roundel).
Common find_common();

}  // namespace roundel::cli
