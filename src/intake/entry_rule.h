// One [[entry]] of a mapping: read and held against the vocabulary.
#pragma once

#include <string_view>

#include "core/document.h"
#include "intake/mapping.h"

namespace roundel::intake {

// `mapping` has its columns, dates and agency. Marks the columns that the rule makes personal.
Result<EntryRule> parse_entry_rule(const Node& node, const Standards& standards, Mapping& mapping);

// The column that the member `key` names; it must be among the mapping's columns.
Result<ColumnNumber> need_column(const Node& table, std::string_view key, const Mapping& mapping);

}  // namespace roundel::intake
