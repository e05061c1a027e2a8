// The fields by which an entry of any kind is written: one for each value that the vocabulary gives it.
#pragma once

#include <string>
#include <vector>

#include "response/pathway.h"
#include "standards/vocabulary.h"
#include "web/pages/pages.h"

namespace roundel::web {

// What the child and the family say stands first, under a heading of its own. `required` are the values that the
// record must say, some of them only where another value is so. `carried` are sent along unseen, as filled.
Html entry_fields(const EntryKind& kind, const Vocabulary& vocabulary, const std::vector<Required>& required,
                  const std::vector<std::string>& carried, const Filled& filled);

// Girl, boy or not known: the field `sex`.
Html sex_field(const Filled& filled);

// Where an error summary leads for a value: the first field of a date, else the field itself.
std::string value_href(const EntryKind& kind, std::string_view value_name);

}  // namespace roundel::web
