// A concern about a child who is not on the record yet, as JSON.
#pragma once

#include <string>

#include "service/respond/new_child.h"

namespace roundel::web {

std::string to_json(const service::NewChildRecorded&);
// A birth recorded for another child than the one that was asked about.
std::string recorded_child_json(const PersonId& child);

}  // namespace roundel::web
