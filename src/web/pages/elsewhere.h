// Questions between places: is this child known to you? The file to send, and the answer to another place's file.
#pragma once

#include "service/linkage/lookup.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html ask_elsewhere_page(const Frame&, const service::AskElsewhere&);
// `answer`: to the file that was just sent; nothing: none was.
Html answer_elsewhere_page(const Frame&, bool shares_a_key, const std::optional<service::LookupAnswer>& answer,
                           const Filled&);

}  // namespace roundel::web
