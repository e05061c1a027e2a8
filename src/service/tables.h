// The tables of this room. Some can always be rebuilt from the ledger (projections); the others are the program's own
// business: accounts, sessions, the access log, the quarantine.
#pragma once

#include "store/database.h"

namespace roundel::service {

Done make_service_tables(store::Database& database);

}  // namespace roundel::service
