// Forms of one name: CSV files with the columns name and form; every name with its forms is one group.
#pragma once

#include "identity/model.h"

namespace roundel::identity {

Result<Nicknames> read_nicknames(const std::vector<std::string>& paths);

}  // namespace roundel::identity
