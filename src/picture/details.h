// What the source records of one person say of them now: every field with who holds which value, the best first.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "picture/picture.h"

namespace roundel {

// One value of a field, and which agencies hold it at present.
struct HeldValue {
  std::string value;
  std::vector<AgencyId> agencies;  // each once, sorted
  Date latest;                     // when it was last told
};

// One source record's word on a person, at one time.
struct Detail {
  SourceId source;
  const Entry* entry = nullptr;
};

// The identity.details entries about the person, oldest first. They live as long as `known`.
std::vector<Detail> details_about(const FamilyEntries& known, const PersonId& person);

// How a field is read from an entry; empty where the entry does not tell it.
using ReadField = std::function<std::string(const Entry&)>;
ReadField field(std::string name);
ReadField full_name();     // "Ava Shaw"
ReadField full_address();  // "12 Mill Lane, BD1 1AA"

// Each source record counts with the last value it told. Best first: told last; of those told on the same day, held by
// most agencies; then alphabetically, so that the answer never depends on order.
std::vector<HeldValue> held_values(const std::vector<Detail>& details, const ReadField& read);
std::string best_value(const std::vector<Detail>& details, const ReadField& read);
std::optional<Date> best_date(const std::vector<Detail>& details, std::string_view name);

// Letters and digits in lower case: two ways to write the same address or name compare equal.
std::string squeezed(std::string_view text);

}  // namespace roundel
