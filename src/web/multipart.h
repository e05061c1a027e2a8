// A form that carries a file (multipart/form-data, RFC 7578), as fields: a file is the field that it was chosen for,
// and its content the value. What it was called on somebody's machine is left out.
#pragma once

#include <string>
#include <string_view>

#include "web/http.h"

namespace roundel::web {

// The boundary that a Content-Type header names; empty where it is no such form.
std::string boundary_of(std::string_view content_type);
// Refuses what is not UTF-8 text, and what does not end as it should. The last of several values counts.
Result<Fields> parse_multipart(std::string_view body, std::string_view boundary);

}  // namespace roundel::web
