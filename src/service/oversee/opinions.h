// The entries in which somebody said a level of need, of a made-up family or of a child, or what services learned: few
// of many, and found without reading the ledger. The table `opinion` can always be rebuilt.
#pragma once

#include <string_view>
#include <vector>

#include "service/parts.h"

namespace roundel::service {

// Of a kind, in ledger order.
Result<std::vector<Entry>> opinions_of(Desk::Parts& parts, std::string_view kind);
// Within the transaction that appended the entry.
Done note_opinion(Desk::Parts& parts, const Appended& appended, std::string_view kind);

}  // namespace roundel::service
