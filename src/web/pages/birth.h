// The form that records a birth, and the page that says what goes on.
#pragma once

#include "service/respond/birth.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html birth_page(const Frame&, const service::BirthPage&, const Filled&, std::string_view key);
Html born_page(const Frame&, const service::BirthPage& after);
// Another child of the birth, who has no record yet: the form, by the first child's page, and what was recorded.
Html another_birth_page(const Frame&, const service::BirthPage& first, const Filled&, std::string_view key);
Html another_born_page(const Frame&, const service::BirthPage& other);

}  // namespace roundel::web
