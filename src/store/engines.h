// The two engines behind store::open. Nothing outside this room includes it.
#pragma once

#include <memory>
#include <string>

#include "store/database.h"

namespace roundel::store {

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path);
Result<std::unique_ptr<Database>> open_postgres(const std::string& url);

}  // namespace roundel::store
