// A concern about a child who is not on the record yet.
#pragma once

#include "service/respond/new_child.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html new_child_page(const Frame&, const Filled&, std::string_view key);
// "Could it be one of these?": before a child is recorded twice. `filled` is the form as it was sent.
Html likely_page(const Frame&, const std::vector<service::LikelyChild>&, const Filled& filled, std::string_view key);
Html new_child_recorded_page(const Frame&, const PersonId& child);

}  // namespace roundel::web
