// Forms of one name: a CSV file with the columns name and form; every name with its forms is one group.
#pragma once

#include "identity/model.h"

namespace roundel::identity {

Result<Nicknames> read_nicknames(const std::string& path);

}  // namespace roundel::identity
