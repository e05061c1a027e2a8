// The values of an entry out of the fields of a form, typed by the vocabulary.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/entry.h"
#include "web/http.h"

namespace roundel::web {

// The name under which a form carries a value: "value-reason". A date has three fields below it.
std::string value_field(std::string_view value_name);

struct EntryValues {
  std::vector<std::pair<std::string, Value>> values;  // what was filled in, sorted by name
  std::vector<Error> wrong;                           // each with the value's name as its field
};
EntryValues entry_values(const Fields& fields, const EntryKind& kind, const Vocabulary& vocabulary);

}  // namespace roundel::web
